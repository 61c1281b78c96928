import type { StatementsMigration, Step } from '../../../migrations/migration';
import { asAppError } from './failure';
import { select, type Session } from './session';

/** `CREATE TABLE public.invoices`: the words of a statement up to and with the name of what it is about. */
export function headline(sql: string): string {
  const words = sql.trim().split(/\s+/u);
  const named = words.findIndex((word, place) => place > 0 && /[.(_]|^[a-z0-9"]+$/u.test(word));
  const end = named === -1 ? 4 : named + 1;
  return words
    .slice(0, Math.min(end, 8))
    .join(' ')
    .replace(/[(,;].*$/u, '');
}

function statementsOf(step: Step): readonly string[] {
  return typeof step === 'string' ? [step] : step.run;
}

/** How many statements a list of steps has, with those that a condition may leave out. */
export function countStatements(steps: readonly Step[]): number {
  return steps.reduce((count, step) => count + statementsOf(step).length, 0);
}

async function isWanted(session: Session, step: Step, found: readonly string[]): Promise<boolean> {
  if (typeof step === 'string') return true;
  if ('unlessFound' in step) return !found.includes(step.unlessFound);
  const [answer] = await select<{ wanted: boolean | null }>(session, `SELECT (${step.when}) AS wanted`);
  return answer?.wanted === true;
}

/**
 * Runs the statements of one direction in the session's transaction, telling each before it is sent. `found` are the
 * objects that belong to another program. Throws AppError with the place of the statement that failed.
 */
export async function runStatements(
  session: Session,
  migration: StatementsMigration,
  direction: 'up' | 'down',
  found: readonly string[],
): Promise<void> {
  const steps = direction === 'up' ? migration.up : migration.down;
  const count = countStatements(steps);
  let position = 0;
  for (const step of steps) {
    const statements = statementsOf(step);
    const place = (what: string): { migration: string; step: number; steps: number; what: string } => ({
      migration: migration.name,
      step: position,
      steps: count,
      what,
    });
    let wanted: boolean;
    try {
      wanted = await isWanted(session, step, found);
    } catch (error) {
      throw asAppError(error, place('WHEN'));
    }
    if (!wanted) {
      position += statements.length;
      continue;
    }
    for (const sql of statements) {
      position += 1;
      const what = headline(sql);
      await session.onEvent({ kind: 'step', name: migration.name, step: position, steps: count, what });
      try {
        await session.sequelize.query(sql, { transaction: session.transaction });
      } catch (error) {
        throw asAppError(error, place(what));
      }
    }
  }
}
