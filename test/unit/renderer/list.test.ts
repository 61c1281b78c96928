import { describe, expect, it } from 'vitest';
import { loadFromArray } from '@/components/data-list/load-from-array';
import { PageLoader, type ListRequest } from '@/components/data-list/page-loader';
import { mergeColumns } from '@/components/data-list/use-list-layout';

/** A list of `length` numbers, whose cursor is the next number, and what it was asked. */
function numbers(length: number) {
  const asked: ListRequest<'n'>['page'][] = [];
  const load = async ({ page }: ListRequest<'n'>) => {
    asked.push(page);
    const start = page.from === 'start' ? 0 : page.from === 'offset' ? page.offset : Number(page.cursor);
    const end = Math.min(start + page.limit, length);
    const rows = Array.from({ length: Math.max(0, end - start) }, (_, index) => start + index);
    return { rows, nextCursor: end < length ? String(end) : null };
  };
  return { asked, loader: new PageLoader(load, { column: 'n', direction: 'asc' }) };
}

describe('the pages of a list', () => {
  it('follow one another by cursor, so that depth costs nothing', async () => {
    const { asked, loader } = numbers(250);
    expect((await loader.block(0, 100)).lastRow).toBeUndefined();
    expect((await loader.block(100, 200)).rows[0]).toBe(100);
    expect(await loader.block(200, 300)).toMatchObject({ lastRow: 250 });
    expect(asked.map(({ from }) => from)).toEqual(['start', 'cursor', 'cursor']);
  });

  it('are asked for by row number only where the reader jumped', async () => {
    const { asked, loader } = numbers(10_000);
    await loader.block(0, 100);
    expect((await loader.block(5000, 5100)).rows[0]).toBe(5000);
    expect((await loader.block(5100, 5200)).rows[0]).toBe(5100);
    expect(asked.map(({ from }) => from)).toEqual(['start', 'offset', 'cursor']);
  });

  it('end exactly with the last full page', async () => {
    const { loader } = numbers(200);
    await loader.block(0, 100);
    expect(await loader.block(100, 200)).toMatchObject({ lastRow: 200 });
  });

  it('forget their cursors when rows change', async () => {
    const { loader } = numbers(300);
    await loader.block(0, 100);
    loader.forget();
    expect(loader.pageFor(100, 100)).toEqual({ from: 'offset', offset: 100, limit: 100 });
  });

  it('of a short list are sorted here', async () => {
    const load = loadFromArray(async () => [3, 1, 2], { n: (left: number, right: number) => left - right });
    const page = { from: 'start', limit: 100 } as const;
    expect((await load({ sort: { column: 'n', direction: 'desc' }, page })).rows).toEqual([3, 2, 1]);
  });
});

describe('the columns of a list', () => {
  const columns = ['a', 'b', 'c'].map((id) => ({ id, header: id, width: 100, cell: () => null }));

  it('keep the reader’s order, widths and choice', () => {
    const kept = [
      { id: 'c', width: 150, hidden: false },
      { id: 'a', width: 90, hidden: true },
      { id: 'b', width: 100, hidden: false },
    ];
    expect(mergeColumns(columns, kept)).toEqual(kept);
  });

  it('drop what is no more and put what is new at its own place', () => {
    const kept = [
      { id: 'gone', width: 50, hidden: false },
      { id: 'a', width: 90, hidden: false },
      { id: 'c', width: 120, hidden: false },
    ];
    expect(mergeColumns(columns, kept).map(({ id }) => id)).toEqual(['a', 'b', 'c']);
  });
});
