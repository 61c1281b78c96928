import { useText } from '@/i18n';

/** The names of the form's values, as they stand beside its fields. */
export function useTenantLabel(): (path: string) => string {
  const { t } = useText();
  const names: ReadonlyMap<string, string> = new Map([
    ['tenant.name', t('tenants.field.name')],
    ['tenant.nameAr', t('tenants.field.nameAr')],
    ['tenant.taxId', t('tenants.field.taxId')],
    ['tenant.isActive', t('tenants.field.isActive')],
    ['tenant.contact.name', t('tenants.field.contactNameEn')],
    ['tenant.contact.nameAr', t('tenants.field.contactNameAr')],
    ['tenant.contact.email', t('tenants.field.email')],
    ['tenant.contact.phone', t('tenants.field.phone')],
    ['tenant.contact.address', t('tenants.field.address')],
    ['tenant.contact.city', t('tenants.field.city')],
    ['tenant.contact.governorate', t('tenants.field.governorate')],
  ]);
  return (path) => names.get(path) ?? path;
}
