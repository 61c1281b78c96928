import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { launchApp, removeUserData } from '../support/app';
import { createSampleDatabase } from '../support/sample-database';
import { word } from '../support/words';
import { goTo } from './office';

const pictures = process.env['SAHOOL_LOOK'];

test('the invoices of a filter become files, and the queue says so', async () => {
  test.setTimeout(240_000);
  const database = await createSampleDatabase();
  const folder = await mkdtemp(join(tmpdir(), 'sahool-files-'));
  const app = await launchApp({ language: 'ar', databaseUrl: database.url });
  const { page } = app;
  const w = (path: string): string => word('ar', path);
  const picture = async (name: string): Promise<void> => {
    if (pictures !== undefined) await page.screenshot({ path: join(pictures, `${name}.png`) });
  };
  try {
    await page.setViewportSize({ width: 1440, height: 900 });
    await goTo(page, `/invoices?filter=${encodeURIComponent(JSON.stringify({ standing: ['partly_paid'] }))}`);
    await page.getByRole('button', { name: w('printing.open') }).click();
    await picture('batch-ar');
    await app.answerDialog({ dialog: 'showOpenDialog', answer: { canceled: false, filePaths: [folder] } });
    await page.getByRole('button', { name: w('printing.start'), exact: true }).click();
    const queue = page.getByRole('button', { name: w('printing.queue') });
    await queue.click();
    const state = page.getByRole('dialog').getByText(w('printing.state.finished'));
    await expect(state).toBeVisible({ timeout: 180_000 });
    await picture('queue-ar');
    const files = await readdir(folder);
    expect(files.length).toBeGreaterThan(0);
    expect(files.every((file) => file.endsWith('-both.pdf'))).toBe(true);
    await page
      .getByRole('dialog')
      .getByRole('button', { name: w('printing.remove') })
      .click();
    await expect(page.getByText(w('printing.empty.title'))).toBeVisible();
    await page.keyboard.press('Escape');
    await goTo(page, '/settings?tab=business');
    await expect(page.getByRole('complementary', { name: w('settings.business.preview') })).toBeVisible();
    if (pictures !== undefined) await page.waitForTimeout(3_000);
    await picture('business-ar');
    await goTo(page, '/invoices');
    await picture('invoices-ar');
  } finally {
    await app.close();
    await removeUserData();
    await rm(folder, { recursive: true });
  }
});
