import pg from 'pg';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { tenantsNamed, termOf } from '../../electron/database/queries/term';
import { createMigratedDatabase } from '../support/migrated-database';
import type { TestDatabase } from '../support/postgres';

let test: TestDatabase;
let client: pg.Client;

beforeAll(async () => {
  test = await createMigratedDatabase();
  client = new pg.Client({ connectionString: test.url });
  await client.connect();
  await client.query(`INSERT INTO public.tenants (tenant_id, name, name_ar)
SELECT 'tenant-' || n, 'Farm ' || n, (ARRAY['مزرعة', 'مشتل', 'تعاونية', 'جمعية'])[1 + n % 4] || ' ' || (ARRAY['الأمل', 'تهامة', 'سيئون'])[1 + n % 3]
FROM generate_series(1, 3000) n`);
  await client.query(
    `INSERT INTO public.tenants (tenant_id, name, name_ar) VALUES ('one', 'Al-Dhale', 'بستان الضَّالع')`,
  );
  await client.query('ANALYZE public.tenants');
});

afterAll(async () => {
  await client?.end();
  await test?.drop();
});

describe('the index on names', () => {
  it('knows Arabic where the server’s LC_CTYPE does not', async () => {
    const { rows } = await client.query<{ ctype: string; plain: string[]; ours: string[] }>(
      `SELECT datctype AS ctype, public.show_trgm('مزرعة') AS plain, public.show_trgm(billing_desktop.trigram_text('مزرعة')) AS ours
FROM pg_database WHERE datname = current_database()`,
    );
    expect(rows).toMatchObject([{ ctype: 'C', plain: [] }]);
    expect(rows[0]?.ours).toHaveLength(6);
  });

  it.each(['بستان الضالع', 'الضَّالِع', 'dhale'])('finds %s without reading every name', async (typed) => {
    const term = termOf(typed);
    if (!term) throw new Error('nothing to look for');
    const { text, bind } = tenantsNamed(term).compile();
    const { rows } = await client.query<{ tenant_id: string }>(text, [...bind]);
    expect(rows.map((row) => row.tenant_id)).toContain('one');
    expect(rows).toHaveLength(2);
    const plan = await client.query<{ 'QUERY PLAN': string }>(`EXPLAIN (ANALYZE, TIMING OFF) ${text}`, [...bind]);
    const lines = plan.rows.map((row) => row['QUERY PLAN']).join('\n');
    expect(lines).toContain('Bitmap Index Scan on bd_tenants_name_parts');
    expect(lines).not.toContain('Seq Scan on tenants');
    expect(lines).toMatch(/Bitmap Heap Scan on tenants n .*actual rows=1\.00/);
  });

  it('never loses what folding finds', async () => {
    const letter = fc.constantFrom(...Array.from('ابتثجحخدذرزسشصضطظعغفقكلمنهويءأإآىةؤئکی٠١٢09aZé%_\\ \u0640\u064e'));
    const word = fc.string({ unit: letter, minLength: 3, maxLength: 12 });
    const cases = fc.sample(
      fc.tuple(word, word, word).map(([before, part, after]) => [`${before}${part}${after}`, part] as const),
      { numRuns: 2000, seed: 20260131 },
    );
    const { rows } = await client.query<{ found: number; lost: number }>(
      `SELECT count(*)::integer AS found,
  (count(*) FILTER (WHERE billing_desktop.trigram_text(name) NOT LIKE billing_desktop.trigram_text(p.pattern)))::integer AS lost
FROM unnest($1::text[], $2::text[]) AS t (name, part)
CROSS JOIN LATERAL (SELECT '%' || regexp_replace(billing_desktop.fold(part), '([\\\\%_])', '\\\\\\1', 'g') || '%' AS pattern) p
WHERE billing_desktop.fold(name) LIKE p.pattern`,
      [cases.map(([name]) => name), cases.map(([, part]) => part)],
    );
    expect(rows).toEqual([{ found: cases.length, lost: 0 }]);
  });
});
