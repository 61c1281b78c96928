import type { ConnectionPanel } from '@contract/connection';

type Sample = ConnectionPanel['latency'][number];

export interface LatencyPicture {
  /** Lines without a gap, as SVG paths. */
  readonly runs: readonly { readonly line: string; readonly area: string }[];
  /** Where a round trip was lost. */
  readonly lostAt: readonly number[];
  readonly median: number;
  readonly worst: number;
  readonly lost: number;
  /** What the top of the picture stands for, in milliseconds. */
  readonly ceiling: number;
  /** How long ago the oldest sample is. */
  readonly minutes: number;
}

/** A round figure above the worst, so that the scale does not jump with each sample. */
function ceilingOf(worst: number): number {
  return (
    [5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000].find((step) => worst <= step) ?? Math.ceil(worst / 5000) * 5000
  );
}

/**
 * Draws round trips over time; `mirrored` puts the newest at the left, as the Arabic screen reads. Null where there is
 * nothing to draw yet.
 */
export function latencyPicture(
  samples: readonly Sample[],
  { width, height, mirrored }: { readonly width: number; readonly height: number; readonly mirrored: boolean },
): LatencyPicture | null {
  const [first, last] = [samples[0], samples.at(-1)];
  const answers = samples.flatMap(({ ms }) => (ms === null ? [] : [ms])).toSorted((left, right) => left - right);
  if (first === undefined || last === undefined || samples.length < 2) return null;
  const start = Date.parse(first.at);
  const span = Math.max(1, Date.parse(last.at) - start);
  const worst = answers.at(-1) ?? 0;
  const ceiling = ceilingOf(worst);
  const xOf = ({ at }: Sample): number => {
    const x = ((Date.parse(at) - start) / span) * width;
    return Math.round((mirrored ? width - x : x) * 10) / 10;
  };
  const yOf = (ms: number): number => Math.round((height - (ms / ceiling) * (height - 4)) * 10) / 10;

  const groups: { x: number; y: number }[][] = [[]];
  for (const sample of samples) {
    if (sample.ms === null) groups.push([]);
    else groups.at(-1)?.push({ x: xOf(sample), y: yOf(sample.ms) });
  }
  const runs = groups
    .filter((points) => points.length > 0)
    .map((points) => {
      const line = points.map(({ x, y }, index) => `${index === 0 ? 'M' : 'L'}${x} ${y}`).join('');
      return { line, area: `${line}L${points.at(-1)?.x ?? 0} ${height}L${points[0]?.x ?? 0} ${height}Z` };
    });
  return {
    runs,
    lostAt: samples.filter(({ ms }) => ms === null).map(xOf),
    median: answers[Math.floor((answers.length - 1) / 2)] ?? 0,
    worst,
    lost: samples.length - answers.length,
    ceiling,
    minutes: Math.round(span / 60_000),
  };
}
