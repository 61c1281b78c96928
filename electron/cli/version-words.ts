import type { Extent } from '../database/migrator/target';
import type { ScriptRange } from '../database/migrator/script';
import { UsageError } from './command';

/**
 * How far to go, as Alembic's words say it: `head`, `base`, `+2`, `-1`, a migration's name or its number `0001`. Nothing
 * is head on the way up and one step on the way down.
 */
export function extentOf(word: string | undefined): Extent {
  if (word === undefined) return {};
  const steps = /^[+-](\d{1,4})$/.exec(word);
  return steps ? { step: Number(steps[1]) } : { to: word };
}

/** `0002:head` for a script, which asks no database: up from `base` where no beginning is named, down only with one. */
export function scriptRangeOf(direction: 'up' | 'down', word: string | undefined): ScriptRange {
  const [first, second] = (word ?? '').split(':');
  const [from, to] = second === undefined ? [undefined, first] : [first, second];
  if (/^[+-]/.test(to ?? '') || /^[+-]/.test(from ?? '')) {
    throw new UsageError('a script asks no database: name its versions, FROM:TO');
  }
  if (direction === 'up') return { direction, from: from || 'base', to: to || 'head' };
  if (!from || !to) throw new UsageError('a downgrade as a script needs FROM:TO, such as 0005:0003');
  return { direction, from, to };
}
