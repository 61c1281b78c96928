import { createHash } from 'node:crypto';
import { z } from 'zod';
import { instantSchema } from '../../contract/calendar-date';
import { AppError } from '../../contract/result';
import { usageRowErrors, type UsageMapping, type UsagePreview } from '../../contract/usage';
import { instant } from '../../database/queries/expressions';
import { select, selectOne, type Reader } from '../../database/queries/select';
import { sql } from '../../database/queries/sql';
import type { Table } from '../csv/read-table';
import { missingUsageColumns, usageRows, type UsageFileRow } from './usage-rows';

/** A row that can be added: whose usage it is, and the key that keeps it from coming twice. */
const goodRowSchema = z.object({
  line: z.int(),
  subscriptionId: z.uuid(),
  tenantId: z.string(),
  metric: z.string(),
  quantity: z.int(),
  recordedAt: instantSchema,
  note: z.string(),
  rowKey: z.string(),
});
export type GoodUsageRow = z.infer<typeof goodRowSchema>;

export interface CheckedUsage {
  readonly good: readonly GoodUsageRow[];
  readonly problems: UsagePreview['problems'];
  /** Of the problems, those rows that came with an earlier file. */
  readonly known: number;
  readonly rows: number;
}

const resolvedSchema = z.array(
  z.object({
    place: z.int(),
    subscriptionId: z.uuid().nullable(),
    tenantId: z.string().nullable(),
    recordedAt: instantSchema,
    future: z.boolean(),
    error: z.enum(usageRowErrors).nullable(),
  }),
);

const uuidPattern = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Whose each row is and when, asked for all rows at once: of a customer's subscriptions the one that runs, else the latest. */
async function resolve(reader: Reader, rows: readonly UsageFileRow[]): Promise<z.infer<typeof resolvedSchema>> {
  const found = await select(
    reader,
    sql`WITH zone AS (
  SELECT coalesce((SELECT g.value ->> 'zone' FROM billing_desktop.settings g WHERE g.key = 'business'), 'UTC') AS name
), given AS (
  SELECT * FROM unnest(${rows.map((row) => row.subscription)}::text[], ${rows.map((row) => row.tenant)}::text[],
    ${rows.map(({ at }) => `${at.date} ${at.time ?? '12:00:00'}`)}::text[], ${rows.map(({ at }) => at.zone ?? '')}::text[])
    WITH ORDINALITY AS g (subscription, tenant, at, zone, place)
), subscription_of AS (
  SELECT DISTINCT g.subscription AS given, s.id, s.tenant_id FROM given g
  JOIN public.subscriptions s ON s.id = CASE WHEN g.subscription ~ ${uuidPattern.source} THEN g.subscription::uuid END
), tenant_of AS (
  SELECT named.tenant, best.id, EXISTS (SELECT FROM public.tenants t WHERE t.tenant_id = named.tenant) AS registered
  FROM (SELECT DISTINCT tenant FROM given WHERE tenant <> '') named
  LEFT JOIN LATERAL (
    SELECT s.id FROM public.subscriptions s WHERE s.tenant_id = named.tenant
    ORDER BY s.status IN ('active', 'trial') DESC, s.start_date DESC, s.id LIMIT 1
  ) best ON true
), placed AS (
  SELECT g.*, o.id AS by_id, o.tenant_id AS owner, t.id AS by_tenant, t.registered,
    CASE WHEN g.zone = '' THEN g.at::timestamp AT TIME ZONE (SELECT name FROM zone) ELSE (g.at || g.zone)::timestamptz END AS instant
  FROM given g LEFT JOIN subscription_of o ON o.given = g.subscription LEFT JOIN tenant_of t ON t.tenant = g.tenant
)
SELECT (p.place - 1)::integer AS place, coalesce(p.by_id, p.by_tenant) AS "subscriptionId",
  coalesce(p.owner, p.tenant) AS "tenantId", ${instant(sql`p.instant`)} AS "recordedAt",
  billing_desktop.date_of(p.instant) > billing_desktop.today() AS future,
  CASE WHEN p.subscription <> '' AND p.by_id IS NULL THEN 'unknown_subscription'
    WHEN p.subscription <> '' AND p.tenant <> '' AND p.owner <> p.tenant THEN 'tenant_differs'
    WHEN p.subscription = '' AND p.by_tenant IS NULL AND coalesce(p.registered, false) THEN 'no_subscription'
    WHEN p.subscription = '' AND p.by_tenant IS NULL THEN 'unknown_tenant' END AS error
FROM placed p ORDER BY p.place`,
  );
  return resolvedSchema.parse(found);
}

/**
 * What makes a row the same in another file: the source's own id, else all that it says; of equal rows in one file the first,
 * the second and so on.
 */
function keysOf(rows: readonly { readonly sourceId: string; readonly said: readonly string[] }[]): string[] {
  const seen = new Map<string, number>();
  return rows.map(({ sourceId, said }) => {
    const parts = sourceId === '' ? ['said', ...said] : ['id', sourceId];
    const content = createHash('sha256').update(JSON.stringify(parts)).digest('hex');
    const place = (seen.get(content) ?? 0) + 1;
    seen.set(content, place);
    // An id names one record: a second row with it is the same record again.
    return sourceId === '' ? `${content}#${place}` : content;
  });
}

async function knownKeys(reader: Reader, keys: readonly string[]): Promise<ReadonlySet<string>> {
  const rows = await select<{ key: string }>(
    reader,
    sql`SELECT r.row_key AS key FROM billing_desktop.usage_import_rows r WHERE r.row_key = ANY (${keys}::text[])`,
  );
  return new Set(rows.map(({ key }) => key));
}

/** Checks every row of a file against the database, without writing. Throws `columns_missing`. */
export async function checkUsage(reader: Reader, table: Table, mapping: UsageMapping): Promise<CheckedUsage> {
  const missing = missingUsageColumns(mapping);
  if (missing.length > 0) throw new AppError('columns_missing', { columns: missing.join(', ') });
  const read = usageRows(table, mapping);
  const problems: UsagePreview['problems'] = [...read.problems];
  const resolved = read.rows.length === 0 ? [] : await resolve(reader, read.rows);
  const placed: { row: UsageFileRow; found: z.infer<typeof resolvedSchema>[number] }[] = [];
  for (const found of resolved) {
    const row = read.rows[found.place];
    if (row === undefined) continue;
    const error = found.error ?? (found.future ? 'date_in_future' : null);
    if (error === null) placed.push({ row, found });
    else {
      const value = error === 'date_in_future' ? row.at.date : row.subscription || row.tenant;
      problems.push({ line: row.line, error, value: value.slice(0, 200) });
    }
  }
  const keys = keysOf(
    placed.map(({ row, found }) => ({
      sourceId: row.sourceId,
      said: [found.subscriptionId ?? '', row.metric, String(row.quantity), found.recordedAt, row.note],
    })),
  );
  const known = keys.length === 0 ? new Set<string>() : await knownKeys(reader, keys);
  const good: GoodUsageRow[] = [];
  const taken = new Set<string>();
  let duplicates = 0;
  for (const [place, { row, found }] of placed.entries()) {
    const rowKey = keys[place] ?? '';
    if (known.has(rowKey) || taken.has(rowKey)) {
      duplicates += 1;
      problems.push({ line: row.line, error: 'duplicate', value: row.sourceId || row.tenant || row.subscription });
      continue;
    }
    taken.add(rowKey);
    good.push(
      goodRowSchema.parse({
        line: row.line,
        subscriptionId: found.subscriptionId,
        tenantId: found.tenantId,
        metric: row.metric,
        quantity: row.quantity,
        recordedAt: found.recordedAt,
        note: row.note,
        rowKey,
      }),
    );
  }
  problems.sort((left, right) => left.line - right.line);
  return { good, problems, known: duplicates, rows: read.rows.length + read.problems.length };
}

const [shownProblems, shownRows] = [500, 20];

/** What an import of this file would do. Throws `columns_missing`. */
export async function previewUsage(
  reader: Reader,
  fileName: string,
  table: Table,
  mapping: UsageMapping,
): Promise<UsagePreview> {
  const checked = await checkUsage(reader, table, mapping);
  const before = await selectOne(
    reader,
    sql`SELECT FROM billing_desktop.usage_imports m WHERE m.content_hash = ${table.contentHash}`,
  );
  const metrics = new Map<string, { rows: number; quantity: bigint }>();
  for (const { metric, quantity } of checked.good) {
    const sum = metrics.get(metric) ?? { rows: 0, quantity: 0n };
    metrics.set(metric, { rows: sum.rows + 1, quantity: sum.quantity + BigInt(quantity) });
  }
  const first = checked.good.slice(0, shownRows);
  const names = new Map(
    (
      await select<{ tenantId: string; name: string; nameAr: string }>(
        reader,
        sql`SELECT t.tenant_id AS "tenantId", t.name, t.name_ar AS "nameAr" FROM public.tenants t
WHERE t.tenant_id = ANY (${first.map(({ tenantId }) => tenantId)}::text[])`,
      )
    ).map((tenant) => [tenant.tenantId, tenant]),
  );
  return {
    fileName,
    alreadyImported: before !== null,
    rows: checked.rows,
    good: checked.good.length,
    known: checked.known,
    wrong: checked.problems.length - checked.known,
    metrics: [...metrics]
      .map(([metric, { rows, quantity }]) => ({ metric, rows, quantity: String(quantity) }))
      .toSorted((left, right) => (left.metric < right.metric ? -1 : 1)),
    problems: checked.problems.slice(0, shownProblems),
    first: first.map(({ line, tenantId, metric, quantity, recordedAt }) => ({
      line,
      tenantId,
      tenantName: names.get(tenantId)?.name || tenantId,
      tenantNameAr: names.get(tenantId)?.nameAr || names.get(tenantId)?.name || tenantId,
      metric,
      quantity,
      recordedAt,
    })),
  };
}
