import { runVerification } from '../billing/verify';
import type { CliCommand } from './command';
import { databaseOptions, withBilling } from './open';
import { describeFinding } from './sentences';

export const verifyCommand: CliCommand = {
  area: 'verify',
  verb: '',
  usage: '',
  summary: "Checks the books' invariants. Findings of the service or from before are listed apart and do not fail it.",
  options: databaseOptions,
  run: ({ options, output }) =>
    withBilling(options, 'read', async (database) => {
      const result = await runVerification(database);
      for (const { invariant, rows } of result.checked) output.line(`invariant ${invariant}: ${rows} rows checked`);
      for (const origin of ['desktop', 'service', 'inherited'] as const) {
        const findings = result.findings.filter((finding) => finding.origin === origin);
        if (findings.length > 0) output.line(`${origin}: ${findings.length}`);
        for (const { invariant, entity, id, code, details } of findings) {
          output.line(`  ${invariant}  ${entity} ${id}: ${describeFinding(code, details, output.language)}`);
        }
      }
      output.line(result.clean ? 'The books are in order.' : 'The books are NOT in order.');
      output.value(result);
      return result.clean ? 0 : 1;
    }),
};
