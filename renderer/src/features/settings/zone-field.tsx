import { useState } from 'react';
import { useController, type Control, type FieldPath, type FieldValues } from 'react-hook-form';
import { ComboBox, useIssueText } from '@/components';
import { useText } from '@/i18n';

/** Where the browser knows a zone under another name only, the office's own is still offered. */
const zones: readonly string[] = [...new Set(['Asia/Aden', 'Asia/Riyadh', ...Intl.supportedValuesOf('timeZone')])];
const mostShown = 60;

/** The zone that says which day it is. */
export function ZoneField<V extends FieldValues, T>({ control, name }: ZoneFieldProps<V, T>) {
  const { t } = useText();
  const issueText = useIssueText();
  const { field, fieldState } = useController({ control, name });
  const [term, setTerm] = useState('');
  const wanted = term.trim().toLowerCase().replaceAll(' ', '_');
  const found = zones.filter((zone) => zone.toLowerCase().includes(wanted)).slice(0, mostShown);
  const zone: unknown = field.value;
  return (
    <ComboBox
      label={t('settings.business.zone')}
      value={typeof zone === 'string' && zone !== '' ? { id: zone, label: zone } : null}
      onChange={(choice) => field.onChange(choice?.id ?? '')}
      onBlur={field.onBlur}
      choices={found.map((known) => ({ id: known, label: known }))}
      onSearch={setTerm}
      error={issueText(fieldState.error?.message)}
    />
  );
}
interface ZoneFieldProps<V extends FieldValues, T> {
  readonly control: Control<V, unknown, T>;
  readonly name: FieldPath<V>;
}
