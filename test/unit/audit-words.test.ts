import { describe, expect, it } from 'vitest';
import { auditActions } from '../../electron/billing/audit-actions';
import ar from '../../renderer/src/i18n/ar/timeline.json';
import en from '../../renderer/src/i18n/en/timeline.json';

describe('the words of the audit', () => {
  it.each(auditActions)('%s stands in the timeline of both languages', (action) => {
    expect(ar.action).toHaveProperty(action);
    expect(en.action).toHaveProperty(action);
  });
});
