import { checkFunctions, checkTriggers, dropCheckFunctions, dropCheckTriggers } from './0012-checks';
import { desktopRoles } from './0012-desktop-roles';
import { grantRoles, revokeEverything, roleList, type Grants } from './0012-grant-roles';
import { functionRights, tableGrants } from './0012-grants';
import { tableRights } from './0012-table-rights';
import type { StatementsMigration } from './migration';

const definer = 'SECURITY DEFINER SET search_path = pg_catalog, billing_desktop, public, pg_temp';

const grants: Grants = { tables: tableRights.map(({ table }) => table), tableGrants, functionRights };

const historyOf = `CREATE FUNCTION billing_desktop.history_of(of_entity text, of_id text) RETURNS SETOF billing_desktop.audit
LANGUAGE sql STABLE ROWS 20 ${definer} AS $$
SELECT * FROM billing_desktop.audit a WHERE a.entity = of_entity AND a.entity_id = of_id
$$`;

/** Every function is anybody's again, as CREATE FUNCTION leaves it, and the roles have nothing here. */
const giveBack = `DO $do$
DECLARE
  role_name text;
BEGIN
  FOREACH role_name IN ARRAY ARRAY[${roleList}] LOOP
    CONTINUE WHEN to_regrole(role_name) IS NULL;
    ${revokeEverything(grants.tables)}
    EXECUTE format('REVOKE ALL ON SCHEMA billing_desktop FROM %I', role_name);
  END LOOP;
  GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA billing_desktop TO PUBLIC;
END
$do$`;

/**
 * Who may do what: grants on columns to the desktop's roles where they exist, and behind them a deferred check of what
 * their members have written. A migration that brings a table adds its lines to rights.ts and grants them.
 */
export const roles: StatementsMigration = {
  name: '0012-roles',
  title: {
    en: 'Rights of viewers, clerks, accountants and administrators, and the check behind them',
    ar: 'صلاحيات المطّلع وموظف الحسابات والمحاسب ومدير النظام، والتحقق الذي يسندها',
  },
  transactional: true,
  up: [
    // With one login for several people the name is only claimed: it stands beside the login that is known.
    `ALTER TABLE billing_desktop.audit ADD COLUMN claimed_by text`,
    `ALTER TABLE billing_desktop.audit ALTER COLUMN claimed_by
SET DEFAULT nullif(current_setting('billing_desktop.claimed_by', true), '')`,
    `CREATE INDEX audit_at ON billing_desktop.audit (at DESC, id DESC)`,
    `CREATE INDEX payment_details_command_key ON billing_desktop.payment_details (command_key)`,
    `CREATE TABLE billing_desktop.login_changes (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  login text NOT NULL,
  change text NOT NULL CHECK (change IN ('created', 'role_set', 'password_reset', 'disabled', 'enabled', 'renamed')),
  role text CHECK (role IN (${desktopRoles.map((role) => `'${role}'`).join(', ')})),
  display_name text,
  at timestamp with time zone NOT NULL DEFAULT now(),
  by_whom text NOT NULL DEFAULT session_user
)`,
    `COMMENT ON TABLE billing_desktop.login_changes IS 'What administrators did to the logins of the desktop''s users; never a password'`,
    `CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON billing_desktop.login_changes
FOR EACH STATEMENT EXECUTE FUNCTION billing_desktop.refuse_change()`,
    `CREATE TRIGGER billing_desktop_audit_insert AFTER INSERT ON billing_desktop.login_changes REFERENCING NEW TABLE AS new_rows
FOR EACH STATEMENT EXECUTE FUNCTION billing_desktop.record_change('login', 'login')`,
    historyOf,
    ...checkFunctions,
    grantRoles('CREATE', grants),
    ...checkTriggers,
    `SELECT billing_desktop.grant_roles()`,
  ],
  down: [
    ...dropCheckTriggers,
    `DROP FUNCTION billing_desktop.grant_roles()`,
    ...dropCheckFunctions,
    `DROP FUNCTION billing_desktop.history_of(text, text)`,
    `DROP TABLE billing_desktop.login_changes`,
    `DROP INDEX billing_desktop.payment_details_command_key`,
    `DROP INDEX billing_desktop.audit_at`,
    `ALTER TABLE billing_desktop.audit DROP COLUMN claimed_by`,
    giveBack,
  ],
};
