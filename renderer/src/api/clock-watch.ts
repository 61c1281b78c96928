const lookEveryMs = 10_000;
/** More than a busy moment makes of ten seconds. */
const jumpMs = 30_000;

/**
 * Calls back where this computer's clock and the time that passed part ways: it was set, or the computer has slept. Gives the
 * way to stop. The cache reckons by that clock how fresh it is: after a jump back it would take hours for minutes.
 */
export function watchClock(onJump: () => void, everyMs = lookEveryMs): () => void {
  let clock = Date.now();
  let tick = performance.now();
  const timer = setInterval(() => {
    const [nextClock, nextTick] = [Date.now(), performance.now()];
    const jumped = Math.abs(nextClock - clock - (nextTick - tick)) > jumpMs;
    [clock, tick] = [nextClock, nextTick];
    if (jumped) onJump();
  }, everyMs);
  return () => clearInterval(timer);
}
