import { describe, expect, it } from 'vitest';
import { breach, resolveImport, zoneOf, zones } from '../../scripts/lint/import-table.mjs';
import { importsOf, product } from './source';

describe('the import table', () => {
  it('has a row for every file of the product', () => {
    expect(product.length).toBeGreaterThan(50);
    expect(product.filter(({ path }) => zoneOf(path) === null).map(({ path }) => path)).toEqual([]);
  });

  it('is kept by every file of the product', () => {
    const breaches = product.flatMap((file) =>
      importsOf(file).flatMap((specifier) => {
        const message = breach(file.path, specifier);
        return message === null ? [] : [`${file.path}: ${message}`];
      }),
    );
    expect(breaches).toEqual([]);
  });

  const forbidden: readonly (readonly [string, string])[] = [
    ['electron/contract/money.ts', '../billing/rules/totals'],
    ['electron/contract/money.ts', 'node:fs'],
    ['electron/contract/money.ts', 'electron'],
    ['electron/billing/rules/totals.ts', '../../database/database'],
    ['electron/billing/rules/totals.ts', '../record-payment'],
    ['electron/billing/rules/totals.ts', 'sequelize'],
    ['electron/billing/record-payment.ts', 'electron'],
    ['electron/billing/record-payment.ts', 'electron/main'],
    ['electron/billing/record-payment.ts', '../ipc/context'],
    ['electron/billing/record-payment.ts', '../settings/settings'],
    ['electron/database/pool.ts', 'electron'],
    ['electron/database/pool.ts', 'electron-log/node'],
    ['electron/database/pool.ts', '../billing/record-payment'],
    ['electron/documents/pdf.ts', '../ipc/context'],
    ['electron/settings/secrets.ts', '../window'],
    ['electron/ipc/payments.ts', '../window'],
    ['electron/ipc/payments.ts', '../main'],
    ['electron/ipc/payments.ts', '../cli'],
    ['electron/ipc/payments.ts', 'sequelize'],
    ['electron/preload.ts', 'zod'],
    ['electron/preload.ts', './contract/api'],
    ['electron/preload.ts', './log/log'],
    ['electron/cli.ts', './window'],
    ['electron/cli/invoice.ts', '../ipc/register'],
    ['electron/cli/invoice.ts', 'electron'],
    ['electron/main.ts', './cli'],
    ['electron/menu.ts', './billing/record-payment'],
    ['migrations/0009-x.ts', '../electron/database/models/invoice'],
    ['migrations/0009-x.ts', '../electron/billing/rules/totals'],
    ['renderer/src/api/bridge.ts', 'electron'],
    ['renderer/src/api/bridge.ts', 'node:fs'],
    ['renderer/src/api/bridge.ts', '../../../electron/billing/rules/totals'],
    ['renderer/src/features/invoices/list.tsx', '../../../../electron/database/database'],
    ['renderer/src/features/invoices/list.tsx', 'sequelize'],
  ];
  it.each(forbidden)('forbids %s to import %s, and says what to do instead', (path, specifier) => {
    const message = breach(path, specifier);
    expect(message).toContain('may not import');
    expect(message).toContain(zoneOf(path)?.instead ?? 'no zone');
  });

  const allowed: readonly (readonly [string, string])[] = [
    ['electron/contract/money.ts', './amount'],
    ['electron/contract/money.ts', 'zod'],
    ['electron/billing/rules/totals.ts', '../../contract/amount'],
    ['electron/billing/record-payment.ts', '../database/transaction'],
    ['electron/billing/record-payment.ts', './rules/totals'],
    ['electron/database/migrator/run.ts', '../../../migrations'],
    ['electron/ipc/payments.ts', '../billing/record-payment'],
    ['electron/preload.ts', './contract/channels'],
    ['renderer/src/features/invoices/list.tsx', '@contract/invoices'],
    ['renderer/src/features/invoices/list.tsx', '@/components/table'],
    ['renderer/src/features/invoices/list.tsx', './list.css'],
    ['test/unit/anything.test.ts', '../../electron/window'],
  ];
  it.each(allowed)('lets %s import %s', (path, specifier) => {
    expect(breach(path, specifier)).toBeNull();
  });

  it('gives each zone a right way to do it', () => {
    for (const { instead } of zones) expect(instead).toMatch(/^.{40,}\.$/);
  });
});

describe('imports', () => {
  it('go round in no circle', () => {
    const paths = new Set(product.map(({ path }) => path));
    const edges = new Map(
      product.map((file) => [
        file.path,
        importsOf(file).flatMap((specifier) => {
          const target = resolveImport(file.path, specifier).path;
          const found =
            target === undefined
              ? undefined
              : ['', '.ts', '.tsx', '/index.ts', '/index.tsx']
                  .map((end) => target + end)
                  .find((path) => paths.has(path));
          return found === undefined || isTypeOnly(file.text, specifier) ? [] : [found];
        }),
      ]),
    );
    expect(circles(edges)).toEqual([]);
  });
});

/** A type leaves no trace at run time, so it cannot be half loaded. */
function isTypeOnly(text: string, specifier: string): boolean {
  const from = `from '${specifier}'`;
  const statements = text.split(/^(?=import |export )/m).filter((statement) => statement.includes(from));
  return statements.length > 0 && statements.every((statement) => /^(?:import|export) type /.test(statement));
}

function circles(edges: ReadonlyMap<string, readonly string[]>): string[] {
  const done = new Set<string>();
  const found: string[] = [];
  function visit(path: string, trail: readonly string[]): void {
    if (trail.includes(path)) found.push([...trail.slice(trail.indexOf(path)), path].join(' > '));
    if (done.has(path) || trail.includes(path)) return;
    for (const next of edges.get(path) ?? []) visit(next, [...trail, path]);
    done.add(path);
  }
  for (const path of edges.keys()) visit(path, []);
  return found;
}
