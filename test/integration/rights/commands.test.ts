import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addRate } from '../../../electron/billing/add-rate';
import { allocateCredit } from '../../../electron/billing/allocate-credit';
import { cancelSubscription, reactivateSubscription } from '../../../electron/billing/cancel-subscription';
import { confirmPayment } from '../../../electron/billing/confirm-payment';
import { countPrint } from '../../../electron/billing/count-print';
import { deleteDraft } from '../../../electron/billing/delete-draft';
import { deleteSubscription } from '../../../electron/billing/delete-subscription';
import { markPaymentFailed } from '../../../electron/billing/fail-payment';
import { issueInvoice } from '../../../electron/billing/issue-invoice';
import { createPlan, deletePlan } from '../../../electron/billing/plans';
import { recordUsage } from '../../../electron/billing/record-usage';
import { reversePayment } from '../../../electron/billing/reverse-payment';
import { setBusiness } from '../../../electron/billing/set-business';
import { setNotes } from '../../../electron/billing/set-notes';
import { resumeSubscription, suspendSubscription } from '../../../electron/billing/suspend-subscription';
import { deleteTenant, updateTenant } from '../../../electron/billing/tenants';
import { updateDraft } from '../../../electron/billing/update-draft';
import { runUpkeep } from '../../../electron/billing/upkeep/run-upkeep';
import { voidInvoice } from '../../../electron/billing/void-invoice';
import { runVerification } from '../../../electron/billing/verify';
import { api, type Parsed } from '../../../electron/contract/api';
import { addDays, calendarDateSchema } from '../../../electron/contract/calendar-date';
import { grantedRoles, leastRole, type GrantedRole } from '../../../electron/contract/rights';
import type { Database } from '../../../electron/database/database';
import { listAudit } from '../../../electron/database/queries/audit';
import { getBusinessSettings } from '../../../electron/database/queries/business';
import { getInvoice } from '../../../electron/database/queries/invoices';
import { getPayment } from '../../../electron/database/queries/payments';
import { getPlan } from '../../../electron/database/queries/plans';
import { getSubscription } from '../../../electron/database/queries/subscriptions';
import { getTenant } from '../../../electron/database/queries/tenants';
import { getToday } from '../../../electron/database/queries/today';
import { actor, lookOne, newKey, refusal } from '../billing/office';
import { openRightsOffice, type RightsOffice } from './rights-office';

let rights: RightsOffice;
let tenant: { tenantId: string; subscriptionId: string };
let today: string;
beforeAll(async () => {
  rights = await openRightsOffice();
  tenant = await rights.office.accountant.tenant();
  today = await rights.office.viewer.today();
});
afterAll(() => rights?.close());

const parse = <T>(input: { parse(value: unknown): T }, value: object): T => input.parse({ key: newKey(), ...value });

const plan = (planId: string) => ({
  planId,
  plan: {
    name: 'Own',
    nameAr: 'خاصة',
    description: null,
    descriptionAr: null,
    tier: 'starter',
    pricing: { monthlyUsd: '10.00', quarterlyUsd: null, yearlyUsd: null, setupFeeUsd: null },
    limits: [],
    isActive: true,
    trialDays: 0,
  },
});

/** One of each command as its least role gives it; each makes what it needs as an accountant. */
const commands: Readonly<Record<string, (as: Database) => Promise<unknown>>> = {
  'business.addRate': (as) => addRate(as, actor, parse(api.business.addRate.input, { date: today, rate: '530' })),
  async 'business.set'(as) {
    const { version, ...settings } = await getBusinessSettings(as);
    return setBusiness(as, actor, parse(api.business.set.input, { version, settings }));
  },
  'invoices.createDraft': (as) => rights.office[roleOf(as)].draft(tenant, '10.00'),
  async 'invoices.updateDraft'(as) {
    const { id, version } = await rights.office.accountant.draft(tenant, '10.00');
    const draft = {
      ...tenant,
      currency: 'USD',
      issueDate: today,
      dueDate: today,
      discountAmount: '0.00',
      taxRate: '5',
      notes: null,
      notesAr: null,
      lines: [{ description: 'x', descriptionAr: 'س', quantity: '2', unitPrice: '3.33' }],
    };
    return updateDraft(as, actor, parse(api.invoices.updateDraft.input, { id, version, draft }));
  },
  async 'invoices.deleteDraft'(as) {
    const { id } = await rights.office.accountant.draft(tenant, '10.00');
    return deleteDraft(as, actor, parse(api.invoices.deleteDraft.input, { id }));
  },
  async 'invoices.issue'(as) {
    const { id, version } = await rights.office.accountant.draft(tenant, '10.00');
    return issueInvoice(as, actor, { key: newKey(), id, version });
  },
  async 'invoices.void'(as) {
    const id = await rights.office.accountant.invoice(tenant, '10.00');
    return voidInvoice(as, actor, parse(api.invoices.void.input, { id, reason: 'twice' }));
  },
  async 'invoices.setNotes'(as) {
    const id = await rights.office.accountant.invoice(tenant, '10.00');
    return setNotes(as, actor, parse(api.invoices.setNotes.input, { id, notes: 'seen', notesAr: null }));
  },
  async 'payments.record'(as) {
    const id = await rights.office.accountant.invoice(tenant, '10.00');
    return rights.office[roleOf(as)].pay(tenant.tenantId, '10.00', [[id, '10.00']]);
  },
  async 'payments.confirm'(as) {
    const { id } = await pending();
    return confirmPayment(as, actor, parse(api.payments.confirm.input, { id, paidOn: today }));
  },
  async 'payments.markFailed'(as) {
    const { id } = await pending();
    return markPaymentFailed(as, actor, parse(api.payments.markFailed.input, { id, reason: 'bounced' }));
  },
  async 'payments.allocate'(as) {
    const [first, second] = [
      await rights.office.accountant.invoice(tenant, '5.00'),
      await rights.office.accountant.invoice(tenant, '5.00'),
    ];
    const { id } = await rights.office.clerk.pay(tenant.tenantId, '10.00', [[first, '5.00']]);
    return allocateCredit(
      as,
      actor,
      parse(api.payments.allocate.input, { id, allocations: [{ invoiceId: second, amount: '4.00' }] }),
    );
  },
  async 'payments.reverse'(as) {
    const invoice = await rights.office.accountant.invoice(tenant, '5.00');
    const { id } = await rights.office.clerk.pay(tenant.tenantId, '5.00', [[invoice, '5.00']]);
    return reversePayment(as, actor, parse(api.payments.reverse.input, { id, reason: 'mistake' }));
  },
  'subscriptions.create': (as) => rights.office[roleOf(as)].tenant(),
  async 'subscriptions.suspend'(as) {
    const { subscriptionId: id } = await rights.office.accountant.tenant();
    return suspendSubscription(as, actor, parse(api.subscriptions.suspend.input, { id, reason: 'asked for' }));
  },
  async 'subscriptions.resume'(as) {
    const { subscriptionId: id } = await rights.office.accountant.tenant();
    await suspendSubscription(
      rights.as.accountant,
      actor,
      parse(api.subscriptions.suspend.input, { id, reason: 'asked for' }),
    );
    return resumeSubscription(as, actor, parse(api.subscriptions.resume.input, { id }));
  },
  async 'subscriptions.cancel'(as) {
    const { subscriptionId: id } = await rights.office.accountant.tenant();
    return cancelSubscription(
      as,
      actor,
      parse(api.subscriptions.cancel.input, { id, when: 'now', reason: 'asked for' }),
    );
  },
  async 'subscriptions.reactivate'(as) {
    const { subscriptionId: id } = await rights.office.accountant.tenant();
    await cancelSubscription(
      rights.as.accountant,
      actor,
      parse(api.subscriptions.cancel.input, { id, when: 'period_end', reason: 'asked for' }),
    );
    return reactivateSubscription(as, actor, parse(api.subscriptions.reactivate.input, { id }));
  },
  async 'subscriptions.delete'(as) {
    const { subscriptionId: id } = await rights.office.accountant.tenant();
    return deleteSubscription(as, actor, parse(api.subscriptions.delete.input, { id }));
  },
  async 'tenants.update'(as) {
    const { version, name, nameAr, taxId, contact, isActive } = await getTenant(
      as,
      parse(api.tenants.get.input, tenant),
    );
    const changed = { name: `${name}.`, nameAr, taxId, contact, isActive };
    return updateTenant(
      as,
      actor,
      parse(api.tenants.update.input, { tenantId: tenant.tenantId, version, tenant: changed }),
    );
  },
  async 'tenants.delete'(as) {
    const { tenantId, subscriptionId } = await rights.office.accountant.tenant();
    await deleteSubscription(
      rights.as.accountant,
      actor,
      parse(api.subscriptions.delete.input, { id: subscriptionId }),
    );
    return deleteTenant(as, actor, parse(api.tenants.delete.input, { tenantId }));
  },
  'plans.create': (as) => createPlan(as, actor, parse(api.plans.create.input, plan(`own-${newKey()}`))),
  async 'plans.delete'(as) {
    const { planId } = await createPlan(
      rights.as.accountant,
      actor,
      parse(api.plans.create.input, plan(`own-${newKey()}`)),
    );
    return deletePlan(as, actor, parse(api.plans.delete.input, { planId }));
  },
  'usage.record': (as) =>
    recordUsage(
      as,
      actor,
      parse(api.usage.record.input, {
        subscriptionId: tenant.subscriptionId,
        metric: 'fields',
        quantity: 2,
        note: null,
      }),
    ),
  async 'documents.print'(as) {
    const id = await rights.office.accountant.invoice(tenant, '1.00');
    return countPrint(as, { kind: 'invoice', id });
  },
  'verify.run': (as) => runVerification(as),
  'audit.list': (as) =>
    listAudit(as, { filter: {}, sort: { column: 'at', direction: 'desc' }, page: { from: 'start', limit: 5 } }),
};

function roleOf(as: Database): GrantedRole {
  const role = grantedRoles.find((one) => rights.as[one] === as);
  if (role === undefined) throw new Error('no role');
  return role;
}

async function pending() {
  const invoice = await rights.office.accountant.invoice(tenant, '7.00');
  return rights.office.clerk.pay(tenant.tenantId, '7.00', [[invoice, '7.00']], {
    method: 'bank_transfer',
    reference: 'B-1',
    pending: true,
  });
}

/** The role just below a channel's least one; null where none is. */
function below(channel: string): GrantedRole | null {
  const least = leastRole(channel);
  return least === 'anyone' ? null : (grantedRoles[grantedRoles.indexOf(least) - 1] ?? null);
}

describe('each command', () => {
  it.each(Object.entries(commands))(
    '%s is for its role, and PostgreSQL refuses the one below',
    async (channel, run) => {
      const least = leastRole(channel);
      if (least === 'anyone') throw new Error(`${channel} is for a role`);
      await run(rights.as[least]);
      const lesser = below(channel);
      if (lesser !== null) expect(await refusal(run(rights.as[lesser]))).toMatchObject({ code: 'no_permission' });
    },
  );

  it('leaves the books in order, each row under the name of its login', async () => {
    await rights.office.accountant.expectClean();
    const { rows } = await listAudit(rights.as.accountant, {
      filter: { entity: 'payment' } satisfies Parsed<'audit', 'list'>['filter'],
      sort: { column: 'at', direction: 'desc' },
      page: { from: 'start', limit: 50 },
    });
    expect(new Set(rows.map(({ actor: who, actorProven }) => `${who} ${actorProven}`))).toEqual(
      new Set(['clerk_one true', 'accountant_one true']),
    );
  });
});

describe('a viewer', () => {
  it('reads every kind of record, with its history', async () => {
    const as = rights.as.viewer;
    const { id } = await lookOne<{ id: string }>(as, `SELECT id FROM public.invoices WHERE status = 'pending' LIMIT 1`);
    const invoice = await getInvoice(as, parse(api.invoices.get.input, { id }));
    expect(invoice.timeline.map(({ action, actorProven }) => ({ action, actorProven }))).toContainEqual({
      action: 'issued',
      actorProven: true,
    });
    const payment = await lookOne<{ id: string }>(as, 'SELECT id FROM public.payments LIMIT 1');
    expect((await getPayment(as, parse(api.payments.get.input, payment))).timeline).not.toEqual([]);
    expect(await getSubscription(as, parse(api.subscriptions.get.input, { id: tenant.subscriptionId }))).toMatchObject({
      timeline: expect.anything(),
    });
    expect(await getTenant(as, parse(api.tenants.get.input, tenant))).toMatchObject({ tenantId: tenant.tenantId });
    expect(await getPlan(as, parse(api.plans.get.input, { planId: 'starter' }))).toMatchObject({ planId: 'starter' });
    expect(await getToday(as)).toBeDefined();
  });
});

describe('what time changes', () => {
  it('is changed under an accountant’s login as commands of its own, and not under a clerk’s', async () => {
    const office = rights.office.accountant;
    const late = await office.tenant();
    const issued = addDays(calendarDateSchema.parse(today), -40);
    const invoice = await office.invoice(late, '29.00', { issueDate: issued, dueDate: issued });
    expect(await refusal(runUpkeep(rights.as.clerk, actor))).toMatchObject({ code: 'no_permission' });
    expect(await runUpkeep(rights.as.accountant, actor)).toMatchObject({ ran: true, overdue: 1, pastDue: 1 });
    expect(await office.state(invoice)).toMatchObject({ status: 'overdue' });
    expect(await getSubscription(rights.as.viewer, { id: late.subscriptionId })).toMatchObject({ status: 'past_due' });
    await office.expectClean();
  });
});
