import { randomUUID } from 'node:crypto';
import type { Client } from 'pg';
import { createDraft } from '../../electron/billing/create-draft';
import { issueInvoice } from '../../electron/billing/issue-invoice';
import { recordPayment } from '../../electron/billing/record-payment';
import { invoices } from '../../electron/contract/invoices';
import { recordPaymentSchema } from '../../electron/contract/payments';
import type { Database } from '../../electron/database/database';
import { readToday } from '../../electron/database/queries/server-date';
import { compare, type Result } from './measure';

const actor = { machine: 'bench' };

interface Issued {
  readonly id: string;
  readonly tenantId: string;
}

/** Issue and payment through the use cases, each against one fsynced row: the least that a durable write can cost. */
export async function benchWrites(database: Database, client: Client, rounds: number): Promise<Result[]> {
  await client.query(
    'CREATE TABLE public.bench_commits (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, note text)',
  );
  const oneRow = (): Promise<unknown> => client.query(`INSERT INTO public.bench_commits (note) VALUES ('one row')`);
  const today = await readToday(database);
  const drafts: { id: string; version: string; tenantId: string }[] = [];
  const issued: Issued[] = [];

  const { rows: subscriptions } = await client.query<{ id: string; tenant_id: string; currency: string }>(
    `SELECT id, tenant_id, currency FROM public.subscriptions WHERE currency = 'USD' ORDER BY tenant_id LIMIT 500`,
  );
  const draft = async (): Promise<void> => {
    const subscription = subscriptions[drafts.length % subscriptions.length];
    if (!subscription) throw new Error('no subscription');
    const { id, version } = await createDraft(
      database,
      actor,
      invoices.createDraft.input.parse({
        key: randomUUID(),
        draft: {
          tenantId: subscription.tenant_id,
          subscriptionId: subscription.id,
          currency: subscription.currency,
          issueDate: today,
          dueDate: today,
          lines: [{ description: 'Starter', descriptionAr: 'المبتدئ', quantity: '2', unitPrice: '29.00' }],
          discountAmount: '0.00',
          taxRate: '0',
          notes: null,
          notesAr: null,
        },
      }),
    );
    drafts.push({ id, version, tenantId: subscription.tenant_id });
  };
  // As many as the comparison will ask for, with its warming up.
  for (let place = 0; place < rounds * 2; place += 1) await draft();

  let next = 0;
  const issue = async (): Promise<void> => {
    const taken = drafts[next];
    next += 1;
    if (!taken) throw new Error('no draft left');
    const { id, version } = taken;
    await issueInvoice(database, actor, invoices.issue.input.parse({ key: randomUUID(), id, version }));
    issued.push(taken);
  };
  const issueResult = await compare(issue, oneRow, rounds);

  const pay = async (): Promise<void> => {
    const invoice = issued.pop();
    if (!invoice) throw new Error('no invoice left');
    await recordPayment(
      database,
      actor,
      recordPaymentSchema.parse({
        key: randomUUID(),
        tenantId: invoice.tenantId,
        amount: '58.00',
        currency: 'USD',
        method: 'cash',
        reference: null,
        payerNumber: null,
        paidOn: today,
        pending: false,
        note: null,
        allocations: [{ invoiceId: invoice.id, amount: '58.00' }],
      }),
    );
  };
  const payResult = await compare(pay, oneRow, rounds);
  return [
    { work: 'issue an invoice', against: 'one fsynced row', ...issueResult, aim: 15, bound: 40 },
    { work: 'record a payment', against: 'one fsynced row', ...payResult, aim: 12, bound: 35 },
  ];
}
