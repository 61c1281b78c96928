import { expect, test } from '@playwright/test';
import { launchApp, removeUserData } from '../../support/app';
import { databaseSteps } from './database';
import { documentSteps } from './documents';
import { faultSteps } from './faults';
import { screenSteps } from './screens';
import { openTour, type Step } from './tour';

const steps: readonly Step[] = [...databaseSteps, ...documentSteps, ...screenSteps, ...faultSteps];

test('the tour: from the first start to a paid invoice, every screen in both languages', async () => {
  const app = await launchApp({ language: 'ar' });
  const failures: string[] = [];
  try {
    const tour = await openTour(app);
    for (const { name, run } of steps) {
      await test.step(name, async () => {
        try {
          await run(tour);
          process.stdout.write(`  ${name}\n`);
        } catch (error) {
          const reason = error instanceof Error ? error.message : String(error);
          failures.push(`${name}: ${reason}`);
          process.stdout.write(`  ${name}: FAILED: ${reason}\n`);
        }
      });
    }
  } finally {
    await app.close();
    await removeUserData();
  }
  expect(failures).toEqual([]);
});
