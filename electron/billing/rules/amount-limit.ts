import { exceedsAmount } from '../../contract/amount';
import { AppError } from '../../contract/result';

/** What is reckoned from amounts that are sound by themselves. Throws `amount_too_large` where a sum does not fit numeric(12,2). */
export function withinAmounts<R>(reckon: () => R): R {
  try {
    return reckon();
  } catch (failure) {
    if (exceedsAmount(failure)) throw new AppError('amount_too_large', {}, failure);
    throw failure;
  }
}
