import { ChevronDown, X } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button, ListBox, ListBoxItem, Popover, Select, SelectValue, ToggleButton } from 'react-aria-components';
import { useText } from '@/i18n';
import { classes } from './class-names';
import styles from './chips.module.css';

/** A row of filters above a list. */
export function FilterChips({ children }: { readonly children: ReactNode }) {
  const { t } = useText();
  return (
    <div className={styles.row} role="group" aria-label={t('common.filters')}>
      {children}
    </div>
  );
}

/** One filter that is on or off, with a count where known. */
export function Chip({ label, on, count, onChange }: ChipProps) {
  const text = useText();
  return (
    <ToggleButton className={styles.chip ?? ''} isSelected={on} onChange={onChange}>
      {label}
      {count !== undefined && (
        <>
          <span aria-hidden>·</span> <span className="num">{text.count(count)}</span>
        </>
      )}
    </ToggleButton>
  );
}
interface ChipProps {
  readonly label: string;
  readonly on: boolean;
  readonly count?: number;
  readonly onChange: (on: boolean) => void;
}

/** A filter with several values, of which one or none is chosen: `Currency: all ▾`. */
export function ChoiceChip<V extends string>({ label, value, choices, onChange }: ChoiceChipProps<V>) {
  const { t } = useText();
  const chosen = choices.find((choice) => choice.value === value);
  return (
    <Select
      aria-label={label}
      value={value ?? ''}
      onChange={(key) => onChange(choices.find((choice) => choice.value === key)?.value ?? null)}
    >
      <Button className={classes(styles.chip, value !== null && styles.on)}>
        <SelectValue className={styles.value ?? ''}>
          {label}: <bdi>{chosen?.label ?? t('common.all')}</bdi>
        </SelectValue>
        <ChevronDown size={14} aria-hidden />
      </Button>
      <Popover className={styles.popover ?? ''} offset={4}>
        <ListBox className={styles.list ?? ''}>
          <ListBoxItem id="" className={styles.item ?? ''} textValue={t('common.all')}>
            {t('common.all')}
          </ListBoxItem>
          {choices.map((choice) => (
            <ListBoxItem key={choice.value} id={choice.value} className={styles.item ?? ''} textValue={choice.label}>
              {choice.label}
            </ListBoxItem>
          ))}
        </ListBox>
      </Popover>
    </Select>
  );
}
interface ChoiceChipProps<V extends string> {
  readonly label: string;
  readonly value: V | null;
  readonly choices: readonly { readonly value: V; readonly label: string }[];
  readonly onChange: (value: V | null) => void;
}

/** A filter that came from elsewhere, such as one customer: shown, and taken off with its cross. */
export function RemovableChip({ label, value, onRemove }: RemovableChipProps) {
  const { t } = useText();
  return (
    <Button
      className={classes(styles.chip, styles.on)}
      aria-label={`${t('common.filterBy', { name: label, value })}. ${t('common.removeFilter', { name: label })}`}
      onPress={onRemove}
    >
      {label}: <bdi className={styles.limited}>{value}</bdi>
      <X size={14} aria-hidden />
    </Button>
  );
}
interface RemovableChipProps {
  readonly label: string;
  readonly value: string;
  readonly onRemove: () => void;
}
