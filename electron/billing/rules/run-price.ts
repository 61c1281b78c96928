import Big from 'big.js';
import { amountSchema, roundToAmount, type Amount } from '../../contract/amount';
import type { CalendarDate } from '../../contract/calendar-date';
import type { Currency } from '../../contract/currency';
import type { BillingCycle } from '../../contract/status';

/** How many YER one USD is worth, and since when. */
export interface Rate {
  readonly yerPerUsd: string;
  readonly date: CalendarDate;
}

/** A price in the currency of the invoice, and how it came about. */
export interface Price {
  /** At full precision: an amount is rounded once, when it is multiplied. */
  readonly exact: string;
  /** The price in USD and the rate that it was multiplied by; null where the price stands in the list as it is. */
  readonly converted: { readonly usd: string; readonly rate: Rate } | null;
}

export type Priced = { readonly price: Price } | { readonly missing: 'no_price' | 'no_rate' };

/** What a plan's `pricing` holds beyond the four prices of schema.md: fixed prices in YER, and prices of usage. */
export interface PriceList {
  /** By `monthly`, `quarterly`, `yearly` and `setup_fee`. */
  readonly usd: ReadonlyMap<string, string>;
  readonly yer: ReadonlyMap<string, string>;
  /** What one unit above the limit of a metric costs. */
  readonly usageUsd: ReadonlyMap<string, string>;
  readonly usageYer: ReadonlyMap<string, string>;
}

const plainDecimal = /^\d{1,10}(?:\.\d{1,10})?$/;
const priceKeys = ['monthly', 'quarterly', 'yearly', 'setup_fee'] as const;

function decimals(object: unknown, keys: readonly string[] | null, suffix: string): Map<string, string> {
  const found = new Map<string, string>();
  if (typeof object !== 'object' || object === null) return found;
  for (const [key, value] of Object.entries(object)) {
    // Ours are strings; another writer may have left JSON numbers.
    const text: unknown = typeof value === 'number' ? String(value) : value;
    if (typeof text !== 'string' || !plainDecimal.test(text) || !key.endsWith(suffix)) continue;
    const name = key.slice(0, key.length - suffix.length);
    if (keys === null || keys.includes(name)) found.set(name, text);
  }
  return found;
}

/** The prices in a plan's `pricing` column; what is missing or unreadable is not sold. */
export function priceList(stored: unknown): PriceList {
  const values = new Map<string, unknown>(typeof stored === 'object' && stored !== null ? Object.entries(stored) : []);
  return {
    usd: decimals(stored, priceKeys, '_usd'),
    yer: decimals(stored, priceKeys, '_yer'),
    usageUsd: decimals(values.get('overage_usd'), null, ''),
    usageYer: decimals(values.get('overage_yer'), null, ''),
  };
}

/** In USD as it stands; in YER the fixed price where the list has one, else the USD price by the rate in force. */
function priceIn(currency: Currency, usd: string | undefined, yer: string | undefined, rate: Rate | null): Priced {
  if (currency === 'USD') return usd === undefined ? { missing: 'no_price' } : asListed(usd);
  if (yer !== undefined) return asListed(yer);
  if (usd === undefined) return { missing: 'no_price' };
  if (new Big(usd).eq(0)) return asListed(usd);
  if (rate === null) return { missing: 'no_rate' };
  return { price: { exact: new Big(usd).times(rate.yerPerUsd).toFixed(), converted: { usd, rate } } };
}

function asListed(exact: string): Priced {
  return { price: { exact, converted: null } };
}

/** A plan's price for one period of a cycle, in a currency. Without a rate none is guessed (domain.md, Billing run). */
export function cyclePrice(list: PriceList, cycle: BillingCycle, currency: Currency, rate: Rate | null): Priced {
  return priceIn(currency, list.usd.get(cycle), list.yer.get(cycle), rate);
}

/** The set-up fee; no price where the plan asks for none. */
export function setupFee(list: PriceList, currency: Currency, rate: Rate | null): Priced {
  return priceIn(currency, list.usd.get('setup_fee'), list.yer.get('setup_fee'), rate);
}

/** What one unit of a metric above its limit costs; no price where the plan does not price it. */
export function usagePrice(list: PriceList, metric: string, currency: Currency, rate: Rate | null): Priced {
  return priceIn(currency, list.usageUsd.get(metric), list.usageYer.get(metric), rate);
}

/** Which metrics the plan prices above their limits. */
export function pricedMetrics(list: PriceList | undefined): readonly string[] {
  if (list === undefined) return [];
  return [...new Set([...list.usageUsd.keys(), ...list.usageYer.keys()])].toSorted();
}

export function isZero(price: Price): boolean {
  return new Big(price.exact).eq(0);
}

/** round(quantity x exact price), half-up to two places. */
export function amountOf(price: Price, quantity: string): Amount {
  return roundToAmount(new Big(price.exact).times(quantity).toFixed());
}

/** The price where it can stand in a column of two places as it is, else null: then the line's quantity is 1. */
export function listedPrice(price: Price): Amount | null {
  const rounded = new Big(price.exact).round(2, Big.roundHalfUp);
  return rounded.eq(price.exact) ? amountSchema.parse(rounded.toFixed(2)) : null;
}
