import { buildIfNeeded } from '../../scripts/build-if-needed.mjs';
import { launchedKind } from './app';
import startPostgres from './global-setup';

/** Builds what has changed, says what is being tested, and starts the run's PostgreSQL. */
export default async function setup(): Promise<() => Promise<void>> {
  const kind = launchedKind();
  process.stdout.write(
    kind === 'electron'
      ? 'These specs run against Electron.\n'
      : 'These specs run against the stand-in: Electron’s program is not here.\n',
  );
  await buildIfNeeded({ quiet: true, say: (line) => process.stdout.write(`${line}\n`) });
  return startPostgres();
}
