import { describe, expect, it } from 'vitest';
import { auditActions } from '../../electron/billing/audit-actions';
import type { Label } from '../../electron/documents/labels';
import { auditFieldLabels } from '../../electron/documents/spreadsheet/audit-field-words';
import { auditActionLabels, auditEntityLabels } from '../../electron/documents/spreadsheet/audit-words';
import arAudit from '../../renderer/src/i18n/ar/audit.json';
import ar from '../../renderer/src/i18n/ar/timeline.json';
import enAudit from '../../renderer/src/i18n/en/audit.json';
import en from '../../renderer/src/i18n/en/timeline.json';

describe('the words of the audit', () => {
  it.each(auditActions)('%s stands in the timeline of both languages', (action) => {
    expect(ar.action).toHaveProperty(action);
    expect(en.action).toHaveProperty(action);
  });
});

describe('the words of the audit as a spreadsheet', () => {
  it('are those of the screen', () => {
    const on = (words: Readonly<Record<string, string>>) =>
      Object.fromEntries(Object.entries(words).filter(([word]) => word !== 'other'));
    const of = (labels: Readonly<Record<string, Label>>, language: 'ar' | 'en') =>
      Object.fromEntries(Object.entries(labels).map(([word, label]) => [word, label[language]]));
    expect(of(auditActionLabels, 'ar')).toEqual(on(ar.action));
    expect(of(auditActionLabels, 'en')).toEqual(on(en.action));
    expect(of(auditEntityLabels, 'ar')).toEqual(on(arAudit.entity));
    expect(of(auditEntityLabels, 'en')).toEqual(on(enAudit.entity));
    expect(of(auditFieldLabels, 'ar')).toEqual(arAudit.field);
    expect(of(auditFieldLabels, 'en')).toEqual(enAudit.field);
  });
});
