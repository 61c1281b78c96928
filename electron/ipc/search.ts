import { search } from '../database/queries/search';
import type { AppContext } from './context';
import type { AreaHandlers } from './handlers';
import { reachOf } from './reach';

export function searchHandlers(context: AppContext): AreaHandlers<'search'> {
  const { reading } = reachOf(context);
  return { find: async (input) => search(reading(), input) };
}
