import { Transaction } from 'sequelize';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { describeCatalog, readWholeCatalog } from '../../electron/database/catalog/describe-catalog';
import { checksumOf } from '../../electron/database/migrator/checksum';
import { migrateUp } from '../../electron/database/migrator/migrate';
import { migrations } from '../../migrations';
import { catalogFile } from './catalog-file';
import { scratchDatabase, type Scratch } from './scratch';

let scratch: Scratch;
beforeAll(async () => {
  scratch = await scratchDatabase();
});
afterAll(() => scratch?.drop());

// Imports nothing that reads the file: it must run where the file is stale, or full of a merge's marks.
describe('migrations/expected-catalog.json', () => {
  it('is what the migrations make; where it is not, run: npm run expected-catalog', async () => {
    await migrateUp(scratch.database);
    const { sequelize } = scratch.database;
    const isolationLevel = Transaction.ISOLATION_LEVELS.REPEATABLE_READ;
    const found = await sequelize.transaction({ isolationLevel }, (transaction) =>
      readWholeCatalog(sequelize, transaction),
    );
    const sums = Object.fromEntries(migrations.map((migration) => [migration.name, checksumOf(migration)]));
    const text = catalogFile(sums, found.extensions, describeCatalog(found));
    await expect(text).toMatchFileSnapshot('../../migrations/expected-catalog.json');
  });
});
