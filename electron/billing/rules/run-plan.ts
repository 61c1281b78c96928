import type { PriceList } from './run-price';

/** A plan as a run prices it. */
export interface RunPlan {
  readonly planId: string;
  readonly name: string;
  readonly nameAr: string;
  readonly prices: PriceList;
  /** -1 is unlimited. */
  readonly limits: ReadonlyMap<string, number>;
}
