import { randomUUID } from 'node:crypto';
import { driveRun } from '../../electron/billing/runs/drive-run';
import { resumeRun, startRun } from '../../electron/billing/runs/start-run';
import { calendarDateSchema } from '../../electron/contract/calendar-date';
import { billingRunIdSchema, commandKeySchema } from '../../electron/contract/ids';
import { openDatabaseFromUrl } from '../../electron/database/database';

/*
 * A billing run in a process of its own, which a test may kill: `<url> <date> <chunk size> [run id]`. It tells its progress
 * and its greatest memory line by line.
 */
const [url = '', date = '', chunkSize = '', known] = process.argv.slice(2);
const actor = { machine: 'child' };
const database = await openDatabaseFromUrl(url);
try {
  const key = commandKeySchema.parse(randomUUID());
  const { id } =
    known === undefined
      ? await startRun(database, actor, { key, date: calendarDateSchema.parse(date) }, Number(chunkSize))
      : await resumeRun(database, actor, { key, id: billingRunIdSchema.parse(known) });
  await driveRun(database, actor, id, {
    onProgress: ({ examined, candidates, state }) => {
      const megabytes = Math.round(process.resourceUsage().maxRSS / 1024);
      console.log(JSON.stringify({ id, examined, candidates, state, megabytes }));
    },
  });
} finally {
  await database.close();
}
