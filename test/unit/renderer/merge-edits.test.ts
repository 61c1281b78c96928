import { describe, expect, it } from 'vitest';
import { mergeEdits, withValueAt } from '@/components/form/merge-edits';

const base = { name: 'Fig', contact: { phone: '1', city: 'Ibb' }, prices: [{ unit: '5.00' }], active: true };

describe('a form whose record was changed by another', () => {
  it('takes what only they changed, keeps what only I changed, and asks where both did', () => {
    const mine = { ...base, name: 'Fig Farm', contact: { phone: '2', city: 'Ibb' } };
    const theirs = { ...base, active: false, contact: { phone: '3', city: 'Taiz' } };
    const { merged, clashes } = mergeEdits(base, mine, theirs);
    expect(merged).toEqual({ ...base, name: 'Fig Farm', active: false, contact: { phone: '2', city: 'Taiz' } });
    expect(clashes).toEqual([{ path: 'contact.phone', mine: '2', theirs: '3' }]);
    expect(withValueAt(merged, 'contact.phone', '3').contact).toEqual({ phone: '3', city: 'Taiz' });
    // What was given in is left as it was.
    expect(mine.contact).toEqual({ phone: '2', city: 'Ibb' });
  });

  it('asks nothing where both came to the same, and treats a list as one value', () => {
    const both = { ...base, name: 'Fig Farm' };
    expect(mergeEdits(base, both, both)).toEqual({ merged: both, clashes: [], news: false });
    const mine = { ...base, prices: [{ unit: '6.00' }] };
    const theirs = { ...base, prices: [{ unit: '7.00' }, { unit: '8.00' }] };
    expect(mergeEdits(base, mine, theirs)).toEqual({
      merged: mine,
      clashes: [{ path: 'prices', mine: mine.prices, theirs: theirs.prices }],
      news: true,
    });
    expect(mergeEdits(base, base, theirs)).toEqual({ merged: theirs, clashes: [], news: true });
  });
});
