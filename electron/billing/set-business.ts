import type { Output, Parsed } from '../contract/api';
import { business } from '../contract/business';
import { AppError } from '../contract/result';
import type { Database } from '../database/database';
import { noVersion, versionOf } from '../database/queries/versions';
import { runCommand, type CommandContext } from './command';
import { keepPictures } from './keep-pictures';

/**
 * Changes who the documents come from and what dates and taxes follow. What was issued keeps its own. Throws `conflict`,
 * and `bad_input` for a time zone that the server does not know.
 */
export function setBusiness(
  database: Database,
  actor: CommandContext,
  input: Parsed<'business', 'set'>,
): Promise<Output<'business', 'set'>> {
  const { key, version, settings } = input;
  const answer = business.set.output;
  const command = { key, kind: 'business.set', action: 'updated', content: input, answer } as const;
  return runCommand(database, actor, command, async (work) => {
    const { known } = await work.row<{ known: boolean }>(
      'SELECT EXISTS (SELECT FROM pg_catalog.pg_timezone_names z WHERE z.name = $1) AS known',
      [settings.zone],
    );
    if (!known) throw new AppError('bad_input', { path: 'settings.zone', reason: 'zone' });
    const [found] = await work.rows<{ version: string }>(
      `SELECT ${versionOf.settings} AS version FROM billing_desktop.settings g WHERE g.key = 'business' FOR NO KEY UPDATE OF g`,
    );
    if ((found?.version ?? noVersion) !== version) throw new AppError('conflict', { entity: 'settings' });
    return answer.parse(
      await work.row(
        `INSERT INTO billing_desktop.settings AS g (key, value) VALUES ('business', $1::jsonb)
ON CONFLICT (key) DO UPDATE SET value = excluded.value, updated_at = now(), updated_by = session_user
RETURNING ${versionOf.settings} AS version`,
        [JSON.stringify(await keepPictures(work, settings))],
      ),
    );
  });
}
