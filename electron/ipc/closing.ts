import { closeDay } from '../billing/closing/close-day';
import { allowException, setPeriodLock } from '../billing/closing/period-lock';
import { reopenDay } from '../billing/closing/reopen-day';
import { getDayClose, listDayCloses, readDay, readPeriodLock } from '../database/queries/closing';
import type { AppContext } from './context';
import type { AreaHandlers } from './handlers';
import { reachOf } from './reach';

export function closingHandlers(context: AppContext): AreaHandlers<'closing'> {
  const { reading, writing, actor } = reachOf(context);
  return {
    day: async (input) => readDay(reading(), input),
    history: async (input) => listDayCloses(reading(), input),
    get: async (input) => getDayClose(reading(), input),
    closeDay: async (input) => closeDay(writing(), actor, input),
    reopenDay: async (input) => reopenDay(writing(), actor, input),
    periodLock: async () => readPeriodLock(reading()),
    setPeriodLock: async (input) => setPeriodLock(writing(), actor, input),
    allowException: async (input) => allowException(writing(), actor, input),
  };
}
