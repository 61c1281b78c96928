import { addDays } from '../../contract/calendar-date';
import type { CommandContext, Work } from '../command';
import { billChunk } from '../runs/run-chunk';
import { openRun } from '../runs/start-run';
import { lastRunDaysAgo } from './subscriptions';

/** Last week's billing run, done by what every run is done by. What has begun since then is due. */
export async function writeRun(work: Work, actor: CommandContext): Promise<void> {
  const id = await openRun(work, actor, addDays(work.today, -lastRunDaysAgo));
  await billChunk(work, actor, id, 1);
}
