import type { z } from 'zod';
import { zeroAmount } from '../../contract/amount';
import { compareDates } from '../../contract/calendar-date';
import { AppError } from '../../contract/result';
import type { Statements } from '../command';
import type { Bill, BilledPeriod, ChangeSubject, ListedPlan } from '../rules/change-subject';
import { anchorOf, periodContaining } from '../rules/periods';
import { pricingFromStored } from '../rules/pricing';
import { planRowSchema, subjectRowSchema, subjectSql, type SubjectRow } from './subject-rows';

/** The periods with the invoices that billed them; an upgrade's invoice bills the same period at the difference. */
function billedPeriods(row: SubjectRow, anchor: ChangeSubject['anchorDate']): BilledPeriod[] {
  const upgrades = row.upgrades.filter(({ voided }) => !voided);
  const upgradeOf = new Map(upgrades.map((upgrade) => [upgrade.invoiceId, upgrade]));
  return row.bills
    .map((bill): BilledPeriod => {
      const period =
        bill.start !== null && bill.end !== null
          ? { start: bill.start, end: bill.end }
          : // A service invoice covers the anchored period that its issue date lies in (schema.md).
            periodContaining(anchor, row.cycle, bill.issueDate);
      const own = upgradeOf.get(bill.invoiceId);
      const named =
        bill.wholeStart !== null && bill.wholeEnd !== null ? { start: bill.wholeStart, end: bill.wholeEnd } : period;
      const whole = own === undefined ? named : { start: own.start, end: own.end };
      const first: Bill = {
        invoiceId: bill.invoiceId,
        number: bill.number,
        // The first bill of a period that an upgrade made holds the days before it too: what counts is the new price.
        // A bill without a line of the plan's price billed nothing of it: usage of a plan that is free, or its set-up fee.
        price: { from: zeroAmount, to: own?.toPrice ?? bill.price ?? zeroAmount },
        place: bill.place ?? 0,
      };
      const differences = upgrades
        .filter(
          ({ invoiceId, start, end }) => invoiceId !== bill.invoiceId && start === whole.start && end === whole.end,
        )
        .map((upgrade): Bill => ({
          invoiceId: upgrade.invoiceId,
          number: upgrade.number,
          price: { from: upgrade.fromPrice, to: upgrade.toPrice },
          place: upgrade.place ?? 0,
        }));
      // Of a voided upgrade a run may have billed days that are over only: nothing of what is ahead.
      const again = row.rebilled
        .filter(
          ({ plan: { start, end, difference } }) =>
            start === whole.start && end === whole.end && difference.until === period.end,
        )
        .map(({ invoiceId, number, place, plan }): Bill => ({
          invoiceId,
          number,
          price: { from: plan.difference.instead, to: plan.price },
          place,
        }));
      const { knows } = bill;
      return { period, whole, bills: [first, ...differences, ...again], knows };
    })
    .toSorted((left, right) => compareDates(left.period.start, right.period.start));
}

function listedPlan(row: z.infer<typeof planRowSchema>): ListedPlan {
  return { ...row, pricing: pricingFromStored(row.pricing) };
}

/** A subscription with all that decides what a change of it comes to, as of now. Throws `not_found`. */
export async function readSubject(statements: Statements, id: string): Promise<ChangeSubject> {
  const [found] = await statements.rows(subjectSql, [id]);
  if (found === undefined) throw new AppError('not_found', { entity: 'subscription' });
  const row = subjectRowSchema.parse(found);
  const { comingPlanId, comingCycle, comingOn, bills: _bills, plans, ...rest } = row;
  const plan = listedPlan(row.plan);
  const planOf = (planId: string): ListedPlan => {
    const named = plans[planId];
    return named === undefined ? plan : listedPlan(named);
  };
  const anchorDate = anchorOf(row);
  return {
    ...rest,
    plan,
    anchorDate,
    coming:
      comingPlanId === null && comingCycle === null
        ? null
        : { planId: comingPlanId, cycle: comingCycle, on: comingOn ?? row.endDate },
    billed: billedPeriods(row, anchorDate),
    earlier: row.earlier.map((terms) => ({ ...terms, plan: planOf(terms.planId) })),
    upgrades: row.upgrades.map(({ id: change, on, cycle, number, voided, ...upgrade }) => ({
      id: change,
      on,
      whole: { start: upgrade.start, end: upgrade.end },
      cycle,
      from: planOf(upgrade.fromPlanId),
      to: planOf(upgrade.toPlanId),
      price: { from: upgrade.fromPrice, to: upgrade.toPrice },
      number,
      voided,
    })),
    rebilled: row.rebilled.map(({ plan: { price, start, end, difference } }) => ({
      change: difference.change,
      whole: { start, end },
      days: { start: difference.from, end: difference.until },
      price: { from: difference.instead, to: price },
    })),
  };
}

/** A plan of the price list. Throws `not_found`. */
export async function readPlan(statements: Statements, planId: string): Promise<ListedPlan> {
  const [found] = await statements.rows(
    `SELECT p.plan_id AS "planId", p.name, p.name_ar AS "nameAr", p.pricing, p.is_active AS "isActive"
FROM public.plans p WHERE p.plan_id = $1`,
    [planId],
  );
  if (found === undefined) throw new AppError('not_found', { entity: 'plan' });
  return listedPlan(planRowSchema.parse(found));
}
