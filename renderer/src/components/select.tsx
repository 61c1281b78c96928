import { ChevronDown } from 'lucide-react';
import { Button, ListBox, ListBoxItem, Popover, Select as AriaSelect, SelectValue } from 'react-aria-components';
import { useText } from '@/i18n';
import { classes } from './class-names';
import { FieldLabel, FieldNotes, fieldStyles as styles, type FieldProps } from './field';

export interface SelectProps<V extends string> extends FieldProps {
  /** The chosen value; null where none is. */
  readonly value: V | null;
  readonly onChange: (value: V) => void;
  readonly onBlur?: () => void;
  readonly choices: readonly { readonly value: V; readonly label: string; readonly detail?: string }[];
}

/** One of a few known values. */
export function Select<V extends string>(props: SelectProps<V>) {
  const { t } = useText();
  return (
    <AriaSelect
      className={styles.field ?? ''}
      value={props.value}
      onChange={(key) => {
        const choice = props.choices.find(({ value }) => value === key);
        if (choice) props.onChange(choice.value);
      }}
      isInvalid={props.error !== undefined}
      isDisabled={props.disabled ?? false}
      isRequired={props.required ?? true}
      validationBehavior="aria"
      placeholder={t('validation.choose')}
      {...(props.onBlur === undefined ? {} : { onBlur: props.onBlur })}
    >
      <FieldLabel {...props} />
      <Button
        className={classes(styles.selectButton, props.error !== undefined && styles.invalid)}
        autoFocus={props.autoFocus ?? false}
      >
        <SelectValue />
        <ChevronDown size={15} aria-hidden />
      </Button>
      <Popover className={styles.popover ?? ''} offset={4}>
        <ListBox className={styles.list ?? ''}>
          {props.choices.map((choice) => (
            <ListBoxItem key={choice.value} id={choice.value} className={styles.item ?? ''} textValue={choice.label}>
              <bdi>{choice.label}</bdi>
              {choice.detail !== undefined && <span className={styles.itemDetail}>{choice.detail}</span>}
            </ListBoxItem>
          ))}
        </ListBox>
      </Popover>
      <FieldNotes {...props} />
    </AriaSelect>
  );
}
