import { useState, type ReactNode } from 'react';
import { Dialog as AriaDialog, Modal, ModalOverlay } from 'react-aria-components';
import { useText } from '@/i18n';
import { classes } from './class-names';
import { Layer } from './layer';
import { useShortcut } from './shortcuts';
import { useRoom } from './data-list/use-room';
import { usePreferences } from './preferences';
import { recordWidthIn, SplitHandle } from './split-handle';
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

/** The list keeps its place while a record is open beside it; below 1200 px the record is a sheet over the list. */
export function SplitView({ list, record, recordLabel, onClose }: SplitViewProps) {
  const narrow = useNarrow();
  const { t } = useText();
  const open = record !== null;
  const { preferences } = usePreferences();
  const [split, setSplit] = useState<HTMLElement | null>(null);
  const [aside, setAside] = useState<HTMLElement | null>(null);
  const [chosen, setChosen] = useState(preferences.recordWidth);
  const room = useRoom(split);
  const width = recordWidthIn(chosen, room);
  const shown = useRoom(aside);
  useShortcut({ keys: 'Escape', label: t('common.close'), run: onClose, enabled: open && !narrow });
  return (
    <div
      ref={setSplit}
      className={classes(styles.split, open && !narrow && styles.open)}
      style={
        width === null ? undefined : { gridTemplateColumns: open && !narrow ? `minmax(0, 1fr) ${width}px` : undefined }
      }
    >
      <section className={styles.list}>{list}</section>
      {open && !narrow && (
        <aside ref={setAside} className={styles.record} aria-label={recordLabel}>
          <SplitHandle room={room} record={width ?? shown} onWidth={setChosen} />
          {record}
        </aside>
      )}
      {open && narrow && (
        <ModalOverlay
          className={styles.scrim ?? ''}
          isOpen
          isDismissable
          onOpenChange={(isOpen) => {
            if (!isOpen) onClose();
          }}
          data-layer=""
        >
          <Modal className={styles.sheet ?? ''}>
            <AriaDialog className={styles.dialog ?? ''} aria-label={recordLabel}>
              <Layer>{record}</Layer>
            </AriaDialog>
          </Modal>
        </ModalOverlay>
      )}
    </div>
  );
}
