import { expect, test } from '@playwright/test';
import { launchApp, removeUserData, type LaunchedApp } from '../support/app';
import { call } from '../support/bridge';
import { createSampleDatabase } from '../support/sample-database';
import type { TestDatabase } from '../support/postgres';
import { word } from '../support/words';
import { addCustomer, fill, goTo, newKey, type Customer } from './office';

const w = (path: string): string => word('ar', path);
const customer: Customer = { tenantId: 'almond-slopes', name: 'Almond Slopes', nameAr: 'سفوح اللوز' };

let database: TestDatabase;
/** Two desktops on one database. */
let mine: LaunchedApp;
let theirs: LaunchedApp;

test.beforeAll(async () => {
  database = await createSampleDatabase();
  mine = await launchApp({ language: 'ar', databaseUrl: database.url });
  theirs = await launchApp({ language: 'en', databaseUrl: database.url });
  await mine.page.getByRole('navigation').first().waitFor();
  await addCustomer(mine.page, customer);
});
test.afterAll(async () => {
  await mine.close();
  await theirs.close();
  await database.drop();
  await removeUserData();
});

test('two clerks edit one customer: both versions stand side by side, and neither is lost', async () => {
  const { page } = mine;
  await goTo(page, `/tenants?open=${customer.tenantId}`);
  await page
    .getByRole('complementary')
    .getByRole('button', { name: w('tenants.record.edit') })
    .click();
  const dialog = page.getByRole('dialog', { name: w('tenants.form.editTitle') });
  const field = (name: string) =>
    dialog.getByRole('textbox', { name: new RegExp(`^${w(`tenants.field.${name}`)}`) }).first();
  await fill(field('phone'), '+967 4 111');
  await fill(field('city'), 'Ibb');

  // The other desktop changes the same phone, and the name, which nobody touched here.
  const { tenantId, version, name, nameAr, taxId, contact, isActive } = await call(theirs.page, 'tenants', 'get', {
    tenantId: customer.tenantId,
  });
  const tenant = { name: `${name} Farm`, nameAr, taxId, isActive, contact: { ...contact, phone: '+967 4 222' } };
  await call(theirs.page, 'tenants', 'update', { key: newKey(), tenantId, version, tenant });

  // It is told without being asked.
  const conflict = dialog.getByRole('region', { name: w('common.conflict.title') });
  await expect(conflict).toContainText('+967 4 111');
  await expect(conflict).toContainText('+967 4 222');
  await expect(field('name')).toHaveValue('Almond Slopes Farm');
  await expect(field('city')).toHaveValue('Ibb');
  await expect(dialog.getByRole('button', { name: w('common.save') })).toBeDisabled();
  await conflict.getByRole('button', { name: w('common.conflict.takeTheirs') }).click();
  await expect(field('phone')).toHaveValue('+967 4 222');
  await dialog.getByRole('button', { name: w('common.save') }).click();
  await expect(dialog).toHaveCount(0);
  expect(await call(theirs.page, 'tenants', 'get', { tenantId })).toMatchObject({
    name: 'Almond Slopes Farm',
    contact: { phone: '+967 4 222', city: 'Ibb' },
  });
});
