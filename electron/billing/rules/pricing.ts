import Big from 'big.js';
import { amountSchema, roundToAmount, zeroAmount, type Amount } from '../../contract/amount';
import type { CalendarDate } from '../../contract/calendar-date';
import type { Currency } from '../../contract/currency';
import type { OveragePrice, Pricing } from '../../contract/plans';
import type { BillingCycle } from '../../contract/status';

type PriceName = Exclude<keyof Pricing, 'overage'>;

/** The keys of `plans.pricing` (schema.md) by the contract's names. */
const storedKeys = {
  monthlyUsd: 'monthly_usd',
  quarterlyUsd: 'quarterly_usd',
  yearlyUsd: 'yearly_usd',
  setupFeeUsd: 'setup_fee_usd',
  monthlyYer: 'monthly_yer',
  quarterlyYer: 'quarterly_yer',
  yearlyYer: 'yearly_yer',
  setupFeeYer: 'setup_fee_yer',
} as const satisfies Record<PriceName, string>;

const plainDecimal = /^\d{1,10}(?:\.\d{1,10})?$/;
const metricName = /^[a-z][a-z0-9_]{0,99}$/;

function priceFrom(value: unknown): Amount | null {
  // Ours are strings; another writer may have left JSON numbers.
  const text = typeof value === 'number' ? String(value) : value;
  return typeof text === 'string' && plainDecimal.test(text) ? roundToAmount(text) : null;
}

function entriesOf(value: unknown): Map<string, unknown> {
  return new Map<string, unknown>(typeof value === 'object' && value !== null ? Object.entries(value) : []);
}

function metricPrices(value: unknown): Map<string, Amount> {
  if (Array.isArray(value)) return new Map();
  const prices = [...entriesOf(value)].flatMap(([metric, stored]): [string, Amount][] => {
    const price = priceFrom(stored);
    return price === null || !metricName.test(metric) ? [] : [[metric, price]];
  });
  return new Map(prices);
}

function overageFrom(storedUsd: unknown, storedYer: unknown): OveragePrice[] {
  const [usd, yer] = [metricPrices(storedUsd), metricPrices(storedYer)];
  return [...new Set([...usd.keys(), ...yer.keys()])]
    .toSorted()
    .map((metric) => ({ metric, usd: usd.get(metric) ?? null, yer: yer.get(metric) ?? null }));
}

/** A plan's prices from its jsonb column; what is missing or unreadable is not sold. */
export function pricingFromStored(stored: unknown): Pricing {
  const values = entriesOf(stored);
  const price = (name: PriceName): Amount | null => priceFrom(values.get(storedKeys[name]));
  return {
    monthlyUsd: price('monthlyUsd'),
    quarterlyUsd: price('quarterlyUsd'),
    yearlyUsd: price('yearlyUsd'),
    setupFeeUsd: price('setupFeeUsd'),
    monthlyYer: price('monthlyYer'),
    quarterlyYer: price('quarterlyYer'),
    yearlyYer: price('yearlyYer'),
    setupFeeYer: price('setupFeeYer'),
    overage: overageFrom(values.get('overage_usd'), values.get('overage_yer')),
  };
}

/** What is written into the jsonb column: strings, so that no reader turns them into floats. */
export function storedPricing({ overage, ...prices }: Pricing): Record<string, unknown> {
  const names = Object.keys(storedKeys) as PriceName[];
  return {
    ...Object.fromEntries(names.map((name) => [storedKeys[name], prices[name]])),
    overage_usd: byMetric(overage, 'usd'),
    overage_yer: byMetric(overage, 'yer'),
  };
}

function byMetric(overage: readonly OveragePrice[], currency: 'usd' | 'yer'): Record<string, string> {
  return Object.fromEntries(
    overage.flatMap((price) => (price[currency] === null ? [] : [[price.metric, price[currency]]])),
  );
}

/** How many YER one USD is, from the day on which it was entered for. */
export interface RateInForce {
  readonly yerPerUsd: string;
  readonly date: CalendarDate;
}

/** A price in a subscription's currency: as the list has it, or converted from USD by the rate that is named with it. */
export interface CurrentPrice {
  readonly amount: Amount;
  readonly converted: { readonly usd: Amount; readonly rate: RateInForce } | null;
}

/** Why there is no price: the plan is not sold so, no rate is in force for one in USD, or no amount holds what it comes to. */
export type MissingPrice = 'no_price' | 'no_rate' | 'too_large';

/**
 * A price of the list in a currency (domain.md, Billing run): USD as it stands; YER by its fixed price, else by the rate in
 * force, rounded half-up once. Nothing is nothing in both.
 */
export function priceInCurrency(
  { usd, yer }: { readonly usd: Amount | null; readonly yer: Amount | null },
  currency: Currency,
  rate: RateInForce | null,
): CurrentPrice | MissingPrice {
  const fixed = currency === 'USD' ? usd : yer;
  if (fixed !== null) return { amount: fixed, converted: null };
  if (currency === 'USD' || usd === null) return 'no_price';
  if (usd === zeroAmount) return { amount: usd, converted: null };
  if (rate === null) return 'no_rate';
  const amount = amountSchema.safeParse(new Big(usd).times(rate.yerPerUsd).round(2, Big.roundHalfUp).toFixed(2));
  return amount.success ? { amount: amount.data, converted: { usd, rate } } : 'too_large';
}

const cyclePrices = {
  monthly: { usd: 'monthlyUsd', yer: 'monthlyYer' },
  quarterly: { usd: 'quarterlyUsd', yer: 'quarterlyYer' },
  yearly: { usd: 'yearlyUsd', yer: 'yearlyYer' },
} as const satisfies Record<BillingCycle, Record<'usd' | 'yer', PriceName>>;

function listed(pricing: Pricing, name: PriceName): Amount | null {
  const price = pricing[name];
  return price === null ? null : amountSchema.parse(price);
}

/** A plan's price for one period of a cycle in a currency. */
export function cyclePrice(
  pricing: Pricing,
  cycle: BillingCycle,
  currency: Currency,
  rate: RateInForce | null,
): CurrentPrice | MissingPrice {
  const { usd, yer } = cyclePrices[cycle];
  return priceInCurrency({ usd: listed(pricing, usd), yer: listed(pricing, yer) }, currency, rate);
}

/** A plan's set-up fee in a currency; `no_price` where it asks for none. */
export function setupFee(pricing: Pricing, currency: Currency, rate: RateInForce | null): CurrentPrice | MissingPrice {
  return priceInCurrency({ usd: listed(pricing, 'setupFeeUsd'), yer: listed(pricing, 'setupFeeYer') }, currency, rate);
}

/** A plan's price in USD for one period of a cycle; null where it is not sold so. */
export function priceOf(pricing: Pricing, cycle: BillingCycle): Amount | null {
  return listed(pricing, cyclePrices[cycle].usd);
}

/** True where a plan is sold for a cycle in a currency, by a price of its own or by whatever rate is in force. */
export function isSold(pricing: Pricing, cycle: BillingCycle, currency: Currency): boolean {
  return cyclePrice(pricing, cycle, currency, null) !== 'no_price';
}
