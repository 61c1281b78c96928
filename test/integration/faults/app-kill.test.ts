import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { build } from 'vite';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { askOutcome } from '../../../electron/billing/command';
import { createSentCommands } from '../../../electron/ipc/sent-commands';
import { openCommandJournal } from '../../../electron/settings/command-journal';
import type { RecordPayment } from '../../../electron/contract/payments';
import { look, openOffice, type Office } from '../billing/office';
import { expectKnown, expectNoLockLeft, onePayment, openDesk } from './desk';

const long = process.env['SAHOOL_LONG'] === '1';
const [points, times] = long ? [25, 4] : [5, 1];

let office: Office;
let folder: string;
let child: string;
beforeAll(async () => {
  office = await openOffice();
  folder = await mkdtemp(join(tmpdir(), 'sahool-killed-'));
  const outDir = resolve(import.meta.dirname, '../../../out/test-child-pay');
  await build({
    configFile: false,
    logLevel: 'error',
    build: {
      ssr: resolve(import.meta.dirname, '../../support/pay-in-child.ts'),
      outDir,
      emptyOutDir: true,
      target: 'node20',
      rollupOptions: { output: { entryFileNames: 'pay-in-child.mjs' } },
    },
  });
  child = resolve(outDir, 'pay-in-child.mjs');
});
afterAll(async () => {
  await office.close();
  await rm(folder, { recursive: true, force: true });
});

/** Runs the child up to the point; answers the points that it passed, and whether it was killed there. */
async function run(point: string, input: RecordPayment): Promise<{ passed: string[]; killed: boolean }> {
  const args = [child, office.url, folder, point, JSON.stringify(input)];
  const running = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = new Promise<NodeJS.Signals | null>((done) => running.once('exit', (_code, signal) => done(signal)));
  const passed: string[] = [];
  for await (const line of createInterface({ input: running.stdout })) passed.push(line);
  return { passed, killed: (await ended) === 'SIGKILL' };
}

/** What the next start does: asks about each command that was written down and never answered. */
async function startAgain(): Promise<string[]> {
  const journal = openCommandJournal(folder, (path) => expect.fail(path));
  const connection = await openDesk(office.url);
  const said: string[] = [];
  const note = (message: string): void => void said.push(message);
  const sent = createSentCommands({
    journal,
    connection,
    databaseName: () => 'the office',
    log: { info: note, warn: note, error: note },
    onSettled: () => undefined,
    againMs: 100,
  });
  await sent.settle();
  await vi.waitFor(async () => expect(await journal.listPending()).toEqual([]), { timeout: 10_000, interval: 50 });
  await connection.disconnect();
  return said;
}

describe('the program is killed while it records a payment', () => {
  it('at each named point: the outcome is known by its key, no lock is left, and it takes effect once', async () => {
    const farm = await office.tenant();
    const invoiceId = await office.invoice(farm, '5000.00');
    const today = await office.today();
    const whole = await run('never', onePayment(farm.tenantId, invoiceId, today));
    expect(whole).toMatchObject({ killed: false });
    const named = whole.passed;
    expect(named).toEqual(expect.arrayContaining(['asked', 'written down', 'commit sent', 'answered', 'struck out']));
    // The ends and COMMIT always; the others spread evenly.
    const certain = ['written down', 'commit sent', 'commit answered', 'answered'];
    const others = named.filter((name) => !certain.includes(name));
    const wanted = Math.min(points - certain.length, others.length);
    const spread = Array.from(
      { length: wanted },
      (_, n) => others[Math.floor(((n + 0.5) * others.length) / wanted)] ?? '',
    );
    const inputs: RecordPayment[] = [];
    for (const point of [...certain, ...spread]) {
      for (let time = 0; time < times; time += 1) {
        const input = onePayment(farm.tenantId, invoiceId, today);
        inputs.push(input);
        expect(await run(point, input), point).toMatchObject({ killed: true });
        const said = await startAgain();
        await expectNoLockLeft(office.database);
        const { done } = await askOutcome(office.database, input.key);
        if (point === 'commit answered' || point === 'answered') expect(done, point).toBe(true);
        if (point === 'asked' || point === 'written down') expect(done, point).toBe(false);
        const word = said.find((line) => line.includes(input.key));
        if (word !== undefined) expect(word).toMatch(done ? / took effect$/ : /never took effect$/);
      }
    }
    if (long) expect(inputs).toHaveLength(points * times);
    await expectKnown(
      office.database,
      inputs.map((input) => ({ input, answer: null, refusal: null })),
    );
    const [counted] = await look<{ payments: string }>(
      office.database,
      `SELECT count(*) AS payments FROM billing_desktop.payment_details d WHERE d.command_key = ANY ($1::uuid[])`,
      [inputs.map(({ key }) => key)],
    );
    expect(counted?.payments).toBe(String(inputs.length));
    await office.expectClean();
  }, 1_200_000);
});
