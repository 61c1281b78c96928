import { z } from 'zod';
import type { DuePeriod } from '../../billing/rules/due-periods';
import { freedBefore } from '../../billing/rules/freed-periods';
import { stretchesOf, unbilledDays, type Pause } from '../../billing/rules/pauses';
import { periodAt, periodContaining, type Period } from '../../billing/rules/periods';
import { amountSchema } from '../../contract/amount';
import { addDays, calendarDateSchema, compareDates, type CalendarDate } from '../../contract/calendar-date';
import { invoiceIdSchema } from '../../contract/ids';
import { invoiceStandingSchema, type BillingCycle, type SubscriptionStatus } from '../../contract/status';
import type { SubscriptionPeriod } from '../../contract/subscription-changes';
import { amount, day } from './expressions';
import { standing } from './invoice-columns';
import { freedPeriodsSchema, freedPeriodsText } from './freed-periods';
import { pauses, pausesSchema, suspendedOn } from './pauses';
import { select, selectRow, type Reader } from './select';
import { Sql, sql } from './sql';

/** What decides how a subscription's periods lie and which of them are free. */
export interface PeriodsOf {
  readonly id: string;
  readonly status: SubscriptionStatus;
  readonly cycle: BillingCycle;
  readonly startDate: CalendarDate;
  readonly trialEndDate: CalendarDate | null;
  readonly endDate: CalendarDate;
  readonly anchorDate: CalendarDate;
  readonly freeThrough: CalendarDate | null;
  readonly isFree: boolean;
  readonly nextCycle: BillingCycle | null;
  readonly nextCycleOn: CalendarDate | null;
  readonly pauses: readonly Pause[];
  /** The day of the last suspension; null where nobody saw it. */
  readonly suspendedOn: CalendarDate | null;
  /** The periods that voided invoices gave back. */
  readonly freed: readonly DuePeriod[];
  readonly today: CalendarDate;
  /** It does not go on beyond `endDate`. */
  readonly ends: boolean;
}

const billSchema = z.object({
  invoiceId: invoiceIdSchema,
  invoiceNumber: z.string(),
  standing: invoiceStandingSchema,
  total: amountSchema,
  start: calendarDateSchema.nullable(),
  end: calendarDateSchema.nullable(),
  issueDate: calendarDateSchema,
});
type Bill = z.infer<typeof billSchema>;

/** How many periods are shown back from today, and how many to come. */
const shown = { past: 9, coming: 2 };

function readBills(reader: Reader, id: string): Promise<object[]> {
  return select(
    reader,
    sql`SELECT i.id AS "invoiceId", i.invoice_number AS "invoiceNumber", ${standing} AS standing, ${amount(sql`i.total`)} AS total,
  ${day(sql`lower(b.period)`)} AS start, ${day(sql`upper(b.period)`)} AS end, ${day(sql`i.issue_date`)} AS "issueDate"
FROM public.invoices i
LEFT JOIN billing_desktop.billed_periods b ON b.invoice_id = i.id AND b.live
WHERE i.subscription_id = ${id} AND i.status NOT IN ('draft', 'canceled')
  AND (b.invoice_id IS NOT NULL OR NOT EXISTS (SELECT FROM billing_desktop.invoice_details d WHERE d.invoice_id = i.id))
ORDER BY i.issue_date DESC LIMIT 60`,
  );
}

function stateOf(bill: Bill): SubscriptionPeriod['state'] {
  if (bill.standing === 'overdue') return 'overdue';
  return bill.standing === 'pending' || bill.standing === 'partly_paid' ? 'due' : 'paid';
}

const contains = ({ start, end }: Period, date: CalendarDate): boolean =>
  compareDates(start, date) <= 0 && compareDates(date, end) < 0;
const overlaps = (left: Period, right: Period): boolean =>
  compareDates(left.start, right.end) < 0 && compareDates(right.start, left.end) < 0;

/** The grid's periods that have begun, as far back as is shown, and those to come, in the cycle that holds by then. */
function gridOf(of: PeriodsOf): Period[] {
  const { anchorDate, cycle, today, nextCycle, nextCycleOn, ends, endDate } = of;
  const present =
    compareDates(today, anchorDate) < 0 ? periodAt(anchorDate, cycle, 0) : periodContaining(anchorDate, cycle, today);
  const back: Period[] = [];
  let period = present;
  while (back.length < shown.past && compareDates(period.start, anchorDate) > 0) {
    period = periodContaining(anchorDate, cycle, addDays(period.start, -1));
    back.unshift(period);
  }
  const grid = [...back, present];
  let coming = 0;
  let next = present.end;
  while (coming < shown.coming) {
    const changes = nextCycle !== null && nextCycleOn !== null && compareDates(next, nextCycleOn) >= 0;
    const following = changes
      ? periodContaining(nextCycleOn, nextCycle, next)
      : periodContaining(anchorDate, cycle, next);
    grid.push(following);
    next = following.end;
    coming += 1;
  }
  return ends ? grid.filter(({ start }) => compareDates(start, endDate) < 0) : grid;
}

/** When it was suspended and runs again, when it was suspended last, and what voided invoices gave back. */
export async function readPast(
  reader: Reader,
  id: string,
): Promise<Pick<PeriodsOf, 'pauses' | 'suspendedOn' | 'freed'>> {
  return z
    .object({ pauses: pausesSchema, suspendedOn: calendarDateSchema.nullable(), freed: freedPeriodsSchema })
    .parse(
      await selectRow(
        reader,
        sql`SELECT ${pauses} AS pauses, ${day(suspendedOn)} AS "suspendedOn", ${new Sql([freedPeriodsText], [])} AS freed
FROM public.subscriptions s LEFT JOIN billing_desktop.subscription_terms t ON t.subscription_id = s.id WHERE s.id = ${id}`,
      ),
    );
}

/** The suspensions, with one that lasts: what it has taken out is known up to the end of the period that runs. */
function pausesUntilNow({
  pauses: known,
  suspendedOn: from,
  status,
  anchorDate,
  cycle,
  today,
}: PeriodsOf): readonly Pause[] {
  if (status !== 'suspended' || from === null || compareDates(today, anchorDate) < 0) return known;
  return [...known, { from, to: periodContaining(anchorDate, cycle, today).end }];
}

/** What is to be billed of a period of the calendar, without the days of a suspension; nothing where none is left. */
function billable(calendar: Parameters<typeof stretchesOf>[0], known: readonly Pause[]) {
  const stretches = stretchesOf(calendar, known);
  const gaps = unbilledDays(calendar, known);
  return (period: Period): Period[] => {
    if (gaps.some(({ start, end }) => compareDates(start, period.start) <= 0 && compareDates(period.end, end) <= 0))
      return [];
    return stretches.flatMap(({ freeThrough: settled, until }, place): Period[] => {
      if (until !== null && compareDates(period.start, until) >= 0) return [];
      if (place === 0 || settled === null) return [period];
      if (compareDates(period.end, settled) <= 0) return [];
      return [compareDates(period.start, settled) < 0 ? { start: settled, end: period.end } : period];
    });
  };
}

/** The periods around today: billed ones with their invoice and how it stands, then what comes next. */
export async function readPeriods(reader: Reader, of: PeriodsOf): Promise<SubscriptionPeriod[]> {
  const { today, anchorDate, cycle, startDate, trialEndDate } = of;
  const bills = z.array(billSchema).parse(await readBills(reader, of.id));
  const billed = bills.map((bill): SubscriptionPeriod => {
    const period =
      bill.start !== null && bill.end !== null
        ? { start: bill.start, end: bill.end }
        : periodContaining(anchorDate, cycle, bill.issueDate);
    return { ...period, ...pick(bill), state: stateOf(bill), current: contains(period, today) };
  });
  const known = pausesUntilNow(of);
  const calendar = { anchor: anchorDate, cycle, freeThrough: of.freeThrough, covered: billed };
  const suspended = unbilledDays(calendar, known)
    .filter((gap) => billed.every((bill) => !overlaps(bill, gap)))
    .map((gap): SubscriptionPeriod => ({ ...gap, ...noBill, state: 'suspended', current: contains(gap, today) }));
  const open = gridOf(of)
    .flatMap(billable(calendar, known))
    .filter((period) => billed.every((bill) => !overlaps(bill, period)))
    .map((period): SubscriptionPeriod => {
      const isFree = of.isFree || (of.freeThrough !== null && compareDates(period.start, of.freeThrough) < 0);
      const state = compareDates(period.start, today) > 0 ? 'coming' : isFree ? 'free' : 'unbilled';
      return { ...period, ...noBill, state, current: contains(period, today) };
    });
  // Of the time before the present calendar: those that a voided invoice gave back, until a run bills them.
  const again = freedBefore(anchorDate, { freed: of.freed, covered: billed, coveredOn: [] }).map(
    ({ start, end }): SubscriptionPeriod => ({ start, end, ...noBill, state: 'unbilled', current: false }),
  );
  const trial: SubscriptionPeriod[] =
    trialEndDate !== null && compareDates(startDate, trialEndDate) < 0
      ? [
          {
            start: startDate,
            end: trialEndDate,
            ...noBill,
            state: 'trial',
            current: contains({ start: startDate, end: trialEndDate }, today),
          },
        ]
      : [];
  const all = [...trial, ...again, ...billed, ...suspended, ...open].toSorted((left, right) =>
    compareDates(left.start, right.start),
  );
  const begun = all.filter(({ start }) => compareDates(start, today) <= 0);
  return begun.length > shown.past ? all.slice(begun.length - shown.past) : all;
}

const noBill = { invoiceId: null, invoiceNumber: null, standing: null, total: null };

function pick({ invoiceId, invoiceNumber, standing: how, total }: Bill) {
  return { invoiceId, invoiceNumber, standing: how, total };
}
