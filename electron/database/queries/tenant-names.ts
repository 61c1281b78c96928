import { sortBy, type Sort } from './list';
import { sql, type Sql } from './sql';

/** Joins a tenant, for the names, to the alias that has its tenant_id. */
export function joinTenant(of: Sql): Sql {
  return sql`LEFT JOIN public.tenants t ON t.tenant_id = ${of}.tenant_id`;
}

/** The tenant's columns of a row: one without a row of its own goes by its id. */
export function tenantColumns(of: Sql): Sql {
  return sql`${of}.tenant_id AS "tenantId",
  coalesce(nullif(t.name, ''), ${of}.tenant_id) AS "tenantName",
  coalesce(nullif(t.name_ar, ''), nullif(t.name, ''), ${of}.tenant_id) AS "tenantNameAr"`;
}

/**
 * Sorts by the tenant's Arabic name, folded, so that spellings stand together. The names are folded once for each tenant
 * and not once for each row (OFFSET 0).
 */
export function sortByTenantName(of: Sql): Sort {
  return sortBy(
    sql`text`,
    sql`(coalesce(named.folded, billing_desktop.fold(${of}.tenant_id)) COLLATE "C")`,
    sql`LEFT JOIN (
      SELECT n.tenant_id, billing_desktop.fold(coalesce(nullif(n.name_ar, ''), nullif(n.name, ''), n.tenant_id)) AS folded
      FROM public.tenants n OFFSET 0
    ) named ON named.tenant_id = ${of}.tenant_id`,
  );
}
