import { useState, type ReactNode } from 'react';
import { useText } from '@/i18n';
import { classes } from './class-names';
import { useRoom } from './data-list/use-room';
import { OfferSteps, type ListSteps } from './data-list/use-list-steps';
import { Layer } from './layer';
import { usePreferences } from './preferences';
import { RecordSteps } from './record-steps';
import { useShortcut } from './shortcuts';
import { recordWidthIn, SplitHandle } from './split-handle';
import { useCover } from './use-cover';
import { useNarrow } from './use-narrow';
import styles from './split-view.module.css';

export interface SplitViewProps {
  readonly list: ReactNode;
  /** The opened record, or null where none is: the list then takes the whole width. */
  readonly record: ReactNode;
  /** What the record is, for screen readers: `Invoice SAH-2026-0005`. */
  readonly recordLabel: string;
  readonly onClose: () => void;
}

/**
 * The list keeps its place while a record is open beside it; below 1200 px the record is a sheet over the list. It is the same
 * element in both, so that a window that is made smaller, or drawn larger, takes nothing away that was typed in the record.
 */
export function SplitView({ list, record, recordLabel, onClose }: SplitViewProps) {
  const narrow = useNarrow();
  const open = record !== null;
  const { preferences } = usePreferences();
  const [split, setSplit] = useState<HTMLElement | null>(null);
  const [place, setPlace] = useState<HTMLElement | null>(null);
  const [chosen, setChosen] = useState(preferences.recordWidth);
  const [steps, setSteps] = useState<ListSteps | null>(null);
  const room = useRoom(split);
  const width = recordWidthIn(chosen, room);
  const shown = useRoom(place);
  const beside = open && !narrow;
  useCover(place, narrow);
  return (
    <div
      ref={setSplit}
      className={classes(styles.split, beside && styles.open)}
      style={width === null || !beside ? undefined : { gridTemplateColumns: `minmax(0, 1fr) ${width}px` }}
    >
      <section className={styles.list}>
        <OfferSteps value={setSteps}>{list}</OfferSteps>
      </section>
      {open && narrow && (
        <div className={styles.scrim} role="presentation" data-layer="" data-scrim="" onClick={onClose} />
      )}
      {open && (
        <div
          ref={setPlace}
          data-steps={steps === null ? undefined : ''}
          className={narrow ? styles.sheet : styles.record}
          role={narrow ? 'dialog' : 'complementary'}
          aria-modal={narrow ? true : undefined}
          aria-label={recordLabel}
          tabIndex={-1}
        >
          {beside && <SplitHandle room={room} record={width ?? shown} onWidth={setChosen} />}
          <Layer on={narrow}>
            <Leave onClose={onClose} />
            {steps !== null && <RecordSteps {...steps} />}
            <div className={styles.inner}>{record}</div>
          </Layer>
        </div>
      )}
    </div>
  );
}

function Leave({ onClose }: { readonly onClose: () => void }) {
  const { t } = useText();
  useShortcut({ keys: 'Escape', label: t('common.close'), run: onClose });
  return null;
}
