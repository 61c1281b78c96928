/** One look at a figure; null where there was none. */
export interface Point {
  readonly at: string;
  readonly value: number | null;
}

export interface Spark {
  /** Lines without a gap, as SVG paths. */
  readonly lines: readonly string[];
  readonly last: number | null;
}

/**
 * Draws a figure over time between 0 and `top`, or the greatest seen where that is more; `mirrored` puts the newest at the
 * left, as the Arabic screen reads.
 */
export function sparkOf(points: readonly Point[], box: SparkBox): Spark {
  const { width, height, mirrored, top } = box;
  const first = Date.parse(points[0]?.at ?? '');
  const span = Math.max(1, Date.parse(points.at(-1)?.at ?? '') - first);
  const greatest = Math.max(top, ...points.map(({ value }) => value ?? 0));
  const lines: string[] = [];
  let open = false;
  for (const { at, value } of points) {
    if (value === null) {
      open = false;
      continue;
    }
    const share = (Date.parse(at) - first) / span;
    const x = ((mirrored ? 1 - share : share) * width).toFixed(1);
    const y = (height - (value / greatest) * (height - 3) - 1.5).toFixed(1);
    if (open) lines.push(`${lines.pop() ?? ''}L${x} ${y}`);
    else lines.push(`M${x} ${y}`);
    open = true;
  }
  return { lines, last: points.at(-1)?.value ?? null };
}

interface SparkBox {
  readonly width: number;
  readonly height: number;
  readonly mirrored: boolean;
  /** What the upper edge stands for at least, so that small figures do not look like storms. */
  readonly top: number;
}
