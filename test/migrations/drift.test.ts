import { afterAll, beforeAll, beforeEach, afterEach, describe, expect, it } from 'vitest';
import { expectedCatalog } from '../../electron/database/catalog/expected';
import { withModels } from '../../electron/database/catalog/model-schema';
import { checkSchema } from '../../electron/database/migrator/check';
import { migrateUp } from '../../electron/database/migrator/migrate';
import { catalogSnapshot } from '../support/catalog-snapshot';
import { scratchDatabase, type Scratch } from './scratch';
import { serviceMadeSql } from './service-made.sql';

/** What somebody did by hand, and how it must be told: `code object part`. */
const byHand: readonly (readonly [string, readonly string[]])[] = [
  [`ALTER TABLE invoices ADD COLUMN legacy_code text`, ['column_unexpected invoices legacy_code']],
  [
    `ALTER TABLE billing_desktop.settings DROP COLUMN updated_by`,
    ['column_missing billing_desktop.settings updated_by'],
  ],
  [`ALTER TABLE plans ALTER trial_days TYPE bigint`, ['column_type plans trial_days']],
  [`ALTER TABLE plans ALTER name_ar DROP NOT NULL`, ['column_nullability plans name_ar']],
  [`ALTER TABLE plans ALTER is_active SET DEFAULT false`, ['column_default plans is_active']],
  [
    `ALTER TABLE billing_desktop.settings ALTER updated_at DROP DEFAULT`,
    ['column_default billing_desktop.settings updated_at'],
  ],
  [`COMMENT ON COLUMN payments.amount IS 'what came in'`, ['column_comment payments amount']],
  [`COMMENT ON COLUMN payments.amount IS NULL`, ['column_comment payments amount']],
  [
    `ALTER TABLE payments DROP CONSTRAINT check_payment_amount_positive`,
    ['constraint_missing payments check_payment_amount_positive'],
  ],
  [
    `ALTER TABLE payments DROP CONSTRAINT check_payment_amount_positive,
       ADD CONSTRAINT check_payment_amount_positive CHECK (amount >= 0)`,
    ['constraint_definition payments check_payment_amount_positive'],
  ],
  [`ALTER TABLE tenants ADD CONSTRAINT named CHECK (name <> '')`, ['constraint_unexpected tenants named']],
  [`DROP INDEX bd_invoices_open`, ['index_missing invoices bd_invoices_open']],
  [
    `DROP INDEX bd_invoices_paid; CREATE INDEX bd_invoices_paid ON invoices (paid_date)`,
    ['index_definition invoices bd_invoices_paid'],
  ],
  [`CREATE INDEX by_hand ON invoices (notes)`, ['index_unexpected invoices by_hand']],
  [`ALTER TYPE plan_tier_enum ADD VALUE 'gold' BEFORE 'enterprise'`, ['enum_labels plan_tier_enum ']],
  [`ALTER TYPE plan_tier_enum RENAME VALUE 'starter' TO 'basic'`, ['enum_labels plan_tier_enum ']],
  [
    `ALTER TABLE billing_desktop.allocations DISABLE TRIGGER append_only`,
    ['trigger_definition billing_desktop.allocations append_only'],
  ],
  [
    `CREATE TRIGGER by_hand BEFORE UPDATE ON invoices FOR EACH ROW WHEN (false) EXECUTE FUNCTION suppress_redundant_updates_trigger()`,
    ['trigger_unexpected invoices by_hand'],
  ],
  [
    `CREATE OR REPLACE FUNCTION billing_desktop.fold(text) RETURNS text LANGUAGE sql IMMUTABLE AS 'SELECT $1'`,
    ['function_definition billing_desktop.fold(text) '],
  ],
  [
    `CREATE FUNCTION billing_desktop.by_hand(n integer) RETURNS integer LANGUAGE sql AS 'SELECT n'`,
    ['function_unexpected billing_desktop.by_hand(integer) '],
  ],
  [
    `CREATE TABLE billing_desktop.by_hand (id integer PRIMARY KEY, note text)`,
    ['table_unexpected billing_desktop.by_hand '],
  ],
  [`CREATE TYPE billing_desktop.mood AS ENUM ('good')`, ['enum_unexpected billing_desktop.mood ']],
  [`ALTER TABLE invoices ENABLE ROW LEVEL SECURITY`, ['row_security invoices ']],
  [`DROP TABLE billing_desktop.document_prints`, ['table_missing billing_desktop.document_prints ']],
];

describe('the models and the migrations', () => {
  it('ask for the same catalog', async () => {
    const scratch = await scratchDatabase();
    try {
      expect(withModels(expectedCatalog, scratch.database.models)).toEqual(expectedCatalog);
    } finally {
      await scratch.drop();
    }
  });
});

describe('a database of this version', () => {
  let scratch: Scratch;
  let clean: string[];
  beforeAll(async () => {
    scratch = await scratchDatabase();
    await migrateUp(scratch.database);
    clean = await catalogSnapshot(scratch.client);
  });
  afterAll(() => scratch?.drop());

  it('has no difference', async () => {
    expect(await checkSchema(scratch.database)).toMatchObject({ clean: true, differences: [] });
  });

  it.each(byHand)('%s is told, and mended by the SQL that is told with it', async (sql, expected) => {
    await scratch.client.query(sql);
    const { clean: isClean, differences } = await checkSchema(scratch.database);
    expect(differences.map(({ code, object, part }) => `${code} ${object} ${part}`)).toEqual(expected);
    expect(isClean).toBe(false);
    const mend = differences.flatMap((difference) => difference.mend);
    if (mend.length === 0) {
      await scratch.client.query(`DROP TRIGGER by_hand ON invoices`);
    }
    await scratch.client.query('BEGIN');
    for (const statement of mend) await scratch.client.query(statement);
    await scratch.client.query('COMMIT');
    expect(await checkSchema(scratch.database)).toMatchObject({ clean: true });
    // A column that was dropped comes back as the last one: the one thing that no statement can mend.
    if (!sql.includes('DROP COLUMN')) expect(await catalogSnapshot(scratch.client)).toEqual(clean);
  });
});

describe('a database that the service made', () => {
  let scratch: Scratch;
  beforeEach(async () => {
    scratch = await scratchDatabase();
    await scratch.client.query(serviceMadeSql);
  });
  afterEach(() => scratch.drop());

  it('is not compared before it is adopted, and is clean after it', async () => {
    expect(await checkSchema(scratch.database)).toMatchObject({ state: { kind: 'adoptable' }, clean: false });
    await migrateUp(scratch.database);
    expect(await checkSchema(scratch.database)).toMatchObject({ clean: true, differences: [] });
  });

  it('may get an index or a column of the service’s next version: said, and no fault', async () => {
    await migrateUp(scratch.database);
    await scratch.client.query(
      `UPDATE alembic_version SET version_num = '002'; ALTER TABLE invoices ADD COLUMN channel text; CREATE INDEX ix_channel ON invoices (channel)`,
    );
    const check = await checkSchema(scratch.database);
    expect(check.differences.map(({ code, severity }) => `${severity} ${code}`)).toEqual([
      'warning index_unexpected',
      'warning column_unexpected',
    ]);
    expect(check.clean).toBe(true);
    await scratch.client.query(`ALTER TABLE invoices DROP COLUMN due_date CASCADE`);
    expect((await checkSchema(scratch.database)).clean).toBe(false);
  });
});
