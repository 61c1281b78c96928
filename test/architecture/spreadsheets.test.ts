import { describe, expect, it } from 'vitest';
import { exportSourceSchema, reportSourceSchema } from '../../electron/contract/exports';
import { product } from './source';

const screens = product.filter(
  ({ path, text }) => path.startsWith('renderer/src/features/') && text.includes('<ExportMenu'),
);

describe('what can become a spreadsheet', () => {
  const lists = exportSourceSchema.options.flatMap(({ shape }) => [...shape.list.values]);
  const reports = reportSourceSchema.options.flatMap(({ shape }) => [...shape.report.values]);

  it.each([...lists, ...reports])('%s has its button on a screen', (name) => {
    expect(screens.filter(({ text }) => text.includes(`'${name}'`)).map(({ path }) => path)).not.toEqual([]);
  });

  it('every list with a record beside it, and every report, has the button', () => {
    const withRows = /<SplitView\b|<ReportPage\b/;
    const without = product.filter(
      ({ path, text }) =>
        path.startsWith('renderer/src/features/') && withRows.test(text) && !text.includes('<ExportMenu'),
    );
    expect(without.map(({ path }) => path)).toEqual([]);
  });
});
