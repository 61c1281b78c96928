import { createHash } from 'node:crypto';
import type { BackupManifest, InspectedBackup } from '../contract/backup';
import { AppError } from '../contract/result';
import { openFrames, type OpenBackup } from './frames';
import type { KeptCatalog } from './kept-catalog';
import { countRows } from './read-rows';
import { readRecords } from './records';

/** What a file holds beside its rows, after all of it was read and held against its own manifest. */
export interface CheckedBackup {
  readonly inspected: InspectedBackup;
  readonly catalog: KeptCatalog;
  readonly sequencesAlone: readonly string[];
}

interface Found {
  readonly name: string;
  readonly rows: string;
  readonly sha256: string;
}

function agrees(manifest: BackupManifest, found: readonly Found[]): boolean {
  return (
    manifest.tables.length === found.length &&
    manifest.tables.every(({ name, rows, sha256 }, place) => {
      const table = found[place];
      return table?.name === name && table.rows === rows && table.sha256 === sha256;
    })
  );
}

/** Reads an open backup from its beginning to its end. Throws `backup_damaged`. */
export function checkBackup(backup: OpenBackup): Promise<CheckedBackup> {
  return readRecords(backup, async (records) => {
    const found: Found[] = [];
    let begin: { readonly catalog: KeptCatalog; readonly sequencesAlone: readonly string[] } | null = null;
    let manifest: BackupManifest | null = null;
    let open: { name: string; rows: number; hash: ReturnType<typeof createHash> } | null = null;
    for await (const { record, rows } of records) {
      if (manifest !== null) throw new AppError('backup_damaged');
      switch (record.kind) {
        case 'begin':
          begin = { catalog: record.catalog, sequencesAlone: record.sequences };
          break;
        case 'table':
          open = { name: `${record.schema}.${record.name}`, rows: 0, hash: createHash('sha256') };
          break;
        case 'rows':
          if (open === null) throw new AppError('backup_damaged');
          open.hash.update(rows);
          open.rows += countRows(rows);
          break;
        case 'end':
          if (open === null) throw new AppError('backup_damaged');
          found.push({ name: open.name, rows: String(open.rows), sha256: open.hash.digest('hex') });
          open = null;
          break;
        case 'manifest':
          manifest = record.manifest;
          break;
      }
    }
    if (begin === null || manifest === null || open !== null || !agrees(manifest, found)) {
      throw new AppError('backup_damaged');
    }
    const { encrypted, sizeBytes, sha256 } = backup;
    return {
      inspected: { way: 'snapshot', tool: null, manifest, encrypted, sizeBytes: String(sizeBytes), sha256 },
      ...begin,
    };
  });
}

/**
 * What a backup file says of itself, after every byte, row count and hash in it was checked. Touches no database. Throws
 * `file_unreadable`, `backup_not_ours`, `backup_damaged`, `backup_passphrase_needed`, `backup_passphrase_wrong`.
 */
export async function inspectBackup(path: string, passphrase: string | null): Promise<InspectedBackup> {
  const backup = await openFrames(path, passphrase);
  try {
    return (await checkBackup(backup)).inspected;
  } finally {
    await backup.close();
  }
}
