import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { build } from 'vite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeBackup } from '../../../electron/backup/make-backup';
import { restoreBackup } from '../../../electron/backup/restore-backup';
import { seedSampleData } from '../../../electron/billing/sample-data/seed';
import { startBuiltin, type BuiltinServer } from '../../../electron/database/builtin/start';
import { openDatabase, type Database } from '../../../electron/database/database';
import { migrateUp } from '../../../electron/database/migrator/migrate';
import { withDatabase } from '../../../electron/database/connection-target';
import { look, officeOf, type Office } from '../billing/office';

const long = process.env['SAHOOL_LONG'] === '1';
const cycles = 50;
const restores = 20;
const appVersion = '1.2.3';

/** What must be the same again: how many rows, and what they come to. */
async function figuresOf(database: Database): Promise<unknown> {
  return look(
    database,
    `SELECT (SELECT count(*) FROM public.invoices) AS invoices, (SELECT count(*) FROM public.payments) AS payments,
  (SELECT count(*) FROM billing_desktop.allocations) AS allocations, (SELECT count(*) FROM billing_desktop.commands) AS commands,
  (SELECT sum(total) FROM public.invoices) AS total, (SELECT sum(amount_paid) FROM public.invoices) AS paid,
  (SELECT sum(amount) FROM public.payments) AS received`,
  );
}

describe.runIf(long)('the built-in database', () => {
  let folder: string;
  let child: string;
  const mishaps = ['orphan', 'server killed', 'port taken'] as const;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'sahool-builtin-'));
    await chmod(folder, 0o755);
    const outDir = resolve(import.meta.dirname, '../../../out/test-child-builtin');
    await build({
      configFile: false,
      logLevel: 'error',
      build: {
        ssr: resolve(import.meta.dirname, '../../support/builtin-in-child.ts'),
        outDir,
        emptyOutDir: true,
        target: 'node20',
        rollupOptions: { output: { entryFileNames: 'builtin-in-child.mjs' } },
      },
    });
    child = resolve(outDir, 'builtin-in-child.mjs');
    const server = await startBuiltin({ folder });
    const database = await openDatabase(server.target);
    await migrateUp(database);
    await seedSampleData(database);
    await database.close();
    await server.stop();
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  /** Opens it, looks, and pays an invoice more: what the next cycle must find. */
  async function use<T>(work: (office: Office, server: BuiltinServer) => Promise<T>): Promise<T> {
    const server = await startBuiltin({ folder });
    const database = await openDatabase(server.target);
    const office = officeOf(database, '', () => database.close());
    try {
      return await work(office, server);
    } finally {
      await office.close();
      await server.stop();
    }
  }

  async function payMore(office: Office): Promise<unknown> {
    const farm = await office.tenant();
    const invoice = await office.invoice(farm, '12.50');
    await office.pay(farm.tenantId, '12.50', [[invoice, '12.50']]);
    return figuresOf(office.database);
  }

  /** A program that uses it and is killed: its server runs on. Gives the server's process number. */
  async function leaveOrphan(): Promise<number> {
    const program = spawn(process.execPath, [child, folder], { stdio: ['ignore', 'pipe', 'inherit'] });
    await once(program.stdout, 'data');
    program.kill('SIGKILL');
    await once(program, 'exit');
    const pidFile = await readFile(join(folder, 'data', 'postmaster.pid'), 'utf8');
    return Number(pidFile.split('\n')[0]);
  }

  it(`${cycles} times orphaned, killed, or with its port taken: the data folder is kept, counts and sums are equal`, async () => {
    let expected: unknown = await use(payMore);
    for (let cycle = 0; cycle < cycles; cycle += 1) {
      const mishap = mishaps[cycle % mishaps.length] ?? 'orphan';
      let squatter: Server | null = null;
      let taken: number | null = null;
      if (mishap === 'port taken') {
        taken = await use((_office, server) => Promise.resolve(server.target.endpoints[0].port));
        squatter = createServer().listen(taken, '127.0.0.1');
        await once(squatter, 'listening');
      } else {
        const pid = await leaveOrphan();
        if (mishap === 'server killed') process.kill(pid, 'SIGKILL');
      }
      expected = await use(async (office, server) => {
        if (mishap === 'orphan') expect(server.attached, `cycle ${cycle}`).toBe(true);
        if (taken !== null) expect(server.target.endpoints[0].port).not.toBe(taken);
        expect(await figuresOf(office.database), `cycle ${cycle}, ${mishap}`).toEqual(expected);
        return payMore(office);
      });
      squatter?.close();
    }
    await use((office) => office.expectClean({ service: true }));
  }, 1_200_000);

  it(`${restores} backups restored: row counts and sums equal those of the moment`, async () => {
    for (let round = 0; round < restores; round += 1) {
      const path = join(folder, `${round}.sahool-backup`);
      await use(async (office, server) => {
        const expected = await payMore(office);
        const passphrase = round % 2 === 0 ? null : 'سهول 2026';
        await makeBackup(office.database, { path, passphrase, appVersion });
        const into = `restored_${round}`;
        const { comparison } = await restoreBackup({ path, passphrase, target: server.target, into, appVersion });
        expect(comparison.same).toBe(true);
        const copy = await openDatabase(withDatabase(server.target, into));
        const restored = officeOf(copy, '', () => copy.close());
        expect(await figuresOf(copy), `round ${round}`).toEqual(expected);
        await restored.expectClean({ service: true });
        await restored.close();
        await office.database.sequelize.query(`DROP DATABASE ${into} WITH (FORCE)`);
      });
      await rm(path);
    }
  }, 1_200_000);
});
