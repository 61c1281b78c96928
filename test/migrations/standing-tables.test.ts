import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Difference } from '../../electron/contract/schema';
import { migrateDown, migrateUp } from '../../electron/database/migrator/migrate';
import { history, schemaState } from '../../electron/database/migrator/state';
import { catalogSnapshot, rowsHashes } from '../support/catalog-snapshot';
import { scratchDatabase, type Scratch } from './scratch';
import { serviceMadeSql } from './service-made.sql';

/** Plans and tenants as a later version of the service might make them: its own defaults, comments and names. */
const laterServiceSql = `
CREATE TYPE plan_tier_enum AS ENUM ('free', 'starter', 'professional', 'enterprise');
CREATE TABLE plans (
    id UUID NOT NULL,
    plan_id VARCHAR(100) NOT NULL,
    name VARCHAR(255) NOT NULL,
    name_ar VARCHAR(255) NOT NULL,
    description TEXT,
    description_ar TEXT,
    tier plan_tier_enum NOT NULL,
    pricing JSONB DEFAULT '{}' NOT NULL,
    features JSONB DEFAULT '{}' NOT NULL,
    limits JSONB DEFAULT '{}' NOT NULL,
    is_active BOOLEAN DEFAULT 'true' NOT NULL,
    trial_days INTEGER DEFAULT '14' NOT NULL,
    created_at TIMESTAMP WITH TIME ZONE DEFAULT CURRENT_TIMESTAMP NOT NULL,
    updated_at TIMESTAMP WITH TIME ZONE DEFAULT CURRENT_TIMESTAMP NOT NULL,
    CONSTRAINT plans_own_key PRIMARY KEY (id)
);
ALTER TABLE plans ALTER COLUMN id SET DEFAULT gen_random_uuid();
CREATE UNIQUE INDEX ix_plans_plan_id ON plans (plan_id);
CREATE TABLE tenants (
    id UUID DEFAULT gen_random_uuid() NOT NULL,
    tenant_id VARCHAR(255) NOT NULL,
    name VARCHAR(255) NOT NULL,
    name_ar VARCHAR(255) NOT NULL,
    contact JSONB DEFAULT '{}' NOT NULL,
    tax_id VARCHAR(100),
    is_active BOOLEAN DEFAULT 'true' NOT NULL,
    metadata JSONB DEFAULT '{}',
    created_at TIMESTAMP WITH TIME ZONE DEFAULT CURRENT_TIMESTAMP NOT NULL,
    updated_at TIMESTAMP WITH TIME ZONE DEFAULT CURRENT_TIMESTAMP NOT NULL,
    region VARCHAR(20),
    PRIMARY KEY (id),
    UNIQUE (tenant_id)
);
INSERT INTO plans (plan_id, name, name_ar, tier, pricing, trial_days)
VALUES ('starter', 'Starter', 'المبتدئ', 'starter', '{"monthly_usd": "31"}', 7);
INSERT INTO tenants (tenant_id, name, name_ar) VALUES ('t-1', 'Farm', 'مزرعة');
`;

let scratch: Scratch;
beforeEach(async () => {
  scratch = await scratchDatabase();
  await scratch.client.query(serviceMadeSql);
  await scratch.client.query(laterServiceSql);
});
afterEach(() => scratch.drop());

function blocking(differences: readonly Difference[]): string[] {
  return differences
    .filter(({ severity }) => severity === 'blocking')
    .map(({ code, object, part }) => `${code} ${object} ${part}`.trim());
}

describe('plans and tenants that stand already', () => {
  it('are used where they agree in names, types and keys; their rows stay as they are', async () => {
    const before = await rowsHashes(scratch.client, ['tenants']);
    const state = await schemaState(scratch.database);
    if (state.kind !== 'adoptable') throw new Error(state.kind);
    expect(state.warnings.map(({ code, object, part }) => `${code} ${object} ${part}`)).toEqual(
      expect.arrayContaining(['column_unexpected tenants region', 'column_default plans trial_days']),
    );

    await migrateUp(scratch.database);
    expect(await rowsHashes(scratch.client, ['tenants'])).toEqual(before);
    const { rows } = await scratch.client.query(
      `SELECT plan_id, pricing ->> 'monthly_usd' AS monthly, trial_days FROM plans ORDER BY plan_id`,
    );
    expect(rows).toEqual([
      { plan_id: 'enterprise', monthly: '499', trial_days: 30 },
      { plan_id: 'free', monthly: '0', trial_days: 0 },
      { plan_id: 'professional', monthly: '99', trial_days: 14 },
      { plan_id: 'starter', monthly: '31', trial_days: 7 },
    ]);
    const rowOf0002 = (await history(scratch.database)).find(({ name }) => name.startsWith('0002'));
    expect(rowOf0002?.applied?.found.toSorted()).toEqual(['plan_tier_enum', 'plans', 'tenants']);
  });

  it('are left alone on the way down', async () => {
    const before = await catalogSnapshot(scratch.client);
    await migrateUp(scratch.database);
    await migrateDown(scratch.database, { to: '0001' });
    const left = (await catalogSnapshot(scratch.client)).filter((line) => !line.includes('billing_desktop'));
    expect(left).toEqual(before);
  });

  it('are made where only one of them stands', async () => {
    await scratch.client.query(`DROP TABLE plans; DROP TYPE plan_tier_enum`);
    await migrateUp(scratch.database);
    await migrateDown(scratch.database, { to: '0001' });
    const { rows } = await scratch.client.query(
      `SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename IN ('plans', 'tenants')`,
    );
    expect(rows).toEqual([{ tablename: 'tenants' }]);
  });

  it.each([
    [`ALTER TABLE plans ALTER COLUMN trial_days TYPE text`, ['column_type plans trial_days']],
    [`ALTER TABLE tenants DROP COLUMN contact`, ['column_missing tenants contact']],
    [`DROP INDEX ix_plans_plan_id`, ['key_missing plans plans_plan_id_key']],
    [`ALTER TABLE tenants ADD COLUMN owner uuid NOT NULL DEFAULT gen_random_uuid()`, []],
    [`DELETE FROM tenants; ALTER TABLE tenants ADD COLUMN owner uuid NOT NULL`, ['column_unexpected tenants owner']],
    [`ALTER TABLE tenants ALTER COLUMN tax_id SET NOT NULL`, ['column_nullability tenants tax_id']],
    [`ALTER TYPE plan_tier_enum RENAME VALUE 'free' TO 'gratis'`, ['enum_labels plan_tier_enum']],
    [`ALTER TYPE plan_tier_enum ADD VALUE 'unlimited'`, ['enum_labels plan_tier_enum']],
  ])('refuse the whole upgrade, adoption too, where they do not: %s', async (change, expected) => {
    await scratch.client.query(`DELETE FROM tenants`);
    await scratch.client.query(change);
    const before = await catalogSnapshot(scratch.client);
    const state = await schemaState(scratch.database);
    expect(state.kind === 'refused' ? blocking(state.differences) : []).toEqual(expected);
    if (expected.length === 0) return;
    await expect(migrateUp(scratch.database)).rejects.toMatchObject({
      code: 'adoption_refused',
      params: { count: expected.length },
    });
    expect(await catalogSnapshot(scratch.client)).toEqual(before);
  });
});
