import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readTable } from '../../../electron/billing/csv/read-table';
import { previewUsage } from '../../../electron/billing/usage-import/check-usage';
import { importUsage } from '../../../electron/billing/usage-import/import-usage';
import { recogniseUsage } from '../../../electron/billing/usage-import/usage-rows';
import { recordUsage } from '../../../electron/billing/record-usage';
import { limitAlerts } from '../../../electron/database/queries/limit-alerts';
import { usage } from '../../../electron/contract/usage';
import { readTimeline } from '../../../electron/database/queries/timeline';
import { actor, look, lookOne, newKey, openOffice, refusal, type Office } from './office';

let office: Office;
beforeAll(async () => {
  office = await openOffice();
});
afterAll(() => office.close());

function fileOf(text: string) {
  const table = readTable(new TextEncoder().encode(text));
  return { fileName: 'usage.csv', table, mapping: recogniseUsage(table) };
}
const preview = (text: string) => {
  const { fileName, table, mapping } = fileOf(text);
  return previewUsage(office.database, fileName, table, mapping);
};
const run = (text: string) => importUsage(office.database, actor, { key: newKey(), ...fileOf(text) });

describe('usage from a file', () => {
  it('says what it would add and why a row is left out, adds the good rows once, and never the same file or row again', async () => {
    const [farm, other] = [await office.tenant(), await office.tenant()];
    const text = `العميل,المقياس,الكمية,التاريخ,المعرف
${farm.tenantId},satellite_analyses,٤٧,2026-03-05,e-1
${farm.tenantId},API calls,"1,000",05/03/2026 10:30,e-2
nobody,api_calls,1,2026-03-05,e-3
${farm.tenantId},api_calls,0,2026-03-05,e-4
${farm.tenantId},api_calls,1,2026-02-30,e-5
${farm.tenantId},api_calls,1,2999-01-01,e-6
${farm.tenantId},نجمة,1,2026-03-05,e-7
${other.tenantId},api_calls,=2+2,2026-03-05,e-8
${other.tenantId},api_calls,3,2026-03-05T23:30:00Z,e-1
`;
    expect(await preview(text)).toMatchObject({
      rows: 9,
      good: 2,
      known: 1,
      wrong: 6,
      metrics: [
        { metric: 'api_calls', rows: 1, quantity: '1000' },
        { metric: 'satellite_analyses', rows: 1, quantity: '47' },
      ],
      problems: [
        { line: 4, error: 'unknown_tenant', value: 'nobody' },
        { line: 5, error: 'bad_quantity', value: '0' },
        { line: 6, error: 'bad_date', value: '2026-02-30' },
        { line: 7, error: 'date_in_future' },
        { line: 8, error: 'bad_metric', value: 'نجمة' },
        { line: 9, error: 'bad_quantity', value: '=2+2' },
        { line: 10, error: 'duplicate', value: 'e-1' },
      ],
    });
    expect(await run(text)).toMatchObject({ added: 2, leftOut: 7 });
    expect(await refusal(run(text))).toMatchObject({ code: 'file_already_imported' });
    const overlap = `tenant_id,metric,quantity,date,id\n${farm.tenantId},satellite_analyses,47,2026-03-05,e-1\n${farm.tenantId},satellite_analyses,1,2026-03-06,e-9\n`;
    expect(await run(overlap)).toMatchObject({ added: 1, leftOut: 1 });
    const { id } = await lookOne<{ id: string }>(
      office.database,
      `SELECT id FROM public.usage_records WHERE tenant_id = $1 LIMIT 1`,
      [farm.tenantId],
    );
    expect(await readTimeline(office.database, 'usage_record', id)).toMatchObject([
      {
        action: 'usage_imported',
        changes: expect.arrayContaining([{ field: 'file_name', before: null, after: 'usage.csv' }]) as object[],
      },
    ]);
    const stored = await look(
      office.database,
      `SELECT metric_type, quantity, to_char(recorded_at AT TIME ZONE 'Asia/Aden', 'YYYY-MM-DD HH24:MI') AS at
FROM public.usage_records WHERE tenant_id = $1 ORDER BY recorded_at, quantity`,
      [farm.tenantId],
    );
    expect(stored).toEqual([
      { metric_type: 'api_calls', quantity: 1000, at: '2026-03-05 10:30' },
      { metric_type: 'satellite_analyses', quantity: 47, at: '2026-03-05 12:00' },
      { metric_type: 'satellite_analyses', quantity: 1, at: '2026-03-06 12:00' },
    ]);
    await office.expectClean();
  });

  it('counts equal rows without an id, each once over overlapping files', async () => {
    const farm = await office.tenant();
    const row = `${farm.subscriptionId},api_calls,5,2026-03-05 10:00`;
    const head = 'subscription_id,metric,quantity,date';
    expect(await run(`${head}\n${row}\n${row}\n`)).toMatchObject({ added: 2 });
    expect(await run(`${head}\n${row}\n${row}\n${row}\n`)).toMatchObject({ added: 1, leftOut: 2 });
    expect(await refusal(run(`${head}\n${row}\n`))).toMatchObject({ code: 'nothing_to_import' });
  });

  it('adds the same rows once where two desktops send them at once', async () => {
    const farm = await office.tenant();
    const text = `tenant,metric,quantity,date\n${farm.tenantId},api_calls,9,2026-03-05\n`;
    const both = await Promise.allSettled([run(text), run(text)]);
    expect(both.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });

  it('asks for the columns that are missing', async () => {
    expect(await refusal(preview('a,b\n1,2\n'))).toEqual({
      code: 'columns_missing',
      params: { columns: 'tenant, metric, quantity, date' },
    });
  });

  it.runIf(process.env['SAHOOL_LONG'])('takes 100,000 rows', async () => {
    const farm = await office.tenant();
    const lines = Array.from(
      { length: 100_000 },
      (_, n) => `${farm.tenantId},api_calls,${(n % 9) + 1},2026-03-05,L-${n}`,
    );
    const text = `tenant,metric,quantity,date,id\n${lines.join('\n')}\n`;
    expect(await preview(text)).toMatchObject({ rows: 100_000, good: 100_000, wrong: 0 });
    expect(await run(text)).toMatchObject({ added: 100_000 });
    await office.expectClean();
  });
});

it('tells who has used most of a limit, the fullest first', async () => {
  const [full, near, fine] = [await office.tenant(), await office.tenant(), await office.tenant()];
  const use = ({ subscriptionId }: { subscriptionId: string }, metric: string, quantity: number) =>
    recordUsage(
      office.database,
      actor,
      usage.record.input.parse({ key: newKey(), subscriptionId, metric, quantity, note: null }),
    );
  // starter: 50 satellite analyses a month, 500 calls a day, 10 fields as the latest value.
  await use(full, 'satellite_analyses', 50);
  await use(near, 'fields', 12);
  await use(near, 'fields', 8);
  await use(near, 'api_calls', 399);
  await use(fine, 'satellite_analyses', 39);
  const mine = new Set([full.tenantId, near.tenantId, fine.tenantId]);
  const found = await limitAlerts(office.database);
  expect(found.count).toBe(found.alerts.length);
  const alerts = found.alerts.filter(({ tenantId }) => mine.has(tenantId as never));
  expect(
    alerts.map(({ tenantId, metric, used, limit, percent }) => ({ tenantId, metric, used, limit, percent })),
  ).toEqual([
    { tenantId: full.tenantId, metric: 'satellite_analyses_per_month', used: '50', limit: '50', percent: 100 },
    { tenantId: near.tenantId, metric: 'fields', used: '8', limit: '10', percent: 80 },
  ]);
});
