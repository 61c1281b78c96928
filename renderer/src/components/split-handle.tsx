import { useEffect, useRef, useState, type KeyboardEvent, type PointerEvent } from 'react';
import { useText } from '@/i18n';
import { usePreferences } from './preferences';
import { useToldKey } from './shortcuts';
import styles from './split-view.module.css';

/** What a record, and a list beside it, need at least; in pixels. */
const leastRecord = 340;
const leastList = 480;
const step = 24;

/**
 * The edge between a list and its record: drawn with the pointer, or moved by the arrow keys; a double click or Home gives the
 * first width back. Kept for this user, and the same in every list.
 */
export function SplitHandle({ room, record, onWidth }: SplitHandleProps) {
  const { t, direction } = useText();
  const { change } = usePreferences();
  useToldKey({ keys: 'ArrowLeft ArrowRight', label: t('common.recordWidthKeys') });
  const from = useRef<{ readonly x: number; readonly width: number } | null>(null);
  const [last, setLast] = useState<number | null>(null);
  // Keys come faster than the width is measured anew.
  const reached = useRef(record);
  useEffect(() => {
    reached.current = record;
  }, [record]);
  const most = Math.max(leastRecord, room - leastList);
  const fit = (width: number): number => Math.round(Math.min(most, Math.max(leastRecord, width)));
  // The record lies at the end: on the left in Arabic.
  const towardsList = direction === 'rtl' ? 1 : -1;

  const keep = (width: number | null): void => {
    if (width !== null) reached.current = width;
    onWidth(width);
    change({ recordWidth: width });
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const widths: Readonly<Record<string, number | null>> = {
      ArrowLeft: fit(reached.current - step * towardsList),
      ArrowRight: fit(reached.current + step * towardsList),
      Home: null,
    };
    if (!(event.key in widths)) return;
    event.preventDefault();
    keep(widths[event.key] ?? null);
  };
  const onPointerDown = (event: PointerEvent<HTMLDivElement>): void => {
    event.currentTarget.setPointerCapture(event.pointerId);
    from.current = { x: event.clientX, width: record };
  };
  const onPointerMove = (event: PointerEvent): void => {
    if (from.current === null) return;
    const width = fit(from.current.width + (event.clientX - from.current.x) * towardsList);
    setLast(width);
    onWidth(width);
  };
  const onPointerUp = (): void => {
    if (from.current !== null && last !== null) change({ recordWidth: last });
    from.current = null;
    setLast(null);
  };
  return (
    <div
      className={styles.handle}
      role="separator"
      aria-orientation="vertical"
      aria-label={t('common.recordWidth')}
      aria-valuemin={leastRecord}
      aria-valuemax={most}
      aria-valuenow={Math.round(record)}
      tabIndex={0}
      onKeyDown={onKeyDown}
      onPointerDown={onPointerDown}
      onPointerMove={onPointerMove}
      onPointerUp={onPointerUp}
      onPointerCancel={onPointerUp}
      onDoubleClick={() => keep(null)}
    />
  );
}
interface SplitHandleProps {
  /** What list and record share, in pixels. */
  readonly room: number;
  /** The record's width now. */
  readonly record: number;
  /** Shows a width while it is being chosen; null for the first one. */
  readonly onWidth: (width: number | null) => void;
}

/** A kept width in this room: a window that has become narrower leaves the list its own. */
export function recordWidthIn(kept: number | null, room: number): number | null {
  if (kept === null || room === 0) return kept;
  return Math.min(kept, Math.max(leastRecord, room - leastList));
}
