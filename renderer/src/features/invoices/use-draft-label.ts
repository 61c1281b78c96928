import { useText } from '@/i18n';

/** The names of the form's values, as they stand beside its fields. */
export function useDraftLabel(): (path: string) => string {
  const { t } = useText();
  const names: ReadonlyMap<string, string> = new Map([
    ['tenantId', t('invoices.form.tenant')],
    ['subscriptionId', t('invoices.form.subscription')],
    ['currency', t('invoices.form.currency')],
    ['issueDate', t('invoices.form.issueDate')],
    ['dueDate', t('invoices.form.dueDate')],
    ['lines', t('invoices.form.lines')],
    ['discountAmount', t('invoices.form.discount')],
    ['taxRate', t('invoices.form.taxRate')],
    ['notes', t('invoices.form.notes')],
    ['notesAr', t('invoices.form.notesAr')],
  ]);
  return (path) => names.get(path) ?? path;
}
