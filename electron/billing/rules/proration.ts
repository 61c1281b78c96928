import Big from 'big.js';
import { roundToAmount, type Amount } from '../../contract/amount';
import { compareDates, daysBetween, type CalendarDate } from '../../contract/calendar-date';
import type { Period } from './periods';

/** A part of a period's price by days, with all that its amount came from. */
export interface Proration {
  /** The price of the whole period. */
  readonly price: Amount;
  readonly period: Period;
  /** Half-open, within the period. */
  readonly from: CalendarDate;
  readonly to: CalendarDate;
  readonly days: number;
  readonly periodDays: number;
  /** round(price x days / days of the period), half-up. */
  readonly amount: Amount;
}

/** Enough places that a figure which is not a tie never rounds like one: a period has fewer than 1,000 days. */
const places = 20;

/** price x days / periodDays as an exact decimal, or to twenty places. */
function exactShare(price: string, days: number, periodDays: number): Big {
  const divide = Big();
  divide.DP = places;
  divide.RM = divide.roundDown;
  return new divide(price).times(days).div(periodDays);
}

/**
 * What the days [from, to) of a period come to (domain.md, Changing a subscription): the price divided by the days of the
 * whole period at full precision, times the days, rounded once. Throws a RangeError for days outside the period.
 */
export function prorate(price: Amount, period: Period, from: CalendarDate, to: CalendarDate): Proration {
  if (
    compareDates(from, period.start) < 0 ||
    compareDates(to, period.end) > 0 ||
    compareDates(from, to) > 0 ||
    compareDates(period.start, period.end) >= 0
  ) {
    throw new RangeError(`${from} to ${to} is no part of ${period.start} to ${period.end}`);
  }
  const days = daysBetween(from, to);
  const periodDays = daysBetween(period.start, period.end);
  const amount = roundToAmount(exactShare(price, days, periodDays).toFixed());
  return { price, period, from, to, days, periodDays, amount };
}

/** The figure before it is rounded, for a reader: to six places, with a mark where it goes on. */
export function unroundedShare({ price, days, periodDays }: Proration): string {
  const exact = exactShare(price, days, periodDays);
  const shown = exact.round(6, Big.roundDown);
  if (!shown.eq(exact)) return `${shown.toFixed(6)}…`;
  const text = shown.toFixed();
  return /\.\d{2,}$/.test(text) ? text : shown.toFixed(2);
}
