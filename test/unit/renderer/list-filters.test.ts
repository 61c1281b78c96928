import { describe, expect, it } from 'vitest';
import { differOnlyInSearch, filterOf, filteredPaths, keptSearch, withFilter } from '@/app/list-filters';

describe('what a list is filtered by', () => {
  it('is read from its address and written back, and the rest stays', () => {
    const search = { open: 'x', filter: { standing: ['overdue'], search: 'وادي', currency: undefined } };
    const filter = { standing: ['overdue'], search: 'وادي' };
    expect(filterOf('/invoices', search)).toEqual(filter);
    expect(withFilter('/invoices', { open: 'y' }, filter)).toEqual({ open: 'y', filter });
    expect(withFilter('/invoices', search, {})).toEqual({ open: 'x' });
  });

  it('lies beside the rest of the address on a screen that has it so', () => {
    const search = { open: 'x', form: 'new', search: 'marib', isActive: false };
    expect(filterOf('/tenants', search)).toEqual({ search: 'marib', isActive: false });
    expect(withFilter('/tenants', search, { overdue: true })).toEqual({ open: 'x', form: 'new', overdue: true });
  });

  it('is nothing on a screen without a list', () => {
    expect(filterOf('/settings', { tab: 'rates' })).toBeNull();
    expect(withFilter('/settings', { tab: 'rates' }, {})).toEqual({ tab: 'rates' });
  });

  it('keeps over a restart what is a habit, not what belongs to a moment', () => {
    const filter = { standing: ['overdue'], currency: 'YER', search: '42', tenantId: 't', issuedFrom: '2026-01-01' };
    expect(keptSearch('/invoices', filter)).toEqual({ filter: { standing: ['overdue'], currency: 'YER' } });
    expect(keptSearch('/invoices', { search: '42' })).toEqual({});
    expect(keptSearch('/tenants', { search: 'x', overdue: true })).toEqual({ overdue: true });
    expect(filteredPaths).toHaveLength(12);
  });

  it('knows typing from choosing', () => {
    expect(differOnlyInSearch({ search: 'a' }, { search: 'ab' })).toBe(true);
    expect(differOnlyInSearch({ currency: 'YER' }, { search: 'ab', currency: 'YER' })).toBe(true);
    expect(differOnlyInSearch({ search: 'a' }, { search: 'a', currency: 'YER' })).toBe(false);
  });
});
