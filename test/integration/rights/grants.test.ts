import type pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { grantedRoles, type GrantedRole } from '../../../electron/contract/rights';
import { checkSchema } from '../../../electron/database/migrator/check';
import { readAccess } from '../../../electron/database/roles/access';
import { functionRights, tableGrants, tableRights } from '../../../migrations/rights';
import { allowed, found } from './granted';
import { administratorAndLogins, lookAfterLogins } from './look-after-logins';
import { openRightsOffice, type RightsOffice } from './rights-office';

let rights: RightsOffice;
beforeAll(async () => {
  rights = await openRightsOffice();
});
afterAll(() => rights?.close());

async function texts(client: pg.Client, sql: string): Promise<string[]> {
  const { rows } = await client.query<{ text: string }>(sql);
  return rows.map(({ text }) => text);
}

describe('the list of the grants', () => {
  it('has a line for every table, function and sequence of ours', async () => {
    const client = await rights.client('keeper');
    const tables = await texts(
      client,
      `SELECT c.oid::regclass::text AS text FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE c.relkind IN ('r', 'p', 'v', 'm') AND n.nspname IN ('public', 'billing_desktop') AND c.relname <> 'alembic_version'`,
    );
    const qualified = tables.map((table) => (table.includes('.') ? table : `public.${table}`)).toSorted();
    expect(tableRights.map(({ table }) => table).toSorted()).toEqual(qualified);

    const functions = await texts(
      client,
      `SELECT DISTINCT p.proname AS text FROM pg_proc p WHERE p.pronamespace = 'billing_desktop'::regnamespace`,
    );
    expect(Object.keys(functionRights).toSorted()).toEqual(functions.toSorted());

    // Those of identity columns need no right; any other would need a line.
    const sequences = await texts(
      client,
      `SELECT c.relname AS text FROM pg_class c WHERE c.relkind = 'S' AND c.relnamespace = 'billing_desktop'::regnamespace
  AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = c.oid AND d.deptype = 'i')`,
    );
    expect(sequences).toEqual([]);
  });

  it('gives the public nothing but what the service meets with its own rows', async () => {
    const client = await rights.client('keeper');
    const open = await texts(
      client,
      `SELECT p.proname AS text FROM pg_proc p WHERE p.pronamespace = 'billing_desktop'::regnamespace
  AND has_function_privilege('public', p.oid, 'EXECUTE')`,
    );
    expect(open.toSorted()).toEqual(['by_desktop_login', 'fold', 'number_order', 'trigram_text']);
    const { rows } = await client.query(`SELECT has_schema_privilege('public', 'billing_desktop', 'USAGE') AS usage,
  (SELECT count(*)::integer FROM pg_class c WHERE c.relnamespace = 'billing_desktop'::regnamespace AND c.relkind IN ('r', 'S')
    AND (has_table_privilege('public', c.oid, 'SELECT') OR has_any_column_privilege('public', c.oid, 'SELECT, INSERT, UPDATE'))) AS tables`);
    expect(rows).toEqual([{ usage: false, tables: 0 }]);
  });

  it('lets a viewer write nothing, and a clerk what takes payments, prints and notes', () => {
    const writes = (role: GrantedRole): string[] =>
      tableGrants
        .filter((line) => line.role === role && line.right !== 'SELECT')
        .map(({ right, table }) => `${right.split(' ')[0] ?? ''} ${table}`);
    expect(writes('viewer')).toEqual([]);
    expect(writes('clerk').toSorted()).toEqual([
      'INSERT billing_desktop.allocations',
      'INSERT billing_desktop.bank_line_decisions',
      'INSERT billing_desktop.bank_line_payments',
      'INSERT billing_desktop.bank_lines',
      'INSERT billing_desktop.bank_statements',
      'INSERT billing_desktop.commands',
      'INSERT billing_desktop.day_close_figures',
      'INSERT billing_desktop.day_closes',
      'INSERT billing_desktop.document_prints',
      'INSERT billing_desktop.follow_up_notes',
      'INSERT billing_desktop.number_counters',
      'INSERT billing_desktop.numbers',
      'INSERT billing_desktop.payment_details',
      'INSERT billing_desktop.promise_withdrawals',
      'INSERT billing_desktop.promises',
      'INSERT billing_desktop.receipt_vouchers',
      'INSERT billing_desktop.reminders',
      'INSERT public.payments',
      'UPDATE billing_desktop.bank_accounts',
      'UPDATE billing_desktop.commands',
      'UPDATE billing_desktop.number_counters',
      'UPDATE billing_desktop.payment_details',
      'UPDATE public.invoices',
      'UPDATE public.payments',
    ]);
    expect(tableGrants).toContainEqual({ role: 'clerk', right: 'UPDATE (notes, notes_ar)', table: 'public.invoices' });
  });
});

describe('each role, by a login of its own', () => {
  it.each(grantedRoles)(
    '%s: each verb on each table and column is refused or let through as the list says',
    async (role) => {
      const client = await rights.client(`${role}_one`);
      expect(await found(client)).toEqual([...allowed(role)].toSorted());
      const calls = Object.entries(functionRights).filter(
        ([, who]) => who !== null && who !== 'public' && grantedRoles.indexOf(who) <= grantedRoles.indexOf(role),
      );
      const { rows: callable } = await client.query<{ name: string }>(
        `SELECT DISTINCT p.proname AS name FROM pg_proc p WHERE p.pronamespace = 'billing_desktop'::regnamespace
  AND has_function_privilege(p.oid, 'EXECUTE') AND NOT has_function_privilege('public', p.oid, 'EXECUTE')`,
      );
      expect(callable.map(({ name }) => name).toSorted()).toEqual(calls.map(([name]) => name).toSorted());
    },
  );

  it('knows who it is', async () => {
    for (const role of grantedRoles) {
      expect(await readAccess(rights.as[role])).toEqual({
        user: `${role}_one`,
        role,
        ownLogin: true,
        upgrader: 'keeper',
      });
    }
    expect(await readAccess(rights.owner)).toEqual({
      user: 'keeper',
      role: 'administrator',
      ownLogin: false,
      upgrader: null,
    });
  });

  it('is made, changed, closed and opened again by the owner and by an administrator', async () => {
    await lookAfterLogins(rights, rights.owner, 'by_keeper');
    await administratorAndLogins(rights, true);
  });

  it('cannot switch off what stands behind the grants', async () => {
    const client = await rights.client('administrator_one');
    for (const sql of [
      'ALTER TABLE public.payments DISABLE TRIGGER ALL',
      'DROP TRIGGER billing_desktop_check ON public.payments',
      'SET session_replication_role = replica',
      'ALTER FUNCTION billing_desktop.require_command(uuid) OWNER TO administrator_one',
      'SET ROLE keeper',
      'SET SESSION AUTHORIZATION keeper',
      'CREATE FUNCTION billing_desktop.today() RETURNS date LANGUAGE sql AS $$SELECT null::date$$',
    ]) {
      await expect(client.query(sql), sql).rejects.toMatchObject({
        code: expect.stringMatching(/^(42501|42P01|42883|42704)$/),
      });
    }
  });
});

describe('the drift check', () => {
  it('tells each right too many or too few, with the statements that mend it', async () => {
    expect(await checkSchema(rights.owner)).toMatchObject({ clean: true, differences: [] });
    const keeper = await rights.client('keeper');
    for (const sql of [
      'GRANT UPDATE ON public.payments TO sahool_billing_clerk',
      'GRANT INSERT (entity, entity_id) ON billing_desktop.audit TO sahool_billing_viewer',
      'REVOKE SELECT ON public.invoices FROM sahool_billing_viewer',
      'REVOKE UPDATE (notes) ON public.invoices FROM sahool_billing_clerk',
      'GRANT EXECUTE ON FUNCTION billing_desktop.holds_role(text) TO PUBLIC',
      'REVOKE USAGE ON SCHEMA billing_desktop FROM sahool_billing_accountant',
    ]) {
      await keeper.query(sql);
    }
    const { clean, differences } = await checkSchema(rights.owner);
    expect(clean).toBe(false);
    expect(
      differences.map(({ code, object, part, expected, found: had }) => `${code} ${object} ${part} ${expected}${had}`),
    ).toEqual([
      'grant_unexpected billing_desktop.holds_role(text) PUBLIC EXECUTE',
      'grant_missing billing_desktop sahool_billing_accountant USAGE',
      'grant_missing public.invoices sahool_billing_clerk UPDATE (notes)',
      'grant_unexpected public.payments sahool_billing_clerk UPDATE',
      'grant_unexpected billing_desktop.audit sahool_billing_viewer INSERT (entity, entity_id)',
      'grant_missing public.invoices sahool_billing_viewer SELECT',
    ]);
    for (const sql of differences.flatMap(({ mend }) => mend)) await keeper.query(sql);
    expect(await checkSchema(rights.owner)).toMatchObject({ clean: true, differences: [] });
    expect(await found(await rights.client('clerk_one'))).toEqual([...allowed('clerk')].toSorted());
  });
});
