import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildIfNeeded } from './build-if-needed.mjs';
import { installIfNeeded } from './install-if-needed.mjs';
import { installed, root, runNode } from './run-command.mjs';

/**
 * `npm test`: every check there is, one after the other, whatever the earlier ones found. A check that is not made of
 * tests counts as one. The last line alone says how many passed and failed. `--long` adds the heavy tests.
 */

const long = process.argv.includes('--long');
/** Only what hangs meets its limit: a busy machine takes several times as long as an idle one. */
const minute = 60_000;
const reports = mkdtempSync(join(tmpdir(), 'sahool-reports-'));
const env = { CI: process.env['CI'] ?? '1', NO_COLOR: '1', ...(long ? { SAHOOL_LONG: '1' } : {}) };
const total = { passed: 0, failed: 0 };

function count(passed, failed) {
  total.passed += passed;
  total.failed += failed;
}

async function step(title, work) {
  process.stdout.write(`\n── ${title}\n`);
  const start = Date.now();
  const before = total.failed;
  try {
    await work();
  } catch (error) {
    process.stdout.write(`${error instanceof Error ? error.message : String(error)}\n`);
    count(0, 1);
  }
  const verdict = total.failed === before ? 'passed' : 'FAILED';
  process.stdout.write(`── ${title}: ${verdict} (${((Date.now() - start) / 1000).toFixed(1)} s)\n`);
}

/** A program whose exit code is its whole answer. */
function check(title, file, args) {
  return step(title, async () => {
    const code = await runNode(file, args, { env, limitMs: 10 * minute });
    count(code === 0 ? 1 : 0, code === 0 ? 0 : 1);
  });
}

function readReport(file) {
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : null;
}

async function vitest() {
  const file = join(reports, 'vitest.json');
  const args = ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${file}`];
  const code = await runNode(installed('vitest', 'vitest.mjs'), args, { env, limitMs: (long ? 240 : 30) * minute });
  const report = readReport(file);
  if (report === null) throw new Error('Vitest left no report');
  // A file that could not even be read has no test that failed.
  const broken = report.testResults.filter(
    ({ status, assertionResults }) => status === 'failed' && !assertionResults.some((test) => test.status === 'failed'),
  );
  const failed = report.numFailedTests + broken.length;
  count(report.numPassedTests, failed === 0 && code !== 0 ? 1 : failed);
}

function poolerProject() {
  if (existsSync('/usr/sbin/pgbouncer')) return ['pgbouncer'];
  process.stdout.write(
    'PgBouncer is not installed (apt-get install pgbouncer): the main job is not tried through it\n',
  );
  return [];
}

async function playwright() {
  const file = join(reports, 'playwright.json');
  const reportEnv = { ...env, SAHOOL_E2E_REPORT: '1', PLAYWRIGHT_JSON_OUTPUT_FILE: file };
  const cli = installed('@playwright', 'test', 'cli.js');
  const projects = ['e2e', ...(long ? ['long', ...poolerProject()] : [])].map((name) => `--project=${name}`);
  const code = await runNode(cli, ['test', ...projects], { env: reportEnv, limitMs: (long ? 150 : 20) * minute });
  const report = readReport(file);
  if (report === null) throw new Error('Playwright left no report');
  const { expected, unexpected, flaky, skipped } = report.stats;
  // A test that was skipped because an earlier one failed has not passed; errors outside of tests are failures too.
  const failed = unexpected + flaky + skipped + report.errors.length;
  count(expected, failed === 0 && code !== 0 ? 1 : failed);
}

await installIfNeeded();
await check('format', installed('prettier', 'bin', 'prettier.cjs'), ['--check', '--log-level', 'warn', '.']);
await check('lint', installed('oxlint', 'bin', 'oxlint'), ['--type-aware', '--deny-warnings', '.']);
await check('types', installed('typescript', 'bin', 'tsc'), ['--noEmit', '-p', 'tsconfig.json']);
await check('translations', join(root, 'scripts', 'check-translations.mjs'), []);
let built = false;
await step('build', async () => {
  await buildIfNeeded({ quiet: true });
  built = true;
  count(1, 0);
});
await step('tests', vitest);
if (built) await step('end to end', playwright);

rmSync(reports, { recursive: true, force: true });
process.stdout.write(`\n${total.passed} passed, ${total.failed} failed\n`);
process.exit(total.failed === 0 ? 0 : 1);
