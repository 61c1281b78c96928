import { randomUUID } from 'node:crypto';
import { expect, type Locator, type Page } from '@playwright/test';
import type { Currency } from '../../electron/contract/currency';
import { commandKeySchema, type CommandKey, type InvoiceId } from '../../electron/contract/ids';
import type { LineInput } from '../../electron/contract/invoices';
import { createSubscriptionSchema } from '../../electron/contract/subscriptions';
import { draftInputSchema } from '../../electron/contract/invoices';
import { call } from '../support/bridge';
import { asSuperuser } from '../support/postgres';

export function newKey(): CommandKey {
  return commandKeySchema.parse(randomUUID());
}

/** A customer of a test's own. */
export interface Customer {
  readonly tenantId: string;
  readonly name: string;
  readonly nameAr: string;
}

/** A customer with one active subscription and nothing else, so that what it owes is what the test makes it owe. */
export async function addCustomer(page: Page, customer: Customer, currency: Currency = 'USD'): Promise<string> {
  const { tenantId, name, nameAr } = customer;
  const nothing = { taxId: null, isActive: true };
  const contact = {
    name: null,
    nameAr: null,
    email: null,
    phone: null,
    address: null,
    city: null,
    governorate: null,
  };
  await call(page, 'tenants', 'create', { key: newKey(), tenantId, tenant: { name, nameAr, contact, ...nothing } });
  const { today } = await call(page, 'business', 'get', {});
  const subscription = createSubscriptionSchema.parse({
    key: newKey(),
    tenantId,
    planId: 'starter',
    cycle: 'monthly',
    currency,
    startDate: today,
    trialDays: 0,
    paymentMethod: null,
  });
  const { id } = await call(page, 'subscriptions', 'create', subscription);
  return id;
}

/** An issued invoice of one line over `total`. */
export async function addInvoice(
  page: Page,
  customer: Customer,
  subscriptionId: string,
  total: string,
  currency: Currency = 'USD',
): Promise<{ readonly id: InvoiceId; readonly number: string }> {
  const { today } = await call(page, 'business', 'get', {});
  const line = { description: 'Soil survey', descriptionAr: 'مسح تربة', quantity: '1', unitPrice: total };
  const lines: Record<keyof LineInput, unknown>[] = [{ ...line, isUsageBased: false }];
  const draft = draftInputSchema.parse({
    tenantId: customer.tenantId,
    subscriptionId,
    currency,
    issueDate: today,
    dueDate: today,
    lines,
    discountAmount: '0.00',
    taxRate: '0',
    notes: null,
    notesAr: null,
  });
  const { id } = await call(page, 'invoices', 'createDraft', { key: newKey(), draft });
  const { version } = await call(page, 'invoices', 'get', { id });
  const { number } = await call(page, 'invoices', 'issue', { key: newKey(), id, version });
  return { id, number };
}

/** What stands in the payments table for a customer, oldest first. */
export function paymentsOf(database: string, tenantId: string): Promise<PaymentLine[]> {
  return asSuperuser(async (client) => {
    const { rows } = await client.query<PaymentLine>(
      `SELECT amount::text, method::text, status::text FROM public.payments WHERE tenant_id = $1 ORDER BY created_at, id`,
      [tenantId],
    );
    return rows;
  }, database);
}
export interface PaymentLine {
  readonly amount: string;
  readonly method: string;
  readonly status: string;
}

/** The amount in a money tile of the opened record, by its label. */
export function tile(page: Page, label: string): Locator {
  const labels = page.getByRole('complementary').locator('span', { hasText: new RegExp(`^${label}(?: · .*)?$`) });
  return labels.locator('+ span').first();
}

/** Writes into a field as a clerk does: what stood there is replaced. */
export async function fill(field: Locator, text: string): Promise<void> {
  await field.click();
  await field.press('Control+a');
  await field.pressSequentially(text);
}

/** Puts text in a field as the clipboard would. */
export async function paste(field: Locator, text: string): Promise<void> {
  await field.click();
  await field.press('Control+a');
  await field.page().keyboard.insertText(text);
}

/** Everything that the page complained about since; see `expectQuiet`. */
export function listenForComplaints(page: Page): string[] {
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  return complaints;
}

export function expectQuiet(complaints: readonly string[]): void {
  expect(complaints, 'the page’s console').toEqual([]);
}

/** Goes to a screen by its address within the page, as a link of the program does. */
export function goTo(page: Page, path: string): Promise<void> {
  return page.evaluate((hash) => {
    location.hash = hash;
  }, path);
}

/** Presses Tab until the focus is on it, as somebody without a mouse gets there. */
export async function tabTo(page: Page, target: Locator): Promise<void> {
  for (let presses = 0; presses < 40; presses += 1) {
    if (await target.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error('Tab does not lead there');
}

/** The paper of the preview that is open is reached by Tab and scrolls by the keys of reading, from its top to its end and back. */
export async function scrollByKeys(page: Page): Promise<void> {
  const desk = page
    .getByRole('dialog')
    .getByRole('region')
    .filter({ has: page.locator('iframe') });
  await tabTo(page, desk);
  const read = () =>
    desk.evaluate(({ scrollTop, scrollHeight, clientHeight }) => [scrollTop, scrollHeight - clientHeight]);
  const at = async (): Promise<number> => (await read())[0] ?? 0;
  const end = async (): Promise<number> => (await read())[1] ?? 0;
  // The whole of the paper is laid out: there is something to scroll.
  await expect.poll(end).toBeGreaterThan(100);
  for (const { key, reached } of [
    { key: 'ArrowDown', reached: async () => (await at()) > 0 },
    { key: 'ArrowUp', reached: async () => (await at()) === 0 },
    { key: 'PageDown', reached: async () => (await at()) > 80 },
    { key: 'PageUp', reached: async () => (await at()) === 0 },
    { key: 'End', reached: async () => (await end()) - (await at()) < 2 },
    { key: 'Home', reached: async () => (await at()) === 0 },
  ]) {
    // A key that comes while the paper still moves may be swallowed by the browser: it is pressed again, as a hand does.
    await expect(async () => {
      await page.keyboard.press(key);
      await expect.poll(reached, { message: key, timeout: 1000 }).toBe(true);
    }).toPass();
  }
}
