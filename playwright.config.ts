import { defineConfig } from '@playwright/test';

/**
 * `e2e`: what `npm test` runs. `pgbouncer` and `long`: what `npm run test:long` runs besides, the main job through a pooler and
 * faults that take servers and minutes of their own. `tour`: every screen in both languages into out/tour, for `npm run tour`.
 * `guide`: the pictures of the user guide, for `npm run guide:pictures`. `gallery`: docs/gallery/screens, for
 * `npm run gallery:screens`. All drive the
 * built program, in Electron where its binary is there and on the stand-in where it is not.
 */
export default defineConfig({
  outputDir: 'test-results',
  globalSetup: './test/support/e2e-setup.ts',
  workers: 2,
  fullyParallel: false,
  forbidOnly: true,
  retries: 0,
  timeout: 90_000,
  expect: { timeout: 15_000 },
  reporter: process.env['SAHOOL_E2E_REPORT'] === undefined ? 'list' : [['list'], ['json']],
  projects: [
    { name: 'e2e', testDir: 'test/e2e', testMatch: '**/*.spec.ts', testIgnore: ['tour/**', 'long/**'] },
    { name: 'pgbouncer', testDir: 'test/e2e', testMatch: 'main-job.spec.ts' },
    { name: 'long', testDir: 'test/e2e/long', testMatch: '**/*.spec.ts' },
    { name: 'gallery', testDir: 'test/e2e/tour', testMatch: 'gallery.spec.ts', timeout: 20 * 60_000 },
    { name: 'tour', testDir: 'test/e2e/tour', testMatch: 'tour.spec.ts', timeout: 12 * 60_000 },
    { name: 'guide', testDir: 'test/e2e/tour', testMatch: 'guide.spec.ts', timeout: 6 * 60_000 },
  ],
});
