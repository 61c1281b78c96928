import { useEffect, useRef, useState } from 'react';
import { Group, Input, TextField as AriaTextField } from 'react-aria-components';
import type { Currency } from '@contract/currency';
import { formatAmount, formatDecimal, parseAmount, parseDecimal, useText, type ParsedNumber } from '@/i18n';
import { classes } from './class-names';
import { FieldLabel, FieldNotes, fieldStyles as styles, type FieldProps } from './field';

interface TypedNumberProps extends FieldProps {
  /** The exact value, such as `12.50`, or what was typed where it is no number. */
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly onBlur?: () => void;
  readonly unit?: string;
  readonly scale: number;
  readonly parse: (text: string) => ParsedNumber;
  readonly format: (value: string) => string;
}

/**
 * A text field for a number. No library's number field is used: each of those tried read `١٢٣.٤٥` wrongly or rounded.
 * While typing, the text stays as typed; the form gets the exact value as soon as it can be read, else the raw text,
 * which its schema refuses.
 */
function TypedNumber(props: TypedNumberProps) {
  const { t } = useText();
  const { value, parse, format } = props;
  const [typed, setTyped] = useState(() => format(value));
  const [focused, setFocused] = useState(false);
  const parsed = parse(typed);
  const typedValue = parsed.ok ? parsed.value : typed;

  // What this field itself said last. Anything else came from outside (a restored draft, a suggestion, a reset) and must
  // be shown at once, in a focused field too: what stands there is what will be sent.
  const said = useRef(value);
  useEffect(() => {
    const fromOutside = value !== said.current;
    said.current = value;
    if (fromOutside || (!focused && typedValue !== value)) setTyped(format(value));
  }, [focused, format, typedValue, value]);

  const problem =
    parsed.ok || parsed.problem === 'number_empty'
      ? undefined
      : t(`validation.${parsed.problem}`, { max: props.scale });
  // While typing nothing is wrong yet; once the form has refused it, the sentence stays until it is mended.
  const unreadable = focused ? undefined : problem;
  const error = props.error === undefined ? undefined : (problem ?? props.error);

  return (
    <AriaTextField
      className={styles.field ?? ''}
      value={typed}
      onChange={(text) => {
        setTyped(text);
        const next = parse(text);
        said.current = next.ok ? next.value : text;
        props.onChange(said.current);
      }}
      onFocus={() => setFocused(true)}
      onBlur={() => {
        setFocused(false);
        if (parsed.ok) setTyped(format(parsed.value));
        props.onBlur?.();
      }}
      isInvalid={error !== undefined || unreadable !== undefined}
      isDisabled={props.disabled ?? false}
      isRequired={props.required ?? true}
      validationBehavior="aria"
      inputMode="decimal"
      autoComplete="off"
      autoFocus={props.autoFocus ?? false}
    >
      <FieldLabel {...props} />
      <Group className={styles.group ?? ''} isInvalid={error !== undefined || unreadable !== undefined}>
        <Input
          className={classes(styles.input, styles.number)}
          onFocus={(event) => {
            event.currentTarget.select();
          }}
        />
        {props.unit !== undefined && <span className={styles.unit}>{props.unit}</span>}
      </Group>
      <FieldNotes description={props.description} error={error ?? unreadable} />
    </AriaTextField>
  );
}

export interface MoneyFieldProps extends FieldProps {
  /** An exact amount such as `1234.50`, or the raw text where it cannot be read; empty is the empty text. */
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly onBlur?: () => void;
  readonly currency?: Currency;
}

/** An amount of money, typed or pasted in either digit set. */
export function MoneyField({ currency, ...props }: MoneyFieldProps) {
  const text = useText();
  const { digits } = text;
  const [format] = useFormat((value) => formatAmount(value, digits), digits);
  return (
    <TypedNumber
      {...props}
      scale={2}
      parse={parseAmount}
      format={format}
      {...(currency === undefined ? {} : { unit: text.currency(currency) })}
    />
  );
}

export interface DecimalFieldProps extends FieldProps {
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly onBlur?: () => void;
  /** Decimals that are allowed: 0 for whole numbers. */
  readonly scale: number;
  /** What stands behind the number, such as `%`. */
  readonly unit?: string;
}

/** A quantity, a rate, a percentage or a whole number, typed or pasted in either digit set. */
export function DecimalField(props: DecimalFieldProps) {
  const { digits } = useText();
  const { scale } = props;
  const [format] = useFormat((value) => formatDecimal(value, digits), digits);
  const [parse] = useFormat((value) => parseDecimal(value, scale), scale);
  return <TypedNumber {...props} parse={parse} format={format} />;
}

/** The same function until what it depends on changes, so that effects see no difference. */
function useFormat<T>(make: (value: string) => T, depends: unknown): [(value: string) => T] {
  const [state, setState] = useState({ depends, make });
  if (state.depends === depends) return [state.make];
  setState({ depends, make });
  return [make];
}
