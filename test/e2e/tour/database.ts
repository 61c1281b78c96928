import { expect } from '@playwright/test';
import { call } from '../../support/bridge';
import { speak, languages, type Step } from './tour';

/** The first start: the wizard, then the database on this computer with its schema and sample data. */
export const databaseSteps: readonly Step[] = [
  ...languages.map((language): Step => ({
    name: `the wizard (${language})`,
    async run({ page, shoot }) {
      await speak(page, language);
      await shoot(language, 'wizard');
    },
  })),
  {
    name: 'a database on this computer, with the schema and sample data',
    async run({ page }) {
      const target = { kind: 'builtin' } as const;
      await call(page, 'setup', 'connect', { target });
      await call(page, 'setup', 'migrate', {});
      const seeded = await call(page, 'setup', 'seed', {});
      expect(seeded.invoices).toBeGreaterThan(0);
      await call(page, 'setup', 'finish', { name: 'هذا الحاسوب', target, keepPassword: false });
      await page.reload();
      await page.locator('nav').first().waitFor();
    },
  },
];
