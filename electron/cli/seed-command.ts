import { seedSampleData } from '../billing/sample-data/seed';
import type { CliCommand } from './command';
import { databaseOptions, withBilling } from './open';

export const seedCommand: CliCommand = {
  area: 'seed',
  verb: '',
  usage: '',
  summary: 'Fills a database without invoices with sample customers, subscriptions, invoices and payments.',
  options: databaseOptions,
  run: ({ options, output }) =>
    withBilling(options, 'write', async (database) => {
      const counts = await seedSampleData(database);
      output.line(
        Object.entries(counts)
          .map(([name, count]) => `${count} ${name}`)
          .join(', '),
      );
      output.value(counts);
      return 0;
    }),
};
