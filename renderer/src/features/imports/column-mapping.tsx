import { useState } from 'react';
import { Button, Select } from '@/components';
import { useText } from '@/i18n';
import styles from './imports.module.css';

interface ColumnMappingProps<C extends string> {
  /** The first rows of the file, the heads among them. */
  readonly sample: readonly (readonly string[])[];
  readonly headRow: number;
  readonly columns: Readonly<Record<C, number | null>>;
  readonly names: readonly { readonly name: C; readonly label: string }[];
  /** True where the columns must be chosen before anything can follow. */
  readonly open: boolean;
  readonly onChange: (columns: Partial<Record<C, number | null>>) => void;
}

/** Which column of the file is what: shown where it could not be told from the heads, and on request. */
export function ColumnMapping<C extends string>(props: ColumnMappingProps<C>) {
  const { sample, headRow, columns, names, onChange } = props;
  const { t } = useText();
  const [shown, setShown] = useState(props.open);
  if (!shown) {
    return (
      <div>
        <Button size="small" variant="quiet" onPress={() => setShown(true)}>
          {t('imports.changeColumns')}
        </Button>
      </div>
    );
  }
  const width = Math.max(0, ...sample.map((row) => row.length));
  const heads = sample[headRow] ?? [];
  const first = sample[headRow + 1] ?? [];
  const choices = [
    { value: 'none', label: t('imports.noColumn') },
    ...Array.from({ length: width }, (_, place) => ({
      value: String(place),
      label: heads[place] || t('imports.columnNumber', { number: place + 1 }),
      detail: first[place] ?? '',
    })),
  ];
  return (
    <fieldset className={styles.mapping}>
      <legend>{t('imports.columns')}</legend>
      {names.map(({ name, label }) => (
        <Select
          key={name}
          label={label}
          value={columns[name] === null ? 'none' : String(columns[name])}
          choices={choices}
          onChange={(value) => {
            const part: Partial<Record<C, number | null>> = {};
            part[name] = value === 'none' ? null : Number(value);
            onChange(part);
          }}
        />
      ))}
    </fieldset>
  );
}
