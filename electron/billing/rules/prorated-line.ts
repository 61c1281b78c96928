import { negateAmount, type Amount } from '../../contract/amount';
import type { CalendarDate } from '../../contract/calendar-date';
import type { ChangeLine } from '../../contract/subscription-changes';
import type { ChangeSubject, ListedPlan } from './change-subject';
import type { Period } from './periods';
import type { CurrentPrice } from './pricing';
import { prorate } from './proration';
import { prorationBasis, proratedDescription, type ProratedDays } from './proration-text';

/** A line over some days of a period; credits are negative. */
export function proratedLine(
  subject: Pick<ChangeSubject, 'cycle' | 'currency'>,
  plan: ListedPlan,
  days: ProratedDays,
  part: { readonly price: Amount; readonly period: Period; readonly from: CalendarDate; readonly to: CalendarDate },
  source: CurrentPrice | null,
): ChangeLine {
  const proration = prorate(part.price, part.period, part.from, part.to);
  const description = proratedDescription(plan, subject.cycle, days, part);
  const basis = prorationBasis(proration, subject.currency, source);
  return {
    description: description.en,
    descriptionAr: description.ar,
    amount: days === 'unused' ? negateAmount(proration.amount) : proration.amount,
    basis: basis.en,
    basisAr: basis.ar,
  };
}
