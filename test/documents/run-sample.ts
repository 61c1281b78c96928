import { runSummaryDocumentSchema, type RunSummaryDocument } from '../../electron/contract/run-summary';
import { seller } from './samples';

/** The summary of a run that billed in both currencies and left out so many without a rate, and some free plans. */
export function runSummary(leftOut: number, changes: Partial<RunSummaryDocument> = {}): RunSummaryDocument {
  const reasons = [
    { reason: 'free', count: 14 },
    { reason: 'no_rate', count: leftOut },
  ] as const;
  return runSummaryDocumentSchema.parse({
    kind: 'run_summary',
    snapshot: { templateVersion: 1, seller },
    asOf: '2026-02-01',
    state: 'done',
    startedOn: '2026-02-01',
    lastOn: '2026-02-01',
    startedBy: 'amal',
    candidates: 412,
    examined: 412,
    voided: 1,
    totals: [
      {
        currency: 'USD',
        invoices: 260,
        subscriptions: 251,
        first: 'SAH-2026-0401',
        last: 'SAH-2026-0660',
        subtotal: '31980.00',
        tax: '1599.00',
        total: '33579.00',
      },
      {
        currency: 'YER',
        invoices: 130,
        subscriptions: 130,
        first: 'SAH-2026-0661',
        last: 'SAH-2026-0790',
        subtotal: '20517902.50',
        tax: '0.00',
        total: '20517902.50',
      },
    ],
    plans: [
      { planName: 'Enterprise', planNameAr: 'المؤسسات', currency: 'USD', invoices: 60, total: '20958.00' },
      { planName: 'Professional', planNameAr: 'الاحترافي', currency: 'USD', invoices: 200, total: '12621.00' },
      { planName: 'Starter', planNameAr: 'المبتدئ', currency: 'YER', invoices: 130, total: '20517902.50' },
    ],
    reasons: reasons.filter(({ count }) => count > 0),
    leftOut: Array.from({ length: leftOut }, (_, index) => ({
      reason: 'no_rate',
      tenantId: `tenant-${String(index + 1).padStart(3, '0')}`,
      tenantName: `Wadi Hadramawt Growers ${index + 1}`,
      tenantNameAr: `مزارعو وادي حضرموت ${index + 1}`,
      planName: 'Professional',
      planNameAr: 'الاحترافي',
      since: '2026-01-15',
    })),
    notListed: 0,
    number: null,
    copy: 0,
    printedOn: '2026-02-02',
    ...changes,
  });
}
