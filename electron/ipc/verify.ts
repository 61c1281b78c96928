import { runVerification } from '../billing/verify';
import type { AppContext } from './context';
import type { AreaHandlers } from './handlers';
import { reachOf } from './reach';

export function verifyHandlers(context: AppContext): AreaHandlers<'verify'> {
  const { reading } = reachOf(context);
  return { run: async () => runVerification(reading()) };
}
