import { randomUUID } from 'node:crypto';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import { multiplyToAmount } from '../../../electron/contract/amount';
import { invoiceIdSchema, paymentIdSchema, type CommandKey, commandKeySchema } from '../../../electron/contract/ids';
import { call } from '../../support/bridge';
import { tourFolder, type Step, type Tour } from './tour';

function newKey(): CommandKey {
  return commandKeySchema.parse(randomUUID());
}

async function savePdf(tour: Tour, kind: 'invoice' | 'receipt', id: string): Promise<void> {
  const filePath = join(tourFolder, `${kind}.pdf`);
  await tour.app.answerDialog({ dialog: 'showSaveDialog', answer: { canceled: false, filePath } });
  const document =
    kind === 'invoice'
      ? ({ kind, id: invoiceIdSchema.parse(id) } as const)
      : ({ kind, id: paymentIdSchema.parse(id) } as const);
  const saved = await call(tour.page, 'documents', 'savePdf', { documents: [document], language: 'both' });
  expect(saved).toEqual({ saved: [filePath], canceled: false });
  expect((await stat(filePath)).size).toBeGreaterThan(10_000);
}

/** A payment of a part of an open invoice, and both papers. */
export const documentSteps: readonly Step[] = [
  {
    name: 'a payment',
    async run({ page, records }) {
      const { rows } = await call(page, 'invoices', 'list', {
        filter: { standing: ['overdue', 'pending'] },
        sort: { column: 'due_date', direction: 'asc' },
        page: { from: 'start', limit: 1 },
      });
      const [invoice] = rows;
      if (invoice === undefined) throw new Error('the sample data has no open invoice');
      const amount = multiplyToAmount(invoice.amountDue, '0.4');
      const payment = await call(page, 'payments', 'record', {
        key: newKey(),
        tenantId: invoice.tenantId,
        amount,
        currency: invoice.currency,
        method: 'cash',
        reference: null,
        payerNumber: null,
        paidOn: invoice.issueDate,
        pending: false,
        note: null,
        allocations: [{ invoiceId: invoice.id, amount }],
      });
      expect(payment.status).toBe('succeeded');
      records.set('invoice', invoice.id);
      records.set('payment', payment.id);
      records.set('tenant', invoice.tenantId);
      const owing = await call(page, 'receivables', 'list', {
        filter: {},
        sort: { column: 'overdue', direction: 'desc' },
        page: { from: 'start', limit: 1 },
      });
      const line = await call(page, 'bank', 'list', {
        filter: { state: 'waiting' },
        sort: { column: 'booked_on', direction: 'asc' },
        page: { from: 'start', limit: 1 },
      });
      for (const { id } of owing.rows) records.set('receivable', id);
      for (const { id } of line.rows) records.set('bankLine', id);
    },
  },
  {
    name: 'the invoice as a PDF',
    run: (tour) => savePdf(tour, 'invoice', tour.records.get('invoice') ?? ''),
  },
  {
    name: 'the receipt as a PDF',
    run: (tour) => savePdf(tour, 'receipt', tour.records.get('payment') ?? ''),
  },
];
