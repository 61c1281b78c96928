import { describe, expect, it, vi } from 'vitest';
import { leastRole, mayCall, roles } from '../../electron/contract/rights';
import { sample } from '../support/sample';
import { everyChannel, registerAll } from './border-kit';

vi.mock('electron', () => import('../support/fake-electron'));

describe('a channel and a role', () => {
  it.each(roles)(
    '%s gets through to its own channels; from the others nothing is sent or written down',
    async (role) => {
      const { send, reached, written } = registerAll(() => null, { role: () => role });
      for (const [channel, method] of everyChannel) {
        const before = { reached: reached.length, written: written.length };
        const answer = await send(channel, sample(method.input));
        if (mayCall(role, channel)) {
          expect(answer, channel).toEqual({ ok: true, value: null });
          continue;
        }
        const params = { role, needed: leastRole(channel) };
        expect(answer, channel).toEqual({ ok: false, error: { code: 'no_permission', params } });
        expect({ reached: reached.length, written: written.length }, channel).toEqual(before);
      }
    },
  );

  it('keeps from each role what is for those above it', () => {
    const kept = roles.map((role) => everyChannel.filter(([channel]) => !mayCall(role, channel)).length);
    expect(kept).toEqual(kept.toSorted((left, right) => right - left));
    expect(kept.at(-1)).toBe(0);
    expect(mayCall('clerk', 'payments.record')).toBe(true);
    expect(mayCall('clerk', 'invoices.issue')).toBe(false);
    expect(mayCall('accountant', 'business.set')).toBe(false);
    expect(mayCall('viewer', 'documents.print')).toBe(false);
  });

  it('keeps nothing back where nobody is connected: there is nothing to be kept from', async () => {
    const { send } = registerAll(() => null, { role: () => null });
    expect(await send('profiles.list', {})).toEqual({ ok: true, value: null });
    expect(await send('today.get', {})).toEqual({ ok: true, value: null });
  });
});
