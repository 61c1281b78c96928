import { expect, type Page } from '@playwright/test';
import type { Language } from '../../electron/contract/preferences';
import type { ListName } from '../../renderer/src/components/data-list/list-name';
import type { ReportName } from '../../renderer/src/features/reports/route';
import { word } from '../support/words';
import { goTo } from './office';
import { someRecords } from './screens';

/** Where each list stands, and whether its rows open beside it. A list that is missing here does not compile. */
export const everyList: Readonly<Record<Exclude<ListName, 'gallery'>, ListPlace>> = {
  audit: { path: '/audit', record: true },
  bank: { path: '/bank', record: true },
  'billing.due': { path: '/billing?tab=due', record: true },
  // Its rows lead to the subscription, where it is put right.
  'billing.leftOut': { path: '/billing?tab=leftOut', record: false },
  'billing.runs': { path: '/billing?tab=history', record: true },
  creditNotes: { path: '/credit-notes', record: true },
  invoices: { path: '/invoices', record: true },
  payments: { path: '/payments', record: true },
  plans: { path: '/plans', record: true },
  receivables: { path: '/receivables', record: true },
  refunds: { path: '/refunds', record: true },
  subscriptions: { path: '/subscriptions', record: true },
  tenants: { path: '/tenants', record: true },
  usage: { path: '/usage', record: true },
  'usage.limits': { path: '/usage?tab=limits', record: true },
};
interface ListPlace {
  readonly path: string;
  readonly record: boolean;
}

/** Where each report stands, asked for something that it has an answer to. */
export async function everyReport(page: Page): Promise<Readonly<Record<ReportName, string>>> {
  const { tenant } = await someRecords(page);
  const at = (report: ReportName): string => `/reports?report=${report}`;
  return {
    statement: `${at('statement')}&tenantId=${encodeURIComponent(tenant)}`,
    aging: at('aging'),
    collections: at('collections'),
    day: at('day'),
    revenue: at('revenue'),
    mrr: at('mrr'),
    churn: at('churn'),
    'period-lock': at('period-lock'),
  };
}

/** Looks for what writes this screen into a spreadsheet. */
export async function expectSpreadsheet(page: Page, language: Language, name: string): Promise<void> {
  const button = page.getByRole('main').getByRole('button', { name: word(language, 'exports.menu'), exact: true });
  await expect(button.first(), name).toBeEnabled();
}

/**
 * Goes from the first record of a list to the second by the key, back by the button, and on to the second by the other button,
 * which keeps the focus; at the list's ends there is nothing to press.
 */
export async function expectSteps(page: Page, language: Language, name: string): Promise<void> {
  const row = (index: number) => page.locator(`.ag-row[row-index="${index}"]`);
  await expect(async () => {
    // What is pressed may still be the list before.
    await row(0).locator('.ag-cell').last().click({ timeout: 2000 });
    await expect(page, name).toHaveURL(/open=/, { timeout: 1000 });
  }).toPass();
  const first = page.url();
  const step = (which: 'previous' | 'next') =>
    page.getByRole('complementary').getByRole('button', { name: word(language, `common.${which}Record`), exact: true });
  await expect(step('previous'), name).toBeDisabled();
  if ((await row(1).count()) === 0) {
    await expect(step('next'), name).toBeDisabled();
    return;
  }
  await page.getByRole('complementary').focus();
  await page.keyboard.press('Alt+ArrowDown');
  await expect(page, name).not.toHaveURL(first);
  const second = page.url();
  await step('previous').click();
  await expect(page, name).toHaveURL(first);
  await step('next').click();
  await expect(page, name).toHaveURL(second);
  await expect(step('next').or(step('previous')).and(page.locator(':focus')), name).toHaveCount(1);
  await page.keyboard.press('Alt+ArrowUp');
  await expect(page, name).toHaveURL(first);
}

/** Every list, one after the other. */
export async function throughEveryList(page: Page, language: Language): Promise<void> {
  for (const [name, { path, record }] of Object.entries(everyList)) {
    await goTo(page, path);
    await page.locator('.ag-row .ag-cell').first().waitFor();
    await expectSpreadsheet(page, language, name);
    if (record) await expectSteps(page, language, name);
  }
}
