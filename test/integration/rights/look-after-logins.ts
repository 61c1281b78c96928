import type pg from 'pg';
import { expect } from 'vitest';
import { openDatabaseFromUrl, type Database } from '../../../electron/database/database';
import {
  createLogin,
  listUsers,
  resetLoginPassword,
  setLoginEnabled,
  setLoginRole,
} from '../../../electron/database/roles/logins';
import { readAccess } from '../../../electron/database/roles/access';
import { refusal } from '../billing/office';
import type { RightsOffice } from './rights-office';

/** Opens the database as a login and says who the database takes it for; null where it is not let in. */
async function roleOf(rights: RightsOffice, login: string, password: string): Promise<string | null> {
  const url = new URL(rights.url('clerk_one'));
  [url.username, url.password] = [login, password];
  let database: Database;
  try {
    database = await openDatabaseFromUrl(url.toString());
  } catch {
    return null;
  }
  try {
    return (await readAccess(database)).role;
  } finally {
    await database.close();
  }
}

/** Makes, changes, closes and opens logins as `keeper`, whose right to that is what the test is about. */
export async function lookAfterLogins(rights: RightsOffice, keeper: Database, login: string): Promise<void> {
  const password = await createLogin(keeper, { login, displayName: 'سالم', role: 'clerk' });
  expect(await refusal(createLogin(keeper, { login, displayName: '', role: 'clerk' }))).toMatchObject({
    code: 'login_exists',
  });
  expect(await roleOf(rights, login, password)).toBe('clerk');

  await setLoginRole(keeper, { login, role: 'viewer', displayName: 'سالم' });
  expect(await roleOf(rights, login, password)).toBe('viewer');
  await setLoginRole(keeper, { login, role: 'accountant', displayName: 'سالم' });
  expect(await roleOf(rights, login, password)).toBe('accountant');

  const next = await resetLoginPassword(keeper, login);
  expect([await roleOf(rights, login, password), await roleOf(rights, login, next)]).toEqual([null, 'accountant']);
  await setLoginEnabled(keeper, login, false);
  expect(await roleOf(rights, login, next)).toBeNull();
  await setLoginEnabled(keeper, login, true);
  const mine = (await listUsers(keeper)).logins.find((one) => one.login === login);
  expect(mine).toMatchObject({ role: 'accountant', enabled: true, displayName: 'سالم', manageable: true, self: false });
}

/**
 * What an administrator's own login may do about logins, and that it never becomes the tables' owner by it. Before PostgreSQL 16
 * CREATEROLE would reach the owner, so that there an administrator hands on roles and makes no logins.
 */
export async function administratorAndLogins(rights: RightsOffice, makesLogins: boolean): Promise<void> {
  const { administrator } = rights.as;
  expect((await listUsers(administrator)).canMake).toBe(makesLogins);
  if (makesLogins) {
    await lookAfterLogins(rights, administrator, 'by_administrator');
  } else {
    const login = { login: 'by_administrator', displayName: '', role: 'clerk' } as const;
    expect(await refusal(createLogin(administrator, login))).toMatchObject({ code: 'no_right_to_make_roles' });
    await setLoginRole(administrator, { login: 'clerk_two', role: 'viewer', displayName: 'أحمد صالح' });
    await setLoginRole(administrator, { login: 'clerk_two', role: 'clerk', displayName: 'أحمد صالح' });
  }
  expect(await refusal(setLoginEnabled(administrator, 'administrator_one', false))).toMatchObject({
    code: 'own_login',
  });
  const client: pg.Client = await rights.client('administrator_one');
  for (const sql of [
    'GRANT keeper TO administrator_one',
    `ALTER ROLE keeper PASSWORD 'mine'`,
    `ALTER ROLE billing_core PASSWORD 'mine'`,
    'ALTER ROLE administrator_one SUPERUSER',
    'GRANT pg_write_server_files TO administrator_one',
  ]) {
    await expect(client.query(sql), sql).rejects.toMatchObject({ code: '42501' });
  }
}
