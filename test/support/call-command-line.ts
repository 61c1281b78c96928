import { callCommandLine } from '../../electron/cli/call';
import { withSurroundings } from '../../electron/cli/surroundings';
import { cleanEnvironment, type CliOptions, type CliRun } from './command-line';

/**
 * A call of the command line within this process, from the sources: its words, environment, output and exit code are those of a
 * process. What prints a PDF, or has a server of its own, needs runCli().
 */
export async function callCli(words: readonly string[], options: Omit<CliOptions, 'throughNpm'> = {}): Promise<CliRun> {
  let stdout = '';
  let stderr = '';
  const own = {
    env: cleanEnvironment(options),
    attended: false,
    out: (text: string) => void (stdout += text),
    err: (text: string) => void (stderr += text),
  };
  const code = await withSurroundings(own, () => callCommandLine(words));
  return { code, stdout, stderr, json: (): unknown => JSON.parse(stdout) };
}
