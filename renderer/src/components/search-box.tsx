import { Search, X } from 'lucide-react';
import { useEffect, useState } from 'react';
import { Button, Input, SearchField } from 'react-aria-components';
import { useText } from '@/i18n';
import { useShortcut } from './shortcuts';
import styles from './search-box.module.css';

/** Searches within a list; tells what was typed 200 ms after the last key. */
export function SearchBox({ label, value, onChange }: SearchBoxProps) {
  const { t } = useText();
  const [typed, setTyped] = useState(value);
  const [input, setInput] = useState<HTMLInputElement | null>(null);
  useEffect(() => setTyped(value), [value]);
  useEffect(() => {
    if (typed === value) return undefined;
    const timer = setTimeout(() => onChange(typed), 200);
    return () => clearTimeout(timer);
  }, [typed, value, onChange]);
  useShortcut({ keys: '/', label, run: () => input?.focus() });
  return (
    <SearchField className={styles.box ?? ''} aria-label={label} value={typed} onChange={setTyped}>
      <Search size={15} aria-hidden />
      <Input
        ref={setInput}
        className={styles.input ?? ''}
        placeholder={label}
        dir={typed === '' ? undefined : 'auto'}
      />
      {typed !== '' && (
        <Button className={styles.clear ?? ''} aria-label={t('common.clear')}>
          <X size={14} aria-hidden />
        </Button>
      )}
    </SearchField>
  );
}
interface SearchBoxProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
}
