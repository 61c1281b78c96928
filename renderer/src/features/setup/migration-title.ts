import type { MigrationInfo } from '@contract/schema';
import type { Text } from '@/i18n';

/** A migration's title in the reader's language; its name where a newer program made it. */
export function migrationTitle(text: Text, migration: Pick<MigrationInfo, 'name' | 'title'>): string {
  return migration.title === null ? migration.name : text.name(migration.title.en, migration.title.ar);
}
