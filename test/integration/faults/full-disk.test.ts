import { chmod, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { askOutcome } from '../../../electron/billing/command';
import { recordPayment } from '../../../electron/billing/record-payment';
import { openDatabaseFromUrl } from '../../../electron/database/database';
import { migrateUp } from '../../../electron/database/migrator/migrate';
import { savePdf } from '../../../electron/documents/save-pdf';
import { exportList } from '../../../electron/documents/spreadsheet/export-list';
import { openLog } from '../../../electron/log/log';
import { openSettings } from '../../../electron/settings/settings';
import { registerIpc } from '../../../electron/ipc/register';
import { buildCommandLine } from '../../support/command-line';
import * as electron from '../../support/fake-electron';
import { startTestServer, type TestServer } from '../../support/postgres-server';
import { hasSmallDisks, openSmallDisk, type SmallDisk } from '../../support/small-disk';
import { actor, look, officeOf, openOffice, refusal, type Office } from '../billing/office';
import { onePayment } from './desk';

vi.mock('electron', () => import('../../support/fake-electron'));

const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined };

let scratch: string;
beforeAll(async () => {
  scratch = await mkdtemp(join(tmpdir(), 'sahool-full-'));
});
afterAll(() => rm(scratch, { recursive: true, force: true }));

let disks = 0;
async function smallDisk(size: string, owner?: { uid: number; gid: number }): Promise<SmallDisk> {
  const disk = await openSmallDisk(join(scratch, `disk-${(disks += 1)}`), size, owner);
  return disk ?? expect.fail('no disk could be mounted');
}

async function paymentsIn(office: Office): Promise<string | undefined> {
  const [counted] = await look<{ n: string }>(office.database, 'SELECT count(*) AS n FROM public.payments');
  return counted?.n;
}

describe.runIf(hasSmallDisks)('this computer’s disk is full (skipped where a small one cannot be mounted)', () => {
  let office: Office;
  let disk: SmallDisk;
  beforeAll(async () => {
    office = await openOffice();
    await buildCommandLine();
  });
  afterAll(() => office.close());
  beforeEach(async () => {
    disk = await smallDisk('256k');
  });
  afterEach(() => disk.dispose());

  it('a payment is not sent before it could be written down; with room again the same form is booked once', async () => {
    const settings = openSettings(disk.folder, quiet);
    const farm = await office.tenant();
    const invoiceId = await office.invoice(farm, '10.00');
    const input = onePayment(farm.tenantId, invoiceId, await office.today());
    const sent: unknown[] = [];
    electron.ipcMain.handlers.clear();
    registerIpc(
      {
        payments: {
          record: (asked: typeof input) => {
            sent.push(asked.key);
            return recordPayment(office.database, actor, asked);
          },
        } as never,
      },
      {
        windows: { owns: () => true },
        log: quiet,
        incidents: { number: () => '' },
        journal: settings.commands,
        role: () => 'administrator',
        databaseName: () => 'the office',
        checkOutput: true,
      },
    );
    const press = (): unknown =>
      electron.ipcMain.handlers.get('payments.record')?.(
        { senderFrame: { parent: null, url: 'app://sahool/' } },
        input,
      );

    await disk.fill();
    expect(await press()).toEqual({ ok: false, error: { code: 'journal_unwritable', params: { reason: 'ENOSPC' } } });
    expect(await press()).toMatchObject({ error: { code: 'journal_unwritable' } });
    expect(sent).toEqual([]);
    expect(await paymentsIn(office)).toBe('0');
    expect(await settings.commands.listPending()).toEqual([]);
    expect(
      (await readdir(join(disk.folder, 'commands')).catch(() => [])).filter((name) => name.endsWith('.tmp')),
    ).toEqual([]);

    await disk.clear();
    expect(await press()).toMatchObject({ ok: true, value: { status: 'succeeded' } });
    expect(await press()).toMatchObject({ ok: true, value: { status: 'succeeded' } });
    expect(await paymentsIn(office)).toBe('1');
    expect(await settings.commands.listPending()).toEqual([]);
    await office.expectClean();
  });

  it('settings keep what they were, and take the change once there is room', async () => {
    const settings = openSettings(disk.folder, quiet);
    await settings.preferences.change({ language: 'en', theme: 'dark' });
    const before = await readFile(join(disk.folder, 'preferences.json'), 'utf8');
    await disk.fill();
    expect(await refusal(settings.preferences.change({ language: 'ar' }))).toMatchObject({
      code: 'settings_unwritable',
    });
    expect(await refusal(settings.formDrafts.save('payments.new 1', 'x'.repeat(9000)))).toMatchObject({
      code: 'settings_unwritable',
    });
    expect(await readFile(join(disk.folder, 'preferences.json'), 'utf8')).toBe(before);
    expect(await openSettings(disk.folder, quiet).preferences.read()).toMatchObject({ language: 'en', theme: 'dark' });
    await disk.clear();
    await settings.preferences.change({ language: 'ar' });
    expect(await openSettings(disk.folder, quiet).preferences.read()).toMatchObject({ language: 'ar', theme: 'dark' });
  });

  it('a PDF and a list are refused whole, and the files of yesterday stay', async () => {
    const farm = await office.tenant();
    for (let n = 0; n < 3; n += 1) await office.invoice(farm, '10.00');
    const workerFile = join(import.meta.dirname, '..', '..', '..', 'out', 'main', 'workbook-worker.js');
    const write = (format: 'csv' | 'xlsx'): Promise<void> =>
      exportList(office.database, {
        source: { list: 'invoices', filter: {}, sort: { column: 'issue_date', direction: 'desc' } },
        format,
        language: 'ar',
        path: join(disk.folder, `list.${format}`),
        workerFile,
        signal: new AbortController().signal,
        onRows: () => undefined,
      });
    await writeFile(join(disk.folder, 'list.csv'), 'yesterday');
    await disk.fill();
    for (const format of ['csv', 'xlsx'] as const) {
      expect(await refusal(write(format))).toMatchObject({ code: 'disk_full', params: { file: `list.${format}` } });
    }
    const pdf = Buffer.alloc(64 * 1024, '%');
    expect(await refusal(savePdf(pdf, join(disk.folder, 'invoice.pdf')))).toMatchObject({ code: 'disk_full' });
    expect((await readdir(disk.folder)).toSorted()).toEqual(['.ballast', 'list.csv']);
    expect(await readFile(join(disk.folder, 'list.csv'), 'utf8')).toBe('yesterday');
    await disk.clear();
    await write('csv');
    expect(await readFile(join(disk.folder, 'list.csv'), 'utf8')).toContain('10.00');
  });

  it('the log stops growing, and nothing else stops', async () => {
    const log = openLog(disk.folder, false);
    log.info('before');
    await disk.fill();
    for (let n = 0; n < 3; n += 1) log.error('the connection was lost', new Error('x'.repeat(4000)));
    await new Promise((resolve) => setTimeout(resolve, 50));
    await disk.clear();
    log.info('there is room again');
    await vi.waitFor(async () =>
      expect(await readFile(join(disk.folder, 'sahool.log'), 'utf8')).toContain('there is room again'),
    );
  });
});

describe.runIf(hasSmallDisks)('the server’s disk is full (skipped where a small one cannot be mounted)', () => {
  let server: TestServer;
  let office: Office;
  let disk: SmallDisk;
  beforeAll(async () => {
    server = await startTestServer();
    const database = await openDatabaseFromUrl(server.url());
    await migrateUp(database);
    office = officeOf(database, server.url(), () => database.close());
    const { uid, gid } = await stat(server.dataFolder);
    await chmod(scratch, 0o755);
    disk = await smallDisk('2m', { uid, gid });
  });
  afterAll(async () => {
    await office.close();
    await server.dispose();
    await disk.dispose();
  });

  it('a payment is refused with its own sentence and nothing of it is stored; with room again it is booked once', async () => {
    const farm = await office.tenant();
    const invoiceId = await office.invoice(farm, '500.00');
    const today = await office.today();
    const keeper = new pg.Client({ connectionString: server.url() });
    await keeper.connect();
    // The payments' own rows and pages on the small disk, as on a volume that has run full.
    await keeper.query(`CREATE TABLESPACE small LOCATION '${disk.folder}'`);
    await keeper.query('ALTER TABLE public.payments SET TABLESPACE small');
    await keeper.end();
    await disk.fill();

    const refused = [];
    let booked = 0;
    // What room its last page has is used first.
    while (refused.length < 3) {
      const input = onePayment(farm.tenantId, invoiceId, today);
      try {
        await recordPayment(office.database, actor, input);
        booked += 1;
      } catch (error) {
        expect(error).toMatchObject({ code: 'server_disk_full' });
        refused.push(input);
      }
      expect(booked).toBeLessThan(300);
    }
    for (const { key } of refused) expect(await askOutcome(office.database, key)).toEqual({ done: false });
    expect(await paymentsIn(office)).toBe(String(booked));
    await office.expectClean();

    await disk.clear();
    for (const input of [...refused, ...refused]) await recordPayment(office.database, actor, input);
    expect(await paymentsIn(office)).toBe(String(booked + refused.length));
    await office.expectClean();
  });
});
