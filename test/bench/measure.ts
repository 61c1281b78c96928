/** Milliseconds of one call. */
async function timed(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await work();
  return performance.now() - started;
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((left, right) => left - right);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

/**
 * The medians of two ways of working, taken in turns so that a busy moment of the machine falls on both. The first rounds
 * are thrown away: they warm caches and the compiler.
 */
export async function compare(
  ours: () => Promise<unknown>,
  limit: () => Promise<unknown>,
  rounds: number,
): Promise<{ readonly ours: number; readonly limit: number }> {
  const warmUp = Math.max(3, Math.round(rounds / 5));
  const times = { ours: [] as number[], limit: [] as number[] };
  for (let round = 0; round < warmUp + rounds; round += 1) {
    const first = round % 2 === 0;
    const a = first ? await timed(ours) : await timed(limit);
    const b = first ? await timed(limit) : await timed(ours);
    if (round < warmUp) continue;
    times.ours.push(first ? a : b);
    times.limit.push(first ? b : a);
  }
  return { ours: median(times.ours), limit: median(times.limit) };
}

/** One line of the bench: how long ours takes, what limits it in the same run, and how many times that it may take. */
export interface Result {
  readonly work: string;
  readonly against: string;
  readonly ours: number;
  readonly limit: number;
  /** The ratio that performance.md names, or that the work is built for. */
  readonly aim: number;
  /** Far beyond the aim: something is broken, not slow. */
  readonly bound: number;
}

export function ratioOf({ ours, limit }: Result): number {
  return ours / limit;
}

export function tableOf(results: readonly Result[]): string {
  const rows = results.map((result) => [
    result.work,
    `${result.ours.toFixed(2)} ms`,
    `${result.limit.toFixed(2)} ms`,
    `${ratioOf(result).toFixed(2)}x`,
    `${result.aim}x`,
    `${result.bound}x`,
    ratioOf(result) <= result.aim ? 'reached' : ratioOf(result) <= result.bound ? 'near' : 'FAR BEYOND',
    result.against,
  ]);
  const head = ['work', 'ours', 'limit', 'ratio', 'aim', 'bound', '', 'the limit, in the same run'];
  const all = [head, ...rows];
  const widths = head.map((_, column) => Math.max(...all.map((row) => (row[column] ?? '').length)));
  return all
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}
