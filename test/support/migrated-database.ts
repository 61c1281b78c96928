import { openDatabaseFromUrl } from '../../electron/database/database';
import { migrateUp } from '../../electron/database/migrator/migrate';
import packageFile from '../../package.json' with { type: 'json' };
import { createTestDatabase, ensureTemplate, type TestDatabase } from './postgres';

const template = 'sahool_migrated';

/** A database at the newest version of the schema, empty but for what the migrations bring: a copy of one made once. */
export async function createMigratedDatabase(): Promise<TestDatabase> {
  await ensureTemplate(template, async (url) => {
    const database = await openDatabaseFromUrl(url);
    try {
      await migrateUp(database, { appVersion: packageFile.version });
    } finally {
      await database.close();
    }
  });
  return createTestDatabase(template);
}
