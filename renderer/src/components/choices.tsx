import { Check, Minus } from 'lucide-react';
import type { ReactNode } from 'react';
import {
  Checkbox as AriaCheckbox,
  Label,
  Radio,
  RadioGroup as AriaRadioGroup,
  Switch as AriaSwitch,
} from 'react-aria-components';
import { FieldNotes, fieldStyles, type FieldProps } from './field';
import styles from './choices.module.css';

interface CheckboxProps {
  readonly children: ReactNode;
  readonly checked: boolean;
  readonly indeterminate?: boolean;
  readonly disabled?: boolean;
  readonly label?: string;
  readonly onChange: (checked: boolean) => void;
}

export function Checkbox({
  children,
  checked,
  indeterminate = false,
  disabled = false,
  label,
  onChange,
}: CheckboxProps) {
  return (
    <AriaCheckbox
      className={styles.choice ?? ''}
      isSelected={checked}
      isIndeterminate={indeterminate}
      isDisabled={disabled}
      onChange={onChange}
      {...(label === undefined ? {} : { 'aria-label': label })}
    >
      <span className={styles.box} aria-hidden>
        {indeterminate ? <Minus size={13} strokeWidth={3} /> : checked && <Check size={13} strokeWidth={3} />}
      </span>
      {children}
    </AriaCheckbox>
  );
}

/** On or off, at once, without saving. */
export function Switch({ children, checked, disabled = false, onChange }: CheckboxProps) {
  return (
    <AriaSwitch className={styles.choice ?? ''} isSelected={checked} isDisabled={disabled} onChange={onChange}>
      <span className={styles.track} aria-hidden>
        <span className={styles.thumb} />
      </span>
      {children}
    </AriaSwitch>
  );
}

export interface RadioGroupProps<V extends string> extends FieldProps {
  readonly value: V | null;
  readonly onChange: (value: V) => void;
  readonly choices: readonly { readonly value: V; readonly label: string; readonly detail?: string }[];
  /** `cards`: each choice a surface of its own, for the wizard. */
  readonly look?: 'row' | 'column' | 'cards';
}

export function RadioGroup<V extends string>(props: RadioGroupProps<V>) {
  const { look = 'row' } = props;
  return (
    <AriaRadioGroup
      className={fieldStyles.field ?? ''}
      value={props.value}
      onChange={(key) => {
        const choice = props.choices.find(({ value }) => value === key);
        if (choice) props.onChange(choice.value);
      }}
      isInvalid={props.error !== undefined}
      isDisabled={props.disabled ?? false}
      isRequired={props.required ?? true}
      validationBehavior="aria"
    >
      <Label className={props.hideLabel === true ? 'visually-hidden' : (fieldStyles.label ?? '')}>{props.label}</Label>
      <div className={styles[look]}>
        {props.choices.map((choice) => (
          <Radio key={choice.value} value={choice.value} className={styles.choice ?? ''}>
            <span className={styles.dot} aria-hidden />
            <span>
              {choice.label}
              {choice.detail !== undefined && <span className={styles.detail}>{choice.detail}</span>}
            </span>
          </Radio>
        ))}
      </div>
      <FieldNotes {...props} />
    </AriaRadioGroup>
  );
}
