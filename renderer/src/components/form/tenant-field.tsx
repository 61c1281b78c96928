import { useState } from 'react';
import { useController, type Control, type FieldPath, type FieldValues } from 'react-hook-form';
import { useRead } from '@/api';
import { useText } from '@/i18n';
import { ComboBox, type Choice } from '../combo-box';
import type { FieldProps } from '../field';
import { useIssueText } from './issue';

/** A customer, found by name in either language or by id. The form holds the tenant's id. */
export function FormTenant<V extends FieldValues, T>({ control, name, ...props }: FormTenantProps<V, T>) {
  const text = useText();
  const issueText = useIssueText();
  const { field, fieldState } = useController({ control, name });
  const [term, setTerm] = useState('');
  const { data, isFetching } = useRead('tenants.suggest', { search: term }, { keepPrevious: true });
  const id: unknown = field.value;
  const [chosen, setChosen] = useState<Choice | null>(null);
  const choices = (data ?? []).map((tenant) => ({
    id: tenant.tenantId,
    label: text.name(tenant.name, tenant.nameAr) || tenant.tenantId,
    detail: tenant.tenantId,
  }));
  const value =
    typeof id === 'string' && id !== ''
      ? ((chosen?.id === id ? chosen : choices.find((choice) => choice.id === id)) ?? { id, label: props.known ?? id })
      : null;
  return (
    <ComboBox
      {...props}
      value={value}
      onChange={(choice) => {
        setChosen(choice);
        field.onChange(choice?.id ?? '');
      }}
      onBlur={field.onBlur}
      choices={choices}
      onSearch={setTerm}
      loading={isFetching}
      error={issueText(fieldState.error?.message)}
    />
  );
}
interface FormTenantProps<V extends FieldValues, T> extends Omit<FieldProps, 'error'> {
  readonly control: Control<V, unknown, T>;
  readonly name: FieldPath<V>;
  /** The name of the customer that the form starts with. */
  readonly known?: string;
}
