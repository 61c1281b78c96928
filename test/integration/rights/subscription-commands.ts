import { cancelSubscription, reactivateSubscription } from '../../../electron/billing/cancel-subscription';
import { changeCycle } from '../../../electron/billing/changes/change-cycle';
import { changePlan } from '../../../electron/billing/changes/change-plan';
import { previewChange } from '../../../electron/billing/changes/preview-change';
import { takeBackChange } from '../../../electron/billing/changes/take-back-change';
import { deleteSubscription } from '../../../electron/billing/delete-subscription';
import { createPlan, deletePlan, updatePlan } from '../../../electron/billing/plans';
import { resumeSubscription, suspendSubscription } from '../../../electron/billing/suspend-subscription';
import { deleteTenant, updateTenant } from '../../../electron/billing/tenants';
import { updateSubscription } from '../../../electron/billing/update-subscription';
import { api } from '../../../electron/contract/api';
import { addDays } from '../../../electron/contract/calendar-date';
import { planIdSchema } from '../../../electron/contract/ids';
import type { ChangeRequest } from '../../../electron/contract/subscription-changes';
import type { Database } from '../../../electron/database/database';
import { getPlan } from '../../../electron/database/queries/plans';
import { getSubscription } from '../../../electron/database/queries/subscriptions';
import { getTenant } from '../../../electron/database/queries/tenants';
import { actor, newKey, officeOf } from '../billing/office';
import type { Office } from '../billing/office';
import { parse } from './role-desk';
import type { Commands, Desk } from './role-desk';

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

/** Subscriptions and their changes, customers and plans. */
export function subscriptionCommands(desk: () => Desk): Commands {
  const officeFor = (as: Database): Office => officeOf(as, '', () => Promise.resolve());
  const changing = async (change: ChangeRequest) => {
    const { subscriptionId: id } = await desk().rights.office.accountant.tenant({
      startDate: addDays(desk().today, -10),
    });
    return { id, expected: (await previewChange(desk().rights.as.accountant, { id, change })).expected };
  };
  return {
    'subscriptions.create': (as) => officeFor(as).tenant(),
    async 'subscriptions.suspend'(as) {
      const { subscriptionId: id } = await desk().rights.office.accountant.tenant();
      return suspendSubscription(as, actor, parse(api.subscriptions.suspend.input, { id, reason: 'asked for' }));
    },
    async 'subscriptions.resume'(as) {
      const { subscriptionId: id } = await desk().rights.office.accountant.tenant();
      await suspendSubscription(
        desk().rights.as.accountant,
        actor,
        parse(api.subscriptions.suspend.input, { id, reason: 'asked for' }),
      );
      return resumeSubscription(as, actor, parse(api.subscriptions.resume.input, { id }));
    },
    async 'subscriptions.cancel'(as) {
      const { subscriptionId: id } = await desk().rights.office.accountant.tenant();
      return cancelSubscription(
        as,
        actor,
        parse(api.subscriptions.cancel.input, { id, when: 'now', reason: 'asked for' }),
      );
    },
    async 'subscriptions.reactivate'(as) {
      const { subscriptionId: id } = await desk().rights.office.accountant.tenant();
      await cancelSubscription(
        desk().rights.as.accountant,
        actor,
        parse(api.subscriptions.cancel.input, { id, when: 'period_end', reason: 'asked for' }),
      );
      return reactivateSubscription(as, actor, parse(api.subscriptions.reactivate.input, { id }));
    },
    async 'subscriptions.delete'(as) {
      const { subscriptionId: id } = await desk().rights.office.accountant.tenant();
      return deleteSubscription(as, actor, parse(api.subscriptions.delete.input, { id }));
    },
    async 'tenants.update'(as) {
      const { version, name, nameAr, taxId, contact, isActive } = await getTenant(
        as,
        parse(api.tenants.get.input, desk().tenant),
      );
      const changed = { name: `${name}.`, nameAr, taxId, contact, isActive };
      return updateTenant(
        as,
        actor,
        parse(api.tenants.update.input, { tenantId: desk().tenant.tenantId, version, tenant: changed }),
      );
    },
    async 'tenants.delete'(as) {
      const { tenantId, subscriptionId } = await desk().rights.office.accountant.tenant();
      await deleteSubscription(
        desk().rights.as.accountant,
        actor,
        parse(api.subscriptions.delete.input, { id: subscriptionId }),
      );
      return deleteTenant(as, actor, parse(api.tenants.delete.input, { tenantId }));
    },
    'plans.create': (as) => createPlan(as, actor, parse(api.plans.create.input, plan(`own-${newKey()}`))),
    async 'plans.delete'(as) {
      const { planId } = await createPlan(
        desk().rights.as.accountant,
        actor,
        parse(api.plans.create.input, plan(`own-${newKey()}`)),
      );
      return deletePlan(as, actor, parse(api.plans.delete.input, { planId }));
    },
    async 'subscriptions.update'(as) {
      const { subscriptionId: id } = await desk().rights.office.accountant.tenant();
      const { version } = await getSubscription(as, { id });
      const input = { id, version, paymentMethod: 'cash' };
      return updateSubscription(as, actor, parse(api.subscriptions.update.input, input));
    },
    async 'subscriptions.changePlan'(as) {
      const { id, expected } = await changing({ kind: 'plan', planId: planIdSchema.parse('professional') });
      return changePlan(as, actor, parse(api.subscriptions.changePlan.input, { id, planId: 'professional', expected }));
    },
    async 'subscriptions.changeCycle'(as) {
      const { id, expected } = await changing({ kind: 'cycle', cycle: 'yearly' });
      return changeCycle(as, actor, parse(api.subscriptions.changeCycle.input, { id, cycle: 'yearly', expected }));
    },
    async 'subscriptions.takeBackChange'(as) {
      const { id, expected } = await changing({ kind: 'cycle', cycle: 'yearly' });
      const change = parse(api.subscriptions.changeCycle.input, { id, cycle: 'yearly', expected });
      await changeCycle(desk().rights.as.accountant, actor, change);
      const back = await previewChange(desk().rights.as.accountant, { id, change: { kind: 'take_back' } });
      const input = { id, expected: back.expected };
      return takeBackChange(as, actor, parse(api.subscriptions.takeBackChange.input, input));
    },
    async 'plans.update'(as) {
      const { planId, version, ...plan } = await getPlan(as, { planId: planIdSchema.parse('enterprise') });
      const input = { planId, version, plan: { ...plan, description: 'for many farms' } };
      return updatePlan(as, actor, parse(api.plans.update.input, input));
    },
  };
}
