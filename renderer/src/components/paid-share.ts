/** Whole per cent of `paid` in `total` for a bar's width: never 100 before all is paid, never 0 once something is. */
export function paidShare(paid: string, total: string): number {
  const cents = (amount: string): bigint => BigInt(amount.replace('.', ''));
  const [done, whole] = [cents(paid), cents(total)];
  if (whole <= 0n || done >= whole) return done > 0n || whole <= 0n ? 100 : 0;
  if (done <= 0n) return 0;
  return Math.min(99, Math.max(1, Number((done * 100n) / whole)));
}
