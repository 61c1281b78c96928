import type { Control } from 'react-hook-form';
import { z } from 'zod';
import { tenantIdSchema } from '@contract/ids';
import { tenantInputSchema, type TenantDetail } from '@contract/tenants';
import {
  FormCheckbox,
  FormDialog,
  FormGrid,
  FormSection,
  FormText,
  FormWide,
  toast,
  useCommandForm,
} from '@/components';
import { useText } from '@/i18n';
import { useTenantLabel } from './use-tenant-label';

/** The form is the contract's own schema: what it refuses, main would refuse. */
const formSchema = z.object({ tenantId: tenantIdSchema, tenant: tenantInputSchema });
type Values = z.input<typeof formSchema>;
type Checked = z.output<typeof formSchema>;

const emptyContact = {
  name: null,
  nameAr: null,
  email: null,
  phone: null,
  address: null,
  city: null,
  governorate: null,
} as const;

export function NewTenantForm({ onClose, onSaved }: { onClose: () => void; onSaved: (tenantId: string) => void }) {
  const { t } = useText();
  const commandForm = useCommandForm({
    name: 'tenants.new',
    schema: formSchema,
    values: { tenantId: '', tenant: { name: '', nameAr: '', taxId: null, contact: emptyContact, isActive: true } },
    command: 'tenants.create',
    send: (checked) => checked,
    onSaved: ({ tenantId }) => {
      toast({ tone: 'ok', title: t('tenants.saved') });
      onSaved(tenantId);
    },
  });
  return (
    <FormDialog
      title={t('tenants.new')}
      commandForm={commandForm}
      saveLabel={t('tenants.form.create')}
      onClose={onClose}
    >
      <TenantFields control={commandForm.form.control} isNew />
    </FormDialog>
  );
}

export function EditTenantForm({ tenant, onClose }: { tenant: TenantDetail; onClose: () => void }) {
  const { t } = useText();
  const commandForm = useCommandForm({
    name: `tenants.edit ${tenant.tenantId}`,
    schema: formSchema,
    values: {
      tenantId: tenant.tenantId,
      tenant: {
        name: tenant.name,
        nameAr: tenant.nameAr,
        taxId: tenant.taxId,
        contact: tenant.contact,
        isActive: tenant.isActive,
      },
    },
    command: 'tenants.update',
    version: tenant.version,
    send: (checked, version) => ({ ...checked, version }),
    label: useTenantLabel(),
    onSaved: () => {
      toast({ tone: 'ok', title: t('tenants.saved') });
      onClose();
    },
  });
  return (
    <FormDialog
      title={t('tenants.form.editTitle')}
      commandForm={commandForm}
      saveLabel={t('common.save')}
      onClose={onClose}
    >
      <TenantFields control={commandForm.form.control} isNew={false} />
    </FormDialog>
  );
}

function TenantFields({ control, isNew }: { control: Control<Values, unknown, Checked>; isNew: boolean }) {
  const { t } = useText();
  return (
    <>
      <FormGrid>
        <FormText control={control} name="tenant.nameAr" label={t('tenants.field.nameAr')} language="ar" autoFocus />
        <FormText control={control} name="tenant.name" label={t('tenants.field.name')} language="en" />
        {isNew && (
          <FormText
            control={control}
            name="tenantId"
            label={t('tenants.field.id')}
            kind="code"
            description={t('tenants.form.idHint')}
          />
        )}
        <FormText control={control} name="tenant.taxId" label={t('tenants.field.taxId')} kind="code" nullable />
      </FormGrid>
      <FormSection title={t('tenants.form.contact')}>
        <FormGrid>
          <FormText
            control={control}
            name="tenant.contact.nameAr"
            label={t('tenants.field.contactNameAr')}
            language="ar"
            nullable
          />
          <FormText
            control={control}
            name="tenant.contact.name"
            label={t('tenants.field.contactNameEn')}
            language="en"
            nullable
          />
          <FormText
            control={control}
            name="tenant.contact.phone"
            label={t('tenants.field.phone')}
            type="tel"
            kind="code"
            nullable
          />
          <FormText
            control={control}
            name="tenant.contact.email"
            label={t('tenants.field.email')}
            type="email"
            kind="code"
            nullable
          />
          <FormText
            control={control}
            name="tenant.contact.governorate"
            label={t('tenants.field.governorate')}
            nullable
          />
          <FormText control={control} name="tenant.contact.city" label={t('tenants.field.city')} nullable />
          <FormWide>
            <FormText control={control} name="tenant.contact.address" label={t('tenants.field.address')} nullable />
          </FormWide>
        </FormGrid>
      </FormSection>
      <FormCheckbox control={control} name="tenant.isActive" label={t('tenants.field.isActive')} />
    </>
  );
}
