import { ChevronDown, ChevronUp } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { useText } from '@/i18n';
import { IconButton } from './button';
import type { ListSteps } from './data-list/use-list-steps';
import { useShortcut } from './shortcuts';
import styles from './split-view.module.css';

const keysOf = { previous: 'Alt+ArrowUp', next: 'Alt+ArrowDown' } as const;
const nothing = (): void => undefined;

/** From the record that is open to its neighbours in the list. It outlives the record, so that a button keeps its focus. */
export function RecordSteps({ previous, next }: ListSteps) {
  const { t } = useText();
  const place = useRef<HTMLDivElement>(null);
  const pressed = useRef(false);
  const atStart = previous === null;
  const atEnd = next === null;
  useEffect(() => {
    // At the list's end the button that was pressed goes dead: the focus goes to the way back.
    if ((atStart || atEnd) && pressed.current)
      place.current?.querySelector<HTMLElement>('button:not(:disabled)')?.focus();
    pressed.current = false;
  }, [atStart, atEnd]);
  const press = (step: (() => void) | null) => (): void => {
    pressed.current = true;
    step?.();
  };
  useShortcut({
    keys: keysOf.previous,
    label: t('common.previousRecord'),
    run: previous ?? nothing,
    enabled: !atStart,
  });
  useShortcut({ keys: keysOf.next, label: t('common.nextRecord'), run: next ?? nothing, enabled: !atEnd });
  return (
    <div ref={place} className={styles.steps}>
      <IconButton
        label={t('common.previousRecord')}
        keys={keysOf.previous}
        icon={ChevronUp}
        disabled={atStart}
        onPress={press(previous)}
      />
      <IconButton
        label={t('common.nextRecord')}
        keys={keysOf.next}
        icon={ChevronDown}
        disabled={atEnd}
        onPress={press(next)}
      />
    </div>
  );
}
