import { z } from 'zod';
import { callCommandLine } from './cli/call';

z.config({ jitless: true });

/** All that was written has reached the reader: exiting would cut off what still waits in a pipe. */
async function flushed(): Promise<void> {
  for (const stream of [process.stdout, process.stderr]) {
    await new Promise<void>((resolve) => stream.write('', () => resolve()));
  }
}

// A reader that has seen enough (`| head`) is no failure of ours to report.
process.stdout.on('error', () => process.exit(1));
const exitCode = await callCommandLine(process.argv.slice(2));
await flushed();
process.exit(exitCode);
