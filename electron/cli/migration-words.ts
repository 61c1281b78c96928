import type { Difference, MigrationEvent, Rehearsal } from '../contract/schema';
import type { Output } from './output';
import { describeDifference } from './sentences';

export function sayEvent(output: Output, event: MigrationEvent): void {
  switch (event.kind) {
    case 'waiting':
      return output.line('Another start of the program is migrating this database; waiting for it.');
    case 'started':
      return output.line(`${event.direction === 'up' ? 'upgrade' : 'downgrade'} ${event.name}: ${event.title.en}`);
    case 'step':
      return output.line(`  ${String(event.step).padStart(3)}/${event.steps}  ${event.what}`);
    case 'retrying':
      return output.line(`  a table is busy; attempt ${event.attempt}`);
    case 'finished':
      return output.line(`  done in ${event.durationMs} ms`);
    case 'adopted':
      return output.line(`adopted ${event.name}: the tables stand already and agree`);
    case 'failed':
      return output.line(`  failed: ${event.reason}`);
  }
}

/** Each difference as a sentence in the reader's language, and under it the SQL that would mend it. */
export function sayDifferences(output: Output, differences: readonly Difference[], withSql = false): void {
  for (const difference of differences) {
    const note = difference.severity === 'warning' ? ' (warning)' : '';
    output.line(`  - ${describeDifference(difference, output.language)}${withSql ? note : ''}`);
    if (!withSql) continue;
    for (const sql of difference.mend) output.line(`${`${sql};`.replaceAll(/^/gmu, '        ')}`);
  }
}

const barred = { nothing: 'nobody waits', writes: 'writes wait', reads: 'reads and writes wait' } as const;

export function sayRehearsal(output: Output, all: readonly Rehearsal[]): void {
  for (const { name, title, kind, direction, durationMs, locks, rows, rewritten, indexes } of all) {
    const verb = direction === 'up' ? 'upgrade' : 'downgrade';
    if (kind === 'adopted') output.line(`${verb} ${name}: the tables are another program's and are not touched`);
    if (kind === 'indexes') {
      output.line(`${verb} ${name}: ${title.en}`);
      output.line('  not tried: its indexes are built or dropped CONCURRENTLY, outside of a transaction; nobody waits');
      for (const index of indexes) output.line(`    ${index.name} on ${index.table}`);
    }
    if (kind !== 'tried') continue;
    output.line(`${verb} ${name}: ${title.en}`);
    output.line(`  took ${durationMs} ms`);
    for (const { table, mode, bars } of locks) output.line(`  locks ${table}: ${mode} (${barred[bars]})`);
    for (const { table, inserted, updated, deleted } of rows) {
      output.line(`  rows of ${table}: ${inserted} inserted, ${updated} updated, ${deleted} deleted`);
    }
    for (const table of rewritten) output.line(`  rewrites ${table.table}: about ${table.rows} rows`);
    if (locks.length === 0) output.line('  locks no table that stands');
  }
}
