import { grantRoles } from './0012-grant-roles';
import { functionRights, grantsOf } from './0012-grants';
import { tableRights } from './0012-table-rights';
import { pictureRights } from './0013-picture-rights';
import { changedElsewhereRights } from './0014-changed-elsewhere-rights';
import type { StatementsMigration } from './migration';

const tables = [...tableRights, ...pictureRights];
const before = { tables: tables.map(({ table }) => table), tableGrants: grantsOf(tables), functionRights };
const after = { ...before, functionRights: { ...functionRights, ...changedElsewhereRights } };

/**
 * The rows of the audit that say that no command of the desktop, but another program, changed what an account or a bill is
 * reckoned from: an invoice voided, brought back or given another total; a payment that no longer counts, or another amount of
 * it; a subscription suspended or resumed. The index of 0015 has this condition too, word for word.
 */
export const isElsewhere = `command_key IS NULL AND before IS NOT NULL AND after IS NOT NULL AND (
  entity = 'invoice' AND (before ->> 'status' = 'canceled' OR after ->> 'status' = 'canceled' OR before ->> 'total' IS NOT NULL)
  OR entity = 'payment' AND (before ->> 'status' IN ('succeeded', 'refunded') OR before ->> 'amount' IS NOT NULL)
  OR entity = 'subscription' AND (before ->> 'status' = 'suspended' OR after ->> 'status' = 'suspended'))`;

/**
 * OFFSET 0: each record's updates come by the audit's own index, however many the planner takes for concerned; they are few, and the
 * audit is long. SECURITY DEFINER as history_of().
 */
const changedElsewhere = `CREATE FUNCTION billing_desktop.changed_elsewhere(of_entity text, of_ids text[])
RETURNS SETOF billing_desktop.audit
LANGUAGE sql STABLE ROWS 100 SECURITY DEFINER SET search_path = pg_catalog, billing_desktop, public, pg_temp AS $$
SELECT h.* FROM (
  SELECT DISTINCT entity_id FROM billing_desktop.audit
  WHERE entity = of_entity AND (of_ids IS NULL OR entity_id IN (SELECT unnest(of_ids))) AND ${isElsewhere}
) concerned
CROSS JOIN LATERAL (
  SELECT a.* FROM billing_desktop.audit a WHERE a.entity = of_entity AND a.entity_id = concerned.entity_id
    AND a.before IS NOT NULL AND a.after IS NOT NULL OFFSET 0
) h
$$`;

/** From when on a change by another program counts: the given tables keep only what is, the audit keeps when it became so. */
export const changedElsewhereMigration: StatementsMigration = {
  name: '0014-changed-elsewhere',
  title: {
    en: 'The day of what another program changed, for statements, aging and bills',
    ar: 'تاريخ ما يغيّره برنامج آخر، لكشوف الحساب وأعمار الديون والفواتير',
  },
  transactional: true,
  up: [
    changedElsewhere,
    `COMMENT ON FUNCTION billing_desktop.changed_elsewhere IS 'Every update of each record that another program changed in what accounts and bills are reckoned from'`,
    grantRoles('CREATE OR REPLACE', after),
    `SELECT billing_desktop.grant_roles()`,
  ],
  down: [grantRoles('CREATE OR REPLACE', before), `DROP FUNCTION billing_desktop.changed_elsewhere(text, text[])`],
};
