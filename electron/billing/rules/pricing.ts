import { amountSchema, roundToAmount, type Amount } from '../../contract/amount';
import type { Pricing } from '../../contract/plans';
import type { BillingCycle } from '../../contract/status';

/** The keys of `plans.pricing` (schema.md) by the contract's names. */
const storedKeys = {
  monthlyUsd: 'monthly_usd',
  quarterlyUsd: 'quarterly_usd',
  yearlyUsd: 'yearly_usd',
  setupFeeUsd: 'setup_fee_usd',
} as const satisfies Record<keyof Pricing, string>;

const plainDecimal = /^\d{1,10}(?:\.\d{1,10})?$/;

function priceFrom(value: unknown): Amount | null {
  // Ours are strings; another writer may have left JSON numbers.
  const text = typeof value === 'number' ? String(value) : value;
  return typeof text === 'string' && plainDecimal.test(text) ? roundToAmount(text) : null;
}

/** A plan's prices from its jsonb column; what is missing or unreadable is not sold. */
export function pricingFromStored(stored: unknown): Pricing {
  const values = new Map<string, unknown>(typeof stored === 'object' && stored !== null ? Object.entries(stored) : []);
  const price = (key: keyof Pricing): Amount | null => priceFrom(values.get(storedKeys[key]));
  return {
    monthlyUsd: price('monthlyUsd'),
    quarterlyUsd: price('quarterlyUsd'),
    yearlyUsd: price('yearlyUsd'),
    setupFeeUsd: price('setupFeeUsd'),
  };
}

/** What is written into the jsonb column: strings, so that no reader turns them into floats. */
export function storedPricing(pricing: Pricing): Record<string, string | null> {
  return {
    [storedKeys.monthlyUsd]: pricing.monthlyUsd,
    [storedKeys.quarterlyUsd]: pricing.quarterlyUsd,
    [storedKeys.yearlyUsd]: pricing.yearlyUsd,
    [storedKeys.setupFeeUsd]: pricing.setupFeeUsd,
  };
}

/** A plan's price in USD for one period of a cycle; null where it is not sold so. */
export function priceOf(pricing: Pricing, cycle: BillingCycle): Amount | null {
  const price = { monthly: pricing.monthlyUsd, quarterly: pricing.quarterlyUsd, yearly: pricing.yearlyUsd }[cycle];
  return price === null ? null : amountSchema.parse(price);
}
