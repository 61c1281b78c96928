import { z } from 'zod';
import type { CommandKey } from '../contract/ids';
import type { Database } from '../database/database';
import { runCommand, type CommandContext } from './command';
import type { CountedRef } from './count-print';

/** Documents of one batch that have left the program together, by a key of their own. */
export interface CountedPrints {
  readonly key: CommandKey;
  readonly documents: readonly Pick<CountedRef, 'kind' | 'id'>[];
}

const answer = z.object({ counted: z.int() });

/** Notes that documents of a batch have left the program. The same key again counts nothing: a batch may have been cut off. */
export function countPrints(
  database: Database,
  actor: CommandContext,
  input: CountedPrints,
): Promise<z.infer<typeof answer>> {
  const { key, documents } = input;
  const command = { key, kind: 'documents.countPrints', action: 'documents_printed', content: input, answer } as const;
  return runCommand(database, actor, command, async (work) => {
    await work.rows(
      `INSERT INTO billing_desktop.document_prints (kind, entity_id)
SELECT d.kind, d.id FROM jsonb_to_recordset($1::jsonb) AS d (kind text, id uuid)`,
      [JSON.stringify(documents)],
    );
    return { counted: documents.length };
  });
}
