import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addRate } from '../../../electron/billing/add-rate';
import { createPlan, deletePlan, updatePlan } from '../../../electron/billing/plans';
import { setBusiness } from '../../../electron/billing/set-business';
import { createTenant, deleteTenant, updateTenant } from '../../../electron/billing/tenants';
import { businessSettingsSchema } from '../../../electron/contract/business';
import { decimalSchema } from '../../../electron/contract/amount';
import { calendarDateSchema } from '../../../electron/contract/calendar-date';
import { planIdSchema, tenantIdSchema } from '../../../electron/contract/ids';
import { planInputSchema } from '../../../electron/contract/plans';
import { tenantInputSchema } from '../../../electron/contract/tenants';
import { serviceCreatesSubscription } from '../../support/service-writes';
import { actor, look, lookOne, newKey, openOffice, refusal, type Office } from './office';

let office: Office;
beforeAll(async () => {
  office = await openOffice();
});
afterAll(() => office.close());

const contact = {
  name: null,
  nameAr: 'صالح',
  email: 'a@b.example',
  phone: '777',
  address: null,
  city: 'إب',
  governorate: 'إب',
};
const tenant = tenantInputSchema.parse({
  name: 'Ibb Nurseries',
  nameAr: 'مشاتل إب',
  taxId: null,
  contact,
  isActive: true,
});

describe('tenants', () => {
  it('are registered once, changed with their version, and deleted while nothing hangs on them', async () => {
    const tenantId = tenantIdSchema.parse('ibb-nurseries');
    const create = () => createTenant(office.database, actor, { key: newKey(), tenantId, tenant });
    await create();
    expect(await refusal(create())).toMatchObject({ code: 'tenant_exists' });
    const read = () =>
      lookOne<{ version: string; contact: unknown; name: string }>(
        office.database,
        'SELECT xmin::text AS version, contact, name FROM public.tenants WHERE tenant_id = $1',
        [tenantId],
      );
    await look(office.database, `UPDATE public.tenants SET contact = contact || '{"fax": "1"}' WHERE tenant_id = $1`, [
      tenantId,
    ]);
    const { version } = await read();
    const renamed = { ...tenant, name: 'Ibb Green Nurseries' };
    await updateTenant(office.database, actor, { key: newKey(), tenantId, version, tenant: renamed });
    expect(await read()).toMatchObject({
      name: 'Ibb Green Nurseries',
      contact: { name_ar: 'صالح', city: 'إب', fax: '1' },
    });
    expect(
      await refusal(updateTenant(office.database, actor, { key: newKey(), tenantId, version, tenant })),
    ).toMatchObject({ code: 'conflict' });
    await deleteTenant(office.database, actor, { key: newKey(), tenantId });
    expect(await refusal(deleteTenant(office.database, actor, { key: newKey(), tenantId }))).toMatchObject({
      code: 'not_found',
    });
    const farm = await office.tenant();
    expect(
      await refusal(deleteTenant(office.database, actor, { key: newKey(), tenantId: farm.tenantId })),
    ).toMatchObject({ code: 'tenant_in_use' });
  });

  it('that only the service names are registered by a change', async () => {
    const tenantId = tenantIdSchema.parse('known to the service');
    const change = (version: string) =>
      updateTenant(office.database, actor, { key: newKey(), tenantId, version, tenant });
    expect(await refusal(change('0'))).toMatchObject({ code: 'not_found' });
    const client = await office.database.connectClient();
    await serviceCreatesSubscription(client, { tenantId });
    await client.end();
    expect(await refusal(change('1'))).toMatchObject({ code: 'conflict' });
    await change('0');
    expect(await refusal(change('0'))).toMatchObject({ code: 'conflict' });
  });
});

const plan = planInputSchema.parse({
  name: 'Season',
  nameAr: 'الموسم',
  description: null,
  descriptionAr: null,
  tier: 'starter',
  pricing: { monthlyUsd: '12.50', quarterlyUsd: null, yearlyUsd: '120.00', setupFeeUsd: '5.00' },
  limits: [
    { metric: 'fields', limit: 4 },
    { metric: 'api_calls_per_day', limit: -1 },
  ],
  trialDays: 7,
  isActive: true,
});

describe('plans', () => {
  it('are written as the service reads them', async () => {
    const planId = planIdSchema.parse('season');
    const create = () => createPlan(office.database, actor, { key: newKey(), planId, plan });
    await create();
    expect(await refusal(create())).toMatchObject({ code: 'plan_exists' });
    const read = () =>
      lookOne<{ version: string }>(
        office.database,
        'SELECT xmin::text AS version, pricing, limits, tier, trial_days FROM public.plans WHERE plan_id = $1',
        [planId],
      );
    const first = await read();
    expect(first).toMatchObject({
      pricing: { monthly_usd: '12.50', quarterly_usd: null, yearly_usd: '120.00', setup_fee_usd: '5.00' },
      limits: { fields: 4, api_calls_per_day: -1 },
      tier: 'starter',
      trial_days: 7,
    });
    const changed = { ...plan, limits: [{ metric: 'fields', limit: 5 }] };
    await updatePlan(office.database, actor, { key: newKey(), planId, version: first.version, plan: changed });
    expect(await read()).toMatchObject({ limits: { fields: 5 } });
    expect(
      await refusal(updatePlan(office.database, actor, { key: newKey(), planId, version: first.version, plan })),
    ).toMatchObject({ code: 'conflict' });
    const twice = { ...plan, limits: [...changed.limits, ...changed.limits] };
    const { version } = await read();
    expect(
      await refusal(updatePlan(office.database, actor, { key: newKey(), planId, version, plan: twice })),
    ).toMatchObject({ code: 'bad_input' });
    await deletePlan(office.database, actor, { key: newKey(), planId });
  });

  it('are not deleted once a subscription has used them', async () => {
    await office.tenant({ planId: 'enterprise' });
    expect(
      await refusal(deletePlan(office.database, actor, { key: newKey(), planId: planIdSchema.parse('enterprise') })),
    ).toMatchObject({ code: 'plan_in_use' });
  });
});

describe('the business', () => {
  it('is set with its version, and only with a zone that the server knows', async () => {
    const read = () =>
      lookOne<{ version: string; value: unknown }>(
        office.database,
        `SELECT xmin::text AS version, value FROM billing_desktop.settings WHERE key = 'business'`,
      );
    const { version, value } = await read();
    const settings = businessSettingsSchema.parse(value);
    const changed = { ...settings, zone: 'Asia/Riyadh', taxRate: decimalSchema.parse('5') };
    const answer = await setBusiness(office.database, actor, { key: newKey(), version, settings: changed });
    expect(answer).toEqual({ version: (await read()).version });
    expect(await refusal(setBusiness(office.database, actor, { key: newKey(), version, settings }))).toMatchObject({
      code: 'conflict',
    });
    expect(
      await refusal(
        setBusiness(office.database, actor, {
          key: newKey(),
          ...answer,
          settings: { ...settings, zone: 'Asia/Nowhere' },
        }),
      ),
    ).toMatchObject({ code: 'bad_input' });
  });

  it('keeps every rate that was entered', async () => {
    const date = calendarDateSchema.parse('2026-01-01');
    const key = newKey();
    const add = (rate: string, by = newKey()) =>
      addRate(office.database, actor, { key: by, date, rate: decimalSchema.parse(rate) });
    await add('1540', key);
    await add('1540', key);
    await add('1541.25');
    expect(
      await look(office.database, 'SELECT rate FROM billing_desktop.exchange_rates WHERE rate_date = $1 ORDER BY id', [
        date,
      ]),
    ).toEqual([{ rate: '1540.000000' }, { rate: '1541.250000' }]);
    expect(await refusal(add('1542', key))).toMatchObject({ code: 'key_reused' });
  });
});
