import { seedSampleData } from '../../electron/billing/sample-data/seed';
import { openDatabaseFromUrl } from '../../electron/database/database';
import { migrateUp } from '../../electron/database/migrator/migrate';
import packageFile from '../../package.json' with { type: 'json' };
import { createTestDatabase, ensureTemplate, type TestDatabase } from './postgres';

const template = 'sahool_sample';

/** Brings the database at `url` to the newest schema and fills it with the sample data, as `cli seed` does. */
export async function migrateWithSampleData(url: string): Promise<void> {
  const database = await openDatabaseFromUrl(url);
  try {
    await migrateUp(database, { appVersion: packageFile.version });
    await seedSampleData(database);
  } finally {
    await database.close();
  }
}

/** A small office's year of work at the newest schema: a copy of one made once for the run. */
export async function createSampleDatabase(): Promise<TestDatabase> {
  await ensureTemplate(template, migrateWithSampleData);
  return createTestDatabase(template);
}
