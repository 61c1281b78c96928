import { expect } from '@playwright/test';
import type { Page } from 'playwright';
import { addDays, type CalendarDate } from '../../electron/contract/calendar-date';
import { amountSchema } from '../../electron/contract/amount';
import { call } from '../support/bridge';
import { newKey } from './office';

/** What the sample data leaves to the office: a billing run that has ended, a closed day, and a locked period. */
export async function workADay(page: Page): Promise<void> {
  const { today } = await call(page, 'business', 'get', {});
  // Some weeks back, so that a later run still has something due.
  await billUpTo(page, addDays(today, -20));
  await closeADay(page);
  const yearsBack = addDays(today, -800);
  await call(page, 'closing', 'setPeriodLock', { key: newKey(), lockDate: yearsBack, reason: 'السنة المالية مدققة' });
}

async function billUpTo(page: Page, date: CalendarDate): Promise<void> {
  const { id } = await call(page, 'billing', 'start', { key: newKey(), date });
  const isActive = async (): Promise<boolean> => (await call(page, 'billing', 'get', { id })).active;
  await expect.poll(isActive, { timeout: 60_000 }).toBe(false);
}

/** The latest day but today on which the clerk took something. */
async function closeADay(page: Page): Promise<void> {
  const { openDays } = await call(page, 'closing', 'day', { clerk: null, day: null });
  const [day = null] = openDays;
  const { clerk, takings } = await call(page, 'closing', 'day', { clerk: null, day });
  if (day === null) throw new Error('the sample data has no takings to close');
  const figures = takings.map(({ currency, method, expected }) => {
    const amount = amountSchema.parse(expected);
    return { currency, method, expected: amount, counted: amount };
  });
  await call(page, 'closing', 'closeDay', { key: newKey(), clerk, day, figures, reason: null, note: null });
}
