import files from 'node:fs/promises';
import { syncBuiltinESMExports } from 'node:module';
import { recordPayment } from '../../electron/billing/record-payment';
import { recordPaymentSchema } from '../../electron/contract/payments';
import { BillingClient } from '../../electron/database/client';
import { openDatabaseFromUrl } from '../../electron/database/database';
import { openCommandJournal } from '../../electron/settings/command-journal';

/*
 * What main does with one payment, in a process that ends itself at a named point, as a power cut would:
 * `<url> <folder of the journal> <point> <the payment as JSON>`. It tells each point that it passes, one a line.
 */
const [url = '', folder = '', fatal = '', content = ''] = process.argv.slice(2);

function pass(point: string): void {
  if (point === fatal) process.kill(process.pid, 'SIGKILL');
  console.log(point);
}

/** Each statement to the server is two points: when it has been sent, and when it has been answered. */
function countStatements(): void {
  let count = 0;
  const plain: unknown = Reflect.get(BillingClient.prototype, 'query');
  if (typeof plain !== 'function') throw new Error('no query to stand before');
  Object.defineProperty(BillingClient.prototype, 'query', {
    value(this: BillingClient, ...args: unknown[]): unknown {
      count += 1;
      const text = typeof args[0] === 'string' ? args[0] : '';
      const name = text.startsWith('COMMIT') ? 'commit' : `statement ${count}`;
      const last = args.at(-1);
      if (typeof last === 'function') {
        args[args.length - 1] = (...answer: unknown[]): unknown => {
          pass(`${name} answered`);
          return Reflect.apply(last, this, answer) as unknown;
        };
      }
      const outcome: unknown = Reflect.apply(plain, this, args);
      // The socket gets it within this turn of the loop.
      setImmediate(() => pass(`${name} sent`));
      return outcome;
    },
  });
}

/** The journal's file is two more: written and flushed under another name, and under its own. */
function countFiles(): void {
  const { rename, rm } = files;
  files.rename = async (from, to) => {
    pass('file beside');
    await rename(from, to);
    pass('file in place');
  };
  files.rm = async (path, options) => {
    await rm(path, options);
    pass('file gone');
  };
  syncBuiltinESMExports();
}

const input = recordPaymentSchema.parse(JSON.parse(content));
const journal = openCommandJournal(folder, (path) => console.error(path));
const database = await openDatabaseFromUrl(url);
countStatements();
countFiles();
pass('asked');
await journal.write({ key: input.key, database: 'the office', channel: 'payments.record', content: input });
pass('written down');
await recordPayment(database, { machine: 'child' }, input);
pass('answered');
await journal.remove(input.key);
pass('struck out');
await database.close();
pass('closed');
