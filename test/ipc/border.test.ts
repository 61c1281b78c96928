import { beforeEach, describe, expect, it, vi } from 'vitest';
import { AppError } from '../../electron/contract/result';
import { isCommand } from '../../electron/ipc/register';
import { sample } from '../support/sample';
import { callFrom, everyChannel, registerAll } from './border-kit';

vi.mock('electron', () => import('../support/fake-electron'));

const command = 'payments.record';
function inputOf(channel: string): unknown {
  const method = everyChannel.find(([name]) => name === channel)?.[1];
  if (method === undefined) throw new Error(`no channel ${channel}`);
  return sample(method.input);
}

describe('who may call', () => {
  const foreign: readonly (readonly [string, unknown])[] = [
    ['no frame: it was navigated or closed', callFrom(null)],
    ['a sub-frame of our own page', callFrom({ parent: { url: 'app://sahool/' } })],
    ['another origin', callFrom({ url: 'https://sahool.example/' })],
    ['another host of our scheme', callFrom({ url: 'app://elsewhere/' })],
    ['our origin as a user name', callFrom({ url: 'https://app:sahool@evil.example/' })],
    ['a local file', callFrom({ url: 'file:///app/index.html' })],
    ['a frame without an address', callFrom({ url: '' })],
    ['an empty frame', callFrom({ url: 'about:blank' })],
    ['another window', callFrom({}, {})],
  ];

  it.each(everyChannel)('%s refuses each foreign sender and calls nothing', async (channel, method) => {
    const { send, reached } = registerAll();
    for (const [what, event] of foreign) {
      const answer = await send(channel, sample(method.input), event);
      expect(answer, what).toEqual({ ok: false, error: { code: 'forbidden_sender', params: {} } });
    }
    expect(reached).toEqual([]);
  });

  it.each(everyChannel)('%s takes a call from our own page', async (channel, method) => {
    const { send, reached } = registerAll();
    expect(await send(channel, sample(method.input))).toEqual({ ok: true, value: null });
    expect(reached.map((call) => call.channel)).toEqual([channel]);
  });
});

describe('what comes back', () => {
  it('names the field that was wrong and why, and repeats nothing of its content', async () => {
    const { send } = registerAll();
    const answer = await send('plans.get', { planId: 'Not A Plan; drop table invoices' });
    expect(answer).toEqual({
      ok: false,
      error: { code: 'bad_input', params: { path: 'planId', reason: expect.any(String) } },
    });
    expect(JSON.stringify(answer)).not.toContain('drop table');
  });

  it('keeps the code and the values of a refusal', async () => {
    const { send, logged } = registerAll(() => {
      throw new AppError('allocation_exceeds_due', { due: '10.00' });
    });
    const answer = await send(command, inputOf(command));
    expect(answer).toEqual({ ok: false, error: { code: 'allocation_exceeds_due', params: { due: '10.00' } } });
    expect(logged).toEqual([]);
  });

  it('turns every other error into an incident number, and logs the error under it', async () => {
    const { send, logged } = registerAll(() => {
      throw new Error('relation "invoices" does not exist');
    });
    const answer = await send(command, inputOf(command));
    expect(answer).toMatchObject({ ok: false, error: { code: 'internal' } });
    expect(JSON.stringify(answer)).not.toContain('invoices');
    const incident = /"incident":"([0-9A-F]{8})"/.exec(JSON.stringify(answer))?.[1];
    expect(incident).toBeDefined();
    expect(logged.join()).toContain(`incident ${incident} in ${command}`);
  });

  it('refuses to send an answer that is not the contract’s, where answers are checked', async () => {
    const { send } = registerAll(() => ({ wrong: true }), { checkOutput: true });
    expect(await send('today.get', {})).toMatchObject({ ok: false, error: { code: 'internal' } });
  });

  it('answers unknown_channel where an area has no handlers', async () => {
    const { registerIpc } = await import('../../electron/ipc/register');
    const { ipcMain } = await import('../support/fake-electron');
    ipcMain.handlers.clear();
    const { send } = registerAll();
    const kit = { info: vi.fn(), warn: vi.fn(), error: vi.fn() };
    registerIpc(
      {},
      {
        windows: { owns: () => true },
        log: kit,
        incidents: { number: () => '' },
        journal: { write: async () => undefined, remove: async () => undefined },
        role: () => null,
        databaseName: () => '',
        checkOutput: false,
      },
    );
    expect(await send('app.bootstrap', {})).toEqual({ ok: false, error: { code: 'unknown_channel', params: {} } });
  });
});

describe('commands are written down before they are sent', () => {
  it('is every method whose input carries a key', () => {
    expect(everyChannel.filter(([, method]) => isCommand(method)).map(([channel]) => channel)).toMatchSnapshot();
  });

  let order: string[] = [];
  beforeEach(() => {
    order = [];
  });
  const journal = {
    write: async (): Promise<void> => void order.push('written'),
    remove: async (): Promise<void> => void order.push('struck out'),
  };

  it('writes, sends, answers, strikes out', async () => {
    const { send } = registerAll(() => void order.push('sent'), { journal });
    await send(command, inputOf(command));
    expect(order).toEqual(['written', 'sent', 'struck out']);
  });

  it('strikes out a command that was refused', async () => {
    const { send, removed } = registerAll(() => {
      throw new AppError('currency_mismatch');
    });
    await send(command, inputOf(command));
    expect(removed).toHaveLength(1);
  });

  it.each(['outcome_unknown', 'connection_lost'] as const)('keeps what was written after %s', async (code) => {
    const { send, written, removed } = registerAll(() => {
      throw new AppError(code);
    });
    await send(command, inputOf(command));
    expect(written).toMatchObject([{ channel: command, database: 'server.example:5432/billing' }]);
    expect(removed).toEqual([]);
  });

  it('keeps what was written after an error that nobody foresaw', async () => {
    const { send, removed } = registerAll(() => {
      throw new TypeError('not a function');
    });
    await send(command, inputOf(command));
    expect(removed).toEqual([]);
  });

  it('sends nothing where it cannot be written down', async () => {
    const { send, reached } = registerAll(() => null, {
      journal: { ...journal, write: () => Promise.reject(new AppError('journal_unwritable', { reason: 'ENOSPC' })) },
    });
    expect(await send(command, inputOf(command))).toMatchObject({ error: { code: 'journal_unwritable' } });
    expect(reached).toEqual([]);
  });

  it('gives the answer all the same where it cannot be struck out', async () => {
    const remove = () => Promise.reject(new AppError('settings_unwritable', { reason: 'EROFS' }));
    const done = registerAll(() => ({ booked: true }), { journal: { ...journal, remove } });
    expect(await done.send(command, inputOf(command))).toEqual({ ok: true, value: { booked: true } });
    expect(done.logged.join()).toContain('stays written down');
    const refused = registerAll(
      () => {
        throw new AppError('currency_mismatch');
      },
      { journal: { ...journal, remove } },
    );
    expect(await refused.send(command, inputOf(command))).toMatchObject({ error: { code: 'currency_mismatch' } });
  });

  it('writes nothing while no database can take it', async () => {
    const { send, written, reached } = registerAll(() => null, {
      databaseName() {
        throw new AppError('not_connected');
      },
    });
    expect(await send(command, inputOf(command))).toMatchObject({ error: { code: 'not_connected' } });
    expect([written, reached]).toEqual([[], []]);
  });
});
