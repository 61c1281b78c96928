import { describe, expect, it } from 'vitest';
import { paidShare } from '@/components/paid-share';

describe('how far an invoice is paid', () => {
  it.each([
    ['0.00', '100.00', 0],
    ['0.01', '9999999999.99', 1],
    ['20.05', '100.00', 20],
    ['99.99', '100.00', 99],
    ['100.00', '100.00', 100],
    ['0.00', '0.00', 100],
  ])('%s of %s is %i per cent of the bar', (paid, total, share) => {
    expect(paidShare(paid, total)).toBe(share);
  });
});
