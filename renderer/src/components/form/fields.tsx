import { useController, type Control, type FieldPath, type FieldValues } from 'react-hook-form';
import { Checkbox, RadioGroup, type RadioGroupProps } from '../choices';
import { DateField, type DateFieldProps } from '../date-field';
import { DecimalField, MoneyField, type DecimalFieldProps, type MoneyFieldProps } from '../number-field';
import { Select, type SelectProps } from '../select';
import { TextField, type TextFieldProps } from '../text-field';
import { useIssueText } from './issue';

/** Which value of the form a field edits: `control={form.control} name="tenant.name"`. */
interface Bound<V extends FieldValues, T> {
  readonly control: Control<V, unknown, T>;
  readonly name: FieldPath<V>;
}
type Unbound<P> = Omit<P, 'value' | 'onChange' | 'onBlur' | 'error'>;

function useBound<V extends FieldValues, T>({ control, name }: Bound<V, T>) {
  const { field, fieldState } = useController({ control, name });
  const issueText = useIssueText();
  const value: unknown = field.value;
  return {
    value,
    text: typeof value === 'string' ? value : '',
    change: (next: unknown) => field.onChange(next),
    onBlur: field.onBlur,
    error: issueText(fieldState.error?.message),
  };
}

/** `nullable`: an empty field is null, for values that may be missing. */
export function FormText<V extends FieldValues, T>({
  control,
  name,
  nullable = false,
  ...props
}: Bound<V, T> & Unbound<TextFieldProps> & { readonly nullable?: boolean }) {
  const { text, change, onBlur, error } = useBound({ control, name });
  return (
    <TextField
      {...props}
      required={props.required ?? !nullable}
      value={text}
      onChange={(next) => change(nullable && next === '' ? null : next)}
      onBlur={onBlur}
      error={error}
    />
  );
}

export function FormMoney<V extends FieldValues, T>({
  control,
  name,
  nullable = false,
  ...props
}: Bound<V, T> & Unbound<MoneyFieldProps> & { readonly nullable?: boolean }) {
  const { text, change, onBlur, error } = useBound({ control, name });
  return (
    <MoneyField
      {...props}
      required={props.required ?? !nullable}
      value={text}
      onChange={(next) => change(nullable && next === '' ? null : next)}
      onBlur={onBlur}
      error={error}
    />
  );
}

export function FormDecimal<V extends FieldValues, T>({
  control,
  name,
  ...props
}: Bound<V, T> & Unbound<DecimalFieldProps>) {
  const { text, change, onBlur, error } = useBound({ control, name });
  return <DecimalField {...props} value={text} onChange={change} onBlur={onBlur} error={error} />;
}

/** A whole number: the form holds a JavaScript number (a count, days), never money. */
export function FormCount<V extends FieldValues, T>({
  control,
  name,
  ...props
}: Bound<V, T> & Omit<Unbound<DecimalFieldProps>, 'scale'>) {
  const { value, text, change, onBlur, error } = useBound({ control, name });
  return (
    <DecimalField
      {...props}
      scale={0}
      value={typeof value === 'number' ? String(value) : text}
      onChange={(next) => change(/^\d{1,15}$/.test(next) ? Number(next) : next)}
      onBlur={onBlur}
      error={error}
    />
  );
}

export function FormDate<V extends FieldValues, T>({ control, name, ...props }: Bound<V, T> & Unbound<DateFieldProps>) {
  const { text, change, onBlur, error } = useBound({ control, name });
  return <DateField {...props} value={text} onChange={change} onBlur={onBlur} error={error} />;
}

export function FormSelect<V extends FieldValues, T, C extends string>({
  control,
  name,
  ...props
}: Bound<V, T> & Unbound<SelectProps<C>>) {
  const { value, change, onBlur, error } = useBound({ control, name });
  const chosen = props.choices.find((choice) => choice.value === value)?.value ?? null;
  return <Select {...props} value={chosen} onChange={change} onBlur={onBlur} error={error} />;
}

export function FormRadio<V extends FieldValues, T, C extends string>({
  control,
  name,
  ...props
}: Bound<V, T> & Unbound<RadioGroupProps<C>>) {
  const { value, change, error } = useBound({ control, name });
  const chosen = props.choices.find((choice) => choice.value === value)?.value ?? null;
  return <RadioGroup {...props} value={chosen} onChange={change} error={error} />;
}

export function FormCheckbox<V extends FieldValues, T>({
  control,
  name,
  label,
}: Bound<V, T> & { readonly label: string }) {
  const { value, change } = useBound({ control, name });
  return (
    <Checkbox checked={value === true} onChange={change}>
      {label}
    </Checkbox>
  );
}
