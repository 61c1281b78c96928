import { Input, TextArea, TextField as AriaTextField } from 'react-aria-components';
import { classes } from './class-names';
import { FieldLabel, FieldNotes, fieldStyles as styles, type FieldProps } from './field';

export interface TextFieldProps extends FieldProps {
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly onBlur?: () => void;
  readonly type?: 'text' | 'email' | 'tel' | 'password' | 'search';
  readonly placeholder?: string;
  readonly maxLength?: number;
  /** The language of what is typed, where it is not the screen's: sets its direction as well. */
  readonly language?: 'ar' | 'en';
  /** `code`: an id, an address, a number that is read from left to right. */
  readonly kind?: 'words' | 'code';
  /** More than one makes it an area. */
  readonly lines?: number;
  readonly autoComplete?: string;
}

export function TextField(props: TextFieldProps) {
  const { language, kind = 'words', lines = 1 } = props;
  const shared = {
    className: classes(styles.input, kind === 'code' && styles.code),
    ...(props.placeholder === undefined ? {} : { placeholder: props.placeholder }),
    ...(language === undefined ? {} : { lang: language, dir: language === 'ar' ? 'rtl' : 'ltr' }),
    // An empty field with dir=auto would put its placeholder at the left.
    ...(language === undefined && kind === 'words' && props.value !== '' ? { dir: 'auto' } : {}),
  };
  return (
    <AriaTextField
      className={styles.field ?? ''}
      value={props.value}
      onChange={props.onChange}
      isInvalid={props.error !== undefined}
      isDisabled={props.disabled ?? false}
      isRequired={props.required ?? true}
      validationBehavior="aria"
      autoComplete={props.autoComplete ?? 'off'}
      type={props.type ?? 'text'}
      autoFocus={props.autoFocus ?? false}
      {...(props.onBlur === undefined ? {} : { onBlur: props.onBlur })}
      {...(props.maxLength === undefined ? {} : { maxLength: props.maxLength })}
    >
      <FieldLabel {...props} />
      {lines > 1 ? <TextArea {...shared} rows={lines} /> : <Input {...shared} />}
      <FieldNotes {...props} />
    </AriaTextField>
  );
}
