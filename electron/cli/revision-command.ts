import { resolve } from 'node:path';
import { autogenerate, type Changes } from '../database/revision/autogenerate';
import { writeRevision } from '../database/revision/write-revision';
import { requiredOption, textOption, type CliCommand, type Invocation } from './command';
import { databaseOptions, withDatabase } from './open';

const hasArabic = /[\u0621-\u064a]/u;

/** The sentence that the person sees who is asked to run it: it begins with a capital letter, and has an Arabic one beside it. */
function titleOf({ options }: Invocation): { en: string; ar: string } {
  const message = requiredOption(options, 'message').trim();
  const en = message.charAt(0).toUpperCase() + message.slice(1);
  const ar = textOption(options, 'ar') ?? '';
  return { en, ar: hasArabic.test(ar) ? ar : `ترقية: ${message}` };
}

async function write(invocation: Invocation, changes: Changes | null): Promise<number> {
  const { options, output } = invocation;
  const folder = resolve(textOption(options, 'folder') ?? 'migrations');
  const written = await writeRevision({ folder, title: titleOf(invocation), changes });
  for (const { file } of written) output.line(`Written and registered: ${file}`);
  if (written.length === 0) output.line('Models and database agree: nothing to write.');
  for (const { code, object, part } of changes?.left ?? []) {
    output.line(`Left as it is: ${code} ${object} ${part}`.trim());
  }
  if (written.length > 0) output.line('Look it over, run "db upgrade", then "npm run expected-catalog".');
  output.value({ written });
  return 0;
}

export const revisionCommand: CliCommand = {
  area: 'db',
  verb: 'revision',
  usage: '-m MESSAGE [--ar TEXT] [--autogenerate] [--folder migrations]',
  summary:
    'Writes the next migration and registers it: empty, or with --autogenerate from the difference between the models and the database.',
  options: {
    ...databaseOptions,
    message: { type: 'string', short: 'm' },
    ar: { type: 'string' },
    autogenerate: { type: 'boolean' },
    folder: { type: 'string' },
  },
  run: async (invocation) => {
    titleOf(invocation);
    if (invocation.options['autogenerate'] !== true) return write(invocation, null);
    return withDatabase(invocation.options, async (database) => write(invocation, await autogenerate(database)));
  },
};
