import type { BackupManifest, BackupProgress, RestoreComparison } from '../contract/backup';
import { runVerification } from '../billing/verify';
import { driftFindings, readFoundCatalog, weighAll } from '../database/catalog/drift';
import { endClient, type BillingClient } from '../database/client';
import type { Database } from '../database/database';
import { expectedOf, type KeptCatalog } from './kept-catalog';
import { readRows } from './read-rows';
import { listTables, textSettings } from './snapshot-tables';

interface Expected {
  readonly manifest: BackupManifest;
  readonly catalog: KeptCatalog;
  readonly signal: AbortSignal | undefined;
  readonly onProgress: ((progress: BackupProgress) => void) | undefined;
}

type ComparedTable = RestoreComparison['tables'][number];

async function compareTables(client: BillingClient, expected: Expected): Promise<ComparedTable[]> {
  const { manifest, signal, onProgress } = expected;
  const tables = new Map((await listTables(client)).map((table) => [`${table.schema}.${table.name}`, table]));
  const compared: ComparedTable[] = [];
  for (const [done, wanted] of manifest.tables.entries()) {
    onProgress?.({ step: 'comparing', table: wanted.name, done, of: manifest.tables.length, bytes: 0, ofBytes: null });
    const table = tables.get(wanted.name);
    if (!table) {
      const sums = wanted.sums.map((sum) => ({ ...sum, found: null }));
      compared.push({ name: wanted.name, same: false, expectedRows: wanted.rows, foundRows: '0', sums });
      continue;
    }
    const rows = readRows(client, table);
    let step = await rows.next();
    while (step.done !== true) {
      signal?.throwIfAborted();
      step = await rows.next();
    }
    const found = step.value;
    const sums = wanted.sums.map((sum) => {
      const mine = found.sums.find(({ column, currency }) => column === sum.column && currency === sum.currency);
      return { ...sum, found: mine?.sum ?? null };
    });
    const same =
      found.sha256 === wanted.sha256 &&
      found.rows === wanted.rows &&
      found.sums.length === sums.length &&
      sums.every((sum) => sum.found === sum.sum);
    compared.push({ name: wanted.name, same, expectedRows: wanted.rows, foundRows: found.rows, sums });
  }
  return compared;
}

/** Holds a restored database against its backup: every count, hash and sum, the catalog, and the books. Writes nothing. */
export async function compareRestored(database: Database, expected: Expected): Promise<RestoreComparison> {
  const { manifest, catalog, onProgress } = expected;
  const client = await database.connectClient();
  let tables: ComparedTable[];
  let isOver = false;
  try {
    await client.query(`BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY; ${textSettings}`);
    tables = await compareTables(client, expected);
    await client.query('COMMIT');
    isOver = true;
  } finally {
    if (isOver) await endClient(client);
    else client.cut();
  }
  const differences = weighAll(driftFindings(expectedOf(catalog), await readFoundCatalog(database)), {
    objects: new Map(),
  });
  const of = manifest.tables.length;
  onProgress?.({ step: 'books', table: '', done: of, of, bytes: 0, ofBytes: null });
  const { clean, findings } = await runVerification(database);
  return {
    same: tables.every(({ same }) => same) && differences.every(({ severity }) => severity !== 'blocking'),
    tables,
    catalog: differences,
    books: { clean, findings: findings.length },
  };
}
