import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, expect, it, vi } from 'vitest';
import { watchClock } from '@/api/clock-watch';

afterEach(() => {
  vi.useRealTimers();
});

const day = 86_400_000;

it('tells once for each time that the clock is set, in either direction, and not for time that passes', async () => {
  vi.useFakeTimers({ toFake: ['Date'] });
  let jumps = 0;
  const stop = watchClock(() => (jumps += 1), 10);
  await sleep(50);
  expect(jumps).toBe(0);
  for (const [index, by] of [-3 * day, 3 * day, -60_000].entries()) {
    vi.setSystemTime(Date.now() + by);
    await vi.waitFor(() => expect(jumps).toBe(index + 1), { interval: 5 });
    await sleep(30);
    expect(jumps).toBe(index + 1);
  }
  stop();
  vi.setSystemTime(Date.now() + day);
  await sleep(30);
  expect(jumps).toBe(3);
});
