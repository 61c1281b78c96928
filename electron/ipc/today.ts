import { getToday } from '../database/queries/today';
import type { AppContext } from './context';
import type { AreaHandlers } from './handlers';
import { reachOf } from './reach';

export function todayHandlers(context: AppContext): AreaHandlers<'today'> {
  const { reading } = reachOf(context);
  return { get: async () => getToday(reading()) };
}
