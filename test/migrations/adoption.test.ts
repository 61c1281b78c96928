import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { AdoptionRefused } from '../../electron/database/migrator/adoption';
import { migrateDown, migrateUp } from '../../electron/database/migrator/migrate';
import { history, schemaState } from '../../electron/database/migrator/state';
import type { Difference, MigrationEvent } from '../../electron/contract/schema';
import { migrations } from '../../migrations';
import { catalogSnapshot, rowsHashes } from '../support/catalog-snapshot';
import { scratchDatabase, type Scratch } from './scratch';
import { createAllSql, serviceMadeSql } from './service-made.sql';
import { everyServiceWrite, givenTables } from './service-rows';

const head = migrations.at(-1)?.name ?? '';
const all = [...givenTables, 'alembic_version'];

let scratch: Scratch;
beforeEach(async () => {
  scratch = await scratchDatabase();
});
afterEach(() => scratch.drop());

async function refusal(): Promise<readonly Difference[]> {
  const before = await catalogSnapshot(scratch.client);
  const error = await migrateUp(scratch.database).then(
    () => null,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof AdoptionRefused)) throw new Error(`not refused: ${String(error)}`);
  expect(error.code).toBe('adoption_refused');
  expect(await catalogSnapshot(scratch.client)).toEqual(before);

  const state = await schemaState(scratch.database);
  if (state.kind !== 'refused') throw new Error(`not refused: ${state.kind}`);
  expect([...state.differences, ...state.warnings]).toHaveLength(error.differences.length);
  expect(error.params.count).toBe(state.differences.length);
  return error.differences;
}

function brief(differences: readonly Difference[]): string[] {
  return differences.map(({ severity, code, object, part }) => `${severity} ${code} ${object} ${part}`.trim());
}

describe('a database that the service made', () => {
  it('is adopted with its rows', async () => {
    await scratch.client.query(serviceMadeSql);
    await everyServiceWrite(scratch.client);
    const before = await rowsHashes(scratch.client, all);
    expect(await schemaState(scratch.database)).toMatchObject({
      kind: 'adoptable',
      current: null,
      alembicVersion: '001',
      warnings: [],
    });

    const events: MigrationEvent[] = [];
    const result = await migrateUp(scratch.database, { onEvent: (event) => void events.push(event) });
    expect(result.adopted).toEqual(['0001-initial-billing-schema']);
    expect(result.applied).toEqual(migrations.map(({ name }) => name));
    expect(events[0]).toEqual({ kind: 'adopted', name: '0001-initial-billing-schema', warnings: [] });

    expect(await rowsHashes(scratch.client, all)).toEqual(before);
    expect((await history(scratch.database))[0]).toMatchObject({ state: 'applied', applied: { adopted: true } });
    expect(await schemaState(scratch.database)).toEqual({ kind: 'current', current: head, expected: head });
    await everyServiceWrite(scratch.client, 2);
  });

  it('has, adopted, the same catalog as one that was made here', async () => {
    await scratch.client.query(serviceMadeSql);
    await migrateUp(scratch.database);
    const adopted = (await catalogSnapshot(scratch.client)).filter((line) => !line.includes('alembic_version'));
    const other = await scratchDatabase();
    try {
      await migrateUp(other.database);
      expect(adopted).toEqual(await catalogSnapshot(other.client));
    } finally {
      await other.drop();
    }
  });

  it('is adopted without a version table too', async () => {
    await scratch.client.query(serviceMadeSql);
    await scratch.client.query(`DROP TABLE alembic_version`);
    expect(await schemaState(scratch.database)).toMatchObject({ kind: 'adoptable', alembicVersion: null });
    expect((await migrateUp(scratch.database)).adopted).toHaveLength(1);
  });

  it('is never taken down: downgrade stops there, with every row and the version table', async () => {
    await scratch.client.query(serviceMadeSql);
    await everyServiceWrite(scratch.client);
    const catalog = await catalogSnapshot(scratch.client);
    const rows = await rowsHashes(scratch.client, all);
    await migrateUp(scratch.database);
    if (migrations.length > 1) {
      expect(await migrateDown(scratch.database, { to: 'base' })).toEqual({
        reverted: migrations
          .slice(1)
          .map(({ name }) => name)
          .toReversed(),
        stoppedAt: '0001-initial-billing-schema',
      });
    }
    await expect(migrateDown(scratch.database, { to: 'base' })).rejects.toMatchObject({
      code: 'downgrade_stops_at_adopted',
    });
    await expect(migrateDown(scratch.database)).rejects.toMatchObject({ code: 'downgrade_stops_at_adopted' });
    const left = (await catalogSnapshot(scratch.client)).filter((line) => !line.includes('billing_desktop'));
    expect(left).toEqual(catalog);
    expect(await rowsHashes(scratch.client, all)).toEqual(rows);
  });

  it('is adopted where its login has a search_path of its own', async () => {
    await scratch.client.query(serviceMadeSql);
    const { rows } = await scratch.client.query<{ name: string }>(`SELECT current_database() AS name`);
    await scratch.client.query(`ALTER DATABASE ${rows[0]?.name ?? ''} SET search_path = pg_catalog`);
    expect((await migrateUp(await scratch.start())).adopted).toHaveLength(1);
  });
});

describe('another revision of the service', () => {
  it('is adopted with a warning where the given part agrees', async () => {
    await scratch.client.query(serviceMadeSql);
    await scratch.client.query(`UPDATE alembic_version SET version_num = '002'`);
    await scratch.client.query(`ALTER TABLE invoices ADD COLUMN po_number varchar(50)`);
    await scratch.client.query(`CREATE TABLE coupons (id uuid PRIMARY KEY)`);
    const warnings = brief((await migrateUp(scratch.database)).warnings);
    expect(warnings).toEqual([
      'warning column_unexpected invoices po_number',
      'warning alembic_version alembic_version',
    ]);
    expect(await rowsHashes(scratch.client, ['alembic_version'])).toEqual([expect.stringMatching(/^1 /)]);
  });

  it('is refused where a given column has gone, or a new one would stop our writes', async () => {
    await scratch.client.query(serviceMadeSql);
    await scratch.client.query(`UPDATE alembic_version SET version_num = '003'`);
    await scratch.client.query(`ALTER TABLE invoices DROP COLUMN notes_ar`);
    await scratch.client.query(`ALTER TABLE payments ADD COLUMN ledger_id uuid NOT NULL`);
    expect(brief(await refusal())).toEqual([
      'blocking column_missing invoices notes_ar',
      'blocking column_unexpected payments ledger_id',
      'warning alembic_version alembic_version',
    ]);
  });
});

describe('a database that cannot be adopted', () => {
  it('made by create_all: says that the labels are in capitals, and changes nothing', async () => {
    await scratch.client.query(createAllSql);
    const differences = await refusal();
    expect(brief(differences)).toEqual([
      'blocking enum_labels_capital subscription_status_enum',
      'blocking enum_labels_capital billing_cycle_enum',
      'blocking enum_labels_capital invoice_status_enum',
      'blocking enum_labels_capital payment_method_enum',
      'blocking enum_labels_capital payment_status_enum',
    ]);
    expect(differences[1]).toMatchObject({
      expected: 'monthly, quarterly, yearly',
      found: 'MONTHLY, QUARTERLY, YEARLY',
    });
  });

  it('half there: names each table that is missing', async () => {
    await scratch.client.query(serviceMadeSql);
    await scratch.client.query(`DROP TABLE usage_records, payments`);
    expect(brief(await refusal())).toEqual(['blocking table_missing payments', 'blocking table_missing usage_records']);
  });

  it('a view in the place of a table', async () => {
    await scratch.client.query(serviceMadeSql);
    await scratch.client.query(`ALTER TABLE usage_records RENAME TO usage_rows`);
    await scratch.client.query(`CREATE VIEW usage_records AS SELECT * FROM usage_rows`);
    expect(brief(await refusal())).toEqual(['blocking table_not_plain usage_records']);
  });

  it.each([
    [`ALTER TABLE invoices ALTER COLUMN total TYPE numeric(14,2)`, ['blocking column_type invoices total']],
    [`ALTER TABLE invoices ALTER COLUMN notes TYPE text COLLATE "C"`, ['blocking column_type invoices notes']],
    [`ALTER TABLE invoices ALTER COLUMN due_date DROP NOT NULL`, ['blocking column_nullability invoices due_date']],
    [`ALTER TABLE invoices ALTER COLUMN notes SET NOT NULL`, ['blocking column_nullability invoices notes']],
    [`ALTER TABLE payments ALTER COLUMN id DROP DEFAULT`, ['blocking column_default payments id']],
    [`ALTER TABLE invoices ALTER COLUMN tax_rate SET DEFAULT 15`, ['blocking column_default invoices tax_rate']],
    [`COMMENT ON COLUMN invoices.total IS 'total'`, ['blocking column_comment invoices total']],
    [`ALTER TABLE invoices ADD COLUMN extra text`, ['blocking column_unexpected invoices extra']],
    [
      `ALTER TABLE invoices DROP CONSTRAINT check_total_positive`,
      ['blocking constraint_missing invoices check_total_positive'],
    ],
    [
      `ALTER TABLE invoices RENAME CONSTRAINT check_total_positive TO total_positive`,
      [
        'blocking constraint_missing invoices check_total_positive',
        'blocking constraint_unexpected invoices total_positive',
      ],
    ],
    [
      `ALTER TABLE payments DROP CONSTRAINT payments_invoice_id_fkey,
         ADD CONSTRAINT payments_invoice_id_fkey FOREIGN KEY (invoice_id) REFERENCES invoices (id)`,
      ['blocking constraint_definition payments payments_invoice_id_fkey'],
    ],
    [
      `ALTER TABLE invoices DROP CONSTRAINT invoices_invoice_number_key`,
      ['blocking constraint_missing invoices invoices_invoice_number_key'],
    ],
    [`DROP INDEX idx_payment_created`, ['blocking index_missing payments idx_payment_created']],
    [
      `DROP INDEX ix_invoices_status; CREATE INDEX ix_invoices_status ON invoices (status) WHERE amount_due > 0`,
      ['blocking index_definition invoices ix_invoices_status'],
    ],
    [
      `UPDATE pg_index SET indisvalid = false WHERE indexrelid = 'ix_invoices_status'::regclass`,
      ['blocking index_broken invoices ix_invoices_status'],
    ],
    [`CREATE UNIQUE INDEX one_each ON payments (stripe_payment_id)`, ['blocking index_unexpected payments one_each']],
    [`ALTER TYPE currency_enum ADD VALUE 'EUR'`, ['blocking enum_labels currency_enum']],
    [`ALTER TYPE billing_cycle_enum RENAME VALUE 'yearly' TO 'annual'`, ['blocking enum_labels billing_cycle_enum']],
  ])('%s', async (change, expected) => {
    await scratch.client.query(serviceMadeSql);
    await scratch.client.query(change);
    expect(brief(await refusal())).toEqual(expected);
  });

  it('tells the whole list at once, with what was expected and what was found', async () => {
    await scratch.client.query(serviceMadeSql);
    await scratch.client.query(`ALTER TABLE invoices ALTER COLUMN total TYPE numeric(14,2), DROP COLUMN notes`);
    await scratch.client.query(`DROP INDEX idx_usage_recorded_at`);
    expect(await refusal()).toEqual([
      {
        code: 'column_missing',
        severity: 'blocking',
        object: 'invoices',
        part: 'notes',
        expected: 'text NULL',
        found: '',
        mend: [
          'ALTER TABLE public.invoices ADD COLUMN notes text',
          `COMMENT ON COLUMN public.invoices.notes IS 'ملاحظات (EN)'`,
        ],
      },
      {
        code: 'column_type',
        severity: 'blocking',
        object: 'invoices',
        part: 'total',
        expected: 'numeric(12,2)',
        found: 'numeric(14,2)',
        mend: ['ALTER TABLE public.invoices ALTER COLUMN total TYPE numeric(12,2) USING total::numeric(12,2)'],
      },
      {
        code: 'index_missing',
        severity: 'blocking',
        object: 'usage_records',
        part: 'idx_usage_recorded_at',
        expected: 'CREATE INDEX idx_usage_recorded_at ON usage_records USING btree (recorded_at)',
        found: '',
        mend: ['CREATE INDEX idx_usage_recorded_at ON public.usage_records USING btree (recorded_at)'],
      },
    ]);
  });
});

describe('what changes nothing for us', () => {
  it.each([
    [`CREATE INDEX by_total ON invoices (total)`, 'warning index_unexpected invoices by_total'],
    [
      `CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS $$BEGIN RETURN NEW; END$$;
       CREATE TRIGGER touch BEFORE UPDATE ON invoices FOR EACH ROW EXECUTE FUNCTION touch()`,
      'warning trigger_unexpected invoices touch',
    ],
    [`ALTER TABLE payments ENABLE ROW LEVEL SECURITY`, 'warning row_security payments'],
    [
      `ALTER TABLE usage_records DROP COLUMN quantity;
       ALTER TABLE usage_records ADD COLUMN quantity integer NOT NULL;
       ALTER TABLE usage_records ADD CONSTRAINT check_quantity_positive CHECK (quantity > 0);
       COMMENT ON COLUMN usage_records.quantity IS 'الكمية'`,
      'warning column_order usage_records',
    ],
  ])('is said, and adopted: %s', async (change, expected) => {
    await scratch.client.query(serviceMadeSql);
    await scratch.client.query(change);
    const state = await schemaState(scratch.database);
    expect(state.kind === 'adoptable' ? brief(state.warnings) : state).toEqual([expected]);
    expect(brief((await migrateUp(scratch.database, { to: '0001' })).warnings)).toEqual([expected]);
  });
});
