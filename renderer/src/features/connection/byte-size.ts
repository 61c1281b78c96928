const units = ['kB', 'MB', 'GB', 'TB'] as const;

export interface ByteSize {
  /** A decimal with one place, such as `12.3`. */
  readonly figure: string;
  readonly unit: (typeof units)[number];
}

/** A number of bytes, given as exact text, in the unit that a person would say it in. */
export function byteSize(bytes: string): ByteSize {
  const exact = BigInt(bytes);
  let [unit]: readonly (typeof units)[number][] = units;
  let divisor = 1000n;
  for (const [index, larger] of units.entries()) {
    const next = 1000n ** BigInt(index + 1);
    if (exact < next) break;
    unit = larger;
    divisor = next;
  }
  const tenths = (exact * 10n + divisor / 2n) / divisor;
  return { figure: `${tenths / 10n}.${tenths % 10n}`, unit: unit ?? 'kB' };
}
