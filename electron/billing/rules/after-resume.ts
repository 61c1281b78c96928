import { compareDates } from '../../contract/calendar-date';
import type { ChangePreview } from '../../contract/subscription-changes';
import type { ChangeSubject, PlannedChange } from './change-subject';
import { dueOf } from './run-due';

/**
 * The periods that a run of today would bill once a subscription runs again (domain.md, Billing run): those that were due
 * before its suspension, and what is left of the one that runs. Where a bill over today keeps the calendar as it was, those that
 * began meanwhile are among them, and are told apart; where nobody saw the suspension, nobody can tell them.
 */
export function billedAfterResume(
  subject: ChangeSubject,
  { terms }: Pick<PlannedChange, 'terms'>,
): NonNullable<ChangePreview['nextRun']> {
  const { today, suspendedOn, startDate, trialEndDate, canceledOn, billed, freed, earlier } = subject;
  const { coming } = terms;
  const parts = dueOf(
    {
      ...terms,
      startDate,
      trialEndDate,
      canceledOn,
      comingPlanId: coming?.planId ?? null,
      comingCycle: coming?.cycle ?? null,
      comingOn: coming?.on ?? null,
      covered: billed.map(({ period }) => period),
      // The periods of the service's invoices are among the billed ones already.
      coveredOn: [],
      // Of its money only the periods are shown.
      setupFeeFreed: false,
      freed,
      earlier,
      pauses: suspendedOn === null ? subject.pauses : [...subject.pauses, { from: suspendedOn, to: today }],
    },
    today,
  );
  return parts.flatMap(({ periods, leftOut }) =>
    leftOut !== null
      ? []
      : periods.map(({ start, end }) => ({
          start,
          end,
          whileSuspended:
            suspendedOn !== null && compareDates(start, suspendedOn) > 0 && compareDates(start, today) < 0,
        })),
  );
}
