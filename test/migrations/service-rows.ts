import {
  serviceCancels,
  serviceChangesCycle,
  serviceChangesPlan,
  serviceCreatesInvoice,
  serviceCreatesPayment,
  serviceCreatesSubscription,
  serviceFailsPayment,
  serviceNumbers,
  servicePays,
  serviceRecordsUsage,
  serviceSetsPaymentMethod,
  type ServiceClient,
} from '../support/service-writes';

export const givenTables = ['subscriptions', 'invoices', 'payments', 'usage_records'] as const;

/** Every kind of write that the service does, once; `round` keeps tenants and numbers of several calls apart. */
export async function everyServiceWrite(client: ServiceClient, round = 1): Promise<void> {
  const number = serviceNumbers(2025, round * 100);
  const active = await serviceCreatesSubscription(client, { tenantId: `tenant-${round}-a`, cycle: 'quarterly' });
  const trial = await serviceCreatesSubscription(client, { tenantId: `tenant-${round}-b`, trialDays: 14 });
  const yer = await serviceCreatesSubscription(client, { tenantId: `tenant-${round}-c`, currency: 'YER' });

  await serviceChangesPlan(client, active.id, 'professional');
  await serviceChangesCycle(client, active.id, 'yearly');
  await serviceSetsPaymentMethod(client, active.id, 'tharwatt');

  const whole = await serviceCreatesInvoice(client, active, { number: number(), total: '99.00' });
  await servicePays(client, { invoiceId: whole, tenantId: active.tenantId, amount: '99.00' });

  const partly = await serviceCreatesInvoice(client, yer, { number: number(), total: '15000.50' });
  await servicePays(client, {
    invoiceId: partly,
    tenantId: yer.tenantId,
    amount: '5000.25',
    currency: 'YER',
    method: 'mobile_money',
  });

  const open = await serviceCreatesInvoice(client, trial, { number: number(), total: '29.00' });
  const failing = await serviceCreatesPayment(client, { invoiceId: open, tenantId: trial.tenantId, amount: '29.00' });
  await serviceFailsPayment(client, failing, 'card declined');
  await serviceCreatesPayment(client, { invoiceId: open, tenantId: trial.tenantId, amount: '29.00' });

  await serviceRecordsUsage(client, active, 'satellite_analyses', 3);
  await serviceCancels(client, trial.id, false);
  await serviceCancels(client, yer.id, true);
}
