import type { Output, Parsed } from '../contract/api';
import { AppError } from '../contract/result';
import { tenants, type Contact, type TenantInput } from '../contract/tenants';
import type { Database } from '../database/database';
import { noVersion, versionOf } from '../database/queries/versions';
import { runCommand, type CommandContext, type Work } from './command';

/** The keys of `tenants.contact` as the service reads them. */
function storedContact({ nameAr, ...contact }: Contact): string {
  return JSON.stringify({ ...contact, name_ar: nameAr });
}

async function insertTenant(work: Work, tenantId: string, tenant: TenantInput): Promise<void> {
  const [created] = await work.rows<{ tenant_id: string }>(
    `INSERT INTO public.tenants (tenant_id, name, name_ar, contact, tax_id, is_active)
VALUES ($1, $2, $3, $4::jsonb, $5, $6) ON CONFLICT (tenant_id) DO NOTHING RETURNING tenant_id`,
    [tenantId, tenant.name, tenant.nameAr, storedContact(tenant.contact), tenant.taxId, tenant.isActive],
  );
  if (!created) throw new AppError('tenant_exists', { tenant: tenantId });
}

/** Registers a tenant, also one that only the service's rows name so far. Throws `tenant_exists`. */
export function createTenant(
  database: Database,
  actor: CommandContext,
  input: Parsed<'tenants', 'create'>,
): Promise<Output<'tenants', 'create'>> {
  const { key, tenantId, tenant } = input;
  const answer = tenants.create.output;
  const command = { key, kind: 'tenants.create', action: 'registered', content: input, answer } as const;
  return runCommand(database, actor, command, async (work) => {
    await insertTenant(work, tenantId, tenant);
    return { tenantId };
  });
}

async function lockTenant(work: Work, tenantId: string): Promise<{ version: string } | undefined> {
  const [tenant] = await work.rows<{ version: string }>(
    `SELECT ${versionOf.tenant} AS version FROM public.tenants t WHERE t.tenant_id = $1 FOR NO KEY UPDATE OF t`,
    [tenantId],
  );
  return tenant;
}

/**
 * Changes a tenant; one that only the service's rows name is registered by it. Keys of `contact` that are not ours stay.
 * Throws `conflict`, `not_found`.
 */
export function updateTenant(
  database: Database,
  actor: CommandContext,
  input: Parsed<'tenants', 'update'>,
): Promise<Output<'tenants', 'update'>> {
  const { key, tenantId, version, tenant } = input;
  const answer = tenants.update.output;
  const command = { key, kind: 'tenants.update', action: 'updated', content: input, answer } as const;
  return runCommand(database, actor, command, async (work) => {
    const found = await lockTenant(work, tenantId);
    if (!found && !(await hasRecords(work, tenantId))) throw new AppError('not_found', { entity: 'tenant' });
    if ((found?.version ?? noVersion) !== version) throw new AppError('conflict', { entity: 'tenant' });
    if (!found) {
      await insertTenant(work, tenantId, tenant);
      return { tenantId };
    }
    await work.rows(
      `UPDATE public.tenants SET name = $2, name_ar = $3, contact = contact || $4::jsonb, tax_id = $5, is_active = $6,
  updated_at = now()
WHERE tenant_id = $1`,
      [tenantId, tenant.name, tenant.nameAr, storedContact(tenant.contact), tenant.taxId, tenant.isActive],
    );
    return { tenantId };
  });
}

async function hasRecords(work: Work, tenantId: string): Promise<boolean> {
  const { has } = await work.row<{ has: boolean }>(
    `SELECT EXISTS (SELECT FROM public.subscriptions WHERE tenant_id = $1)
  OR EXISTS (SELECT FROM public.invoices WHERE tenant_id = $1)
  OR EXISTS (SELECT FROM public.payments WHERE tenant_id = $1)
  OR EXISTS (SELECT FROM public.usage_records WHERE tenant_id = $1) AS has`,
    [tenantId],
  );
  return has;
}

/** Deletes a tenant on whom nothing hangs at all. Throws `tenant_in_use` (set it inactive instead), `not_found`. */
export function deleteTenant(
  database: Database,
  actor: CommandContext,
  input: Parsed<'tenants', 'delete'>,
): Promise<Output<'tenants', 'delete'>> {
  const { key, tenantId } = input;
  const answer = tenants.delete.output;
  const command = { key, kind: 'tenants.delete', action: 'deleted', content: input, answer } as const;
  return runCommand(database, actor, command, async (work) => {
    if (!(await lockTenant(work, tenantId))) throw new AppError('not_found', { entity: 'tenant' });
    if (await hasRecords(work, tenantId)) throw new AppError('tenant_in_use', { tenant: tenantId });
    const { transaction, models } = work;
    await models.Tenant.destroy({ where: { tenantId }, transaction });
    return { deleted: true as const };
  });
}
