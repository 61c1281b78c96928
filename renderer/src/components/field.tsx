import type { ReactNode } from 'react';
import { FieldError as AriaFieldError, Label, Text } from 'react-aria-components';
import { useText } from '@/i18n';
import styles from './field.module.css';

/** What every field shares. */
export interface FieldProps {
  readonly label: string;
  readonly description?: ReactNode;
  /** What is wrong, as a sentence; shown below the field. */
  readonly error?: string | undefined;
  readonly required?: boolean;
  readonly disabled?: boolean;
  /** The label is read out but not drawn: in tables, where the column's head says it. */
  readonly hideLabel?: boolean;
  readonly autoFocus?: boolean;
}

export function FieldLabel({ label, required = true, hideLabel = false }: FieldProps) {
  const { t } = useText();
  return (
    <Label className={hideLabel ? 'visually-hidden' : (styles.label ?? '')}>
      {label}
      {!required && <span className={styles.optional}> ({t('common.optional')})</span>}
    </Label>
  );
}

export function FieldNotes({ description, error }: Pick<FieldProps, 'description' | 'error'>) {
  return (
    <>
      {description !== undefined && error === undefined && (
        <Text slot="description" className={styles.description ?? ''}>
          {description}
        </Text>
      )}
      <AriaFieldError className={styles.error ?? ''}>{error}</AriaFieldError>
    </>
  );
}

export { styles as fieldStyles };
