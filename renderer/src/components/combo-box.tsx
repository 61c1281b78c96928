import { ChevronDown } from 'lucide-react';
import { useEffect, useState } from 'react';
import { Button, ComboBox as AriaComboBox, Group, Input, ListBox, ListBoxItem, Popover } from 'react-aria-components';
import { useText } from '@/i18n';
import { FieldLabel, FieldNotes, fieldStyles as styles, type FieldProps } from './field';

export interface Choice {
  readonly id: string;
  readonly label: string;
  readonly detail?: string;
}

export interface ComboBoxProps extends FieldProps {
  /** The chosen one; null where none is. */
  readonly value: Choice | null;
  readonly onChange: (choice: Choice | null) => void;
  readonly onBlur?: () => void;
  /** What is offered for the typed text; see `onSearch`. */
  readonly choices: readonly Choice[];
  /** Gets what is typed, 150 ms after the last key: feed it to a read whose answer becomes `choices`. */
  readonly onSearch: (term: string) => void;
  readonly loading?: boolean;
  readonly placeholder?: string;
}

/** One of many, found by typing: a customer, a subscription. The search itself is main's. */
export function ComboBox(props: ComboBoxProps) {
  const { t } = useText();
  const { value, onSearch, choices } = props;
  const [typed, setTyped] = useState(value?.label ?? '');

  useEffect(() => setTyped(value?.label ?? ''), [value]);
  useEffect(() => {
    const timer = setTimeout(() => onSearch(typed === value?.label ? '' : typed), 150);
    return () => clearTimeout(timer);
  }, [typed, value, onSearch]);

  const offered = value !== null && !choices.some(({ id }) => id === value.id) ? [value, ...choices] : choices;
  return (
    <AriaComboBox
      className={styles.field ?? ''}
      items={offered}
      inputValue={typed}
      onInputChange={(text) => {
        setTyped(text);
        if (text === '' && value !== null) props.onChange(null);
      }}
      value={value?.id ?? null}
      onChange={(key) => {
        const choice = offered.find(({ id }) => id === key);
        if (choice === undefined) return;
        // At once with the choice: a text that changes later counts as typed, and opens the list again.
        setTyped(choice.label);
        props.onChange(choice);
      }}
      menuTrigger="input"
      allowsEmptyCollection
      defaultFilter={() => true}
      isInvalid={props.error !== undefined}
      isDisabled={props.disabled ?? false}
      isRequired={props.required ?? true}
      validationBehavior="aria"
      autoFocus={props.autoFocus ?? false}
      onBlur={() => {
        if (value !== null) setTyped(value.label);
        props.onBlur?.();
      }}
    >
      <FieldLabel {...props} />
      <Group className={styles.group ?? ''} isInvalid={props.error !== undefined}>
        <Input
          className={styles.input ?? ''}
          dir={typed === '' ? undefined : 'auto'}
          placeholder={props.placeholder ?? t('common.searchMore')}
        />
        <Button>
          <ChevronDown size={15} aria-hidden />
        </Button>
      </Group>
      <Popover className={styles.popover ?? ''} offset={4}>
        <ListBox<Choice>
          className={styles.list ?? ''}
          renderEmptyState={() => (
            <div className={styles.empty}>{props.loading === true ? t('common.loading') : t('common.noMatches')}</div>
          )}
        >
          {(choice) => (
            <ListBoxItem id={choice.id} className={styles.item ?? ''} textValue={choice.label}>
              <bdi>{choice.label}</bdi>
              {choice.detail !== undefined && (
                <span className={styles.itemDetail}>
                  <bdi>{choice.detail}</bdi>
                </span>
              )}
            </ListBoxItem>
          )}
        </ListBox>
      </Popover>
      <FieldNotes {...props} />
    </AriaComboBox>
  );
}
