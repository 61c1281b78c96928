import { launchedKind } from './app';
import startPostgres from './global-setup';

/** Says what is being tested, and starts the run's PostgreSQL. */
export default async function setup(): Promise<() => Promise<void>> {
  const kind = launchedKind();
  process.stdout.write(
    kind === 'electron'
      ? 'These specs run against Electron.\n'
      : 'These specs run against the stand-in: Electron’s program is not here.\n',
  );
  return startPostgres();
}
