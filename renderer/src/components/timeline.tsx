import type { ReactNode } from 'react';
import type { Instant } from '@contract/calendar-date';
import { classes } from './class-names';
import { InstantText } from './values';
import styles from './timeline.module.css';

export interface TimelineItem {
  readonly id: string;
  readonly at: Instant;
  readonly tone?: 'ok' | 'bad' | 'mute';
  readonly what: ReactNode;
  /** Who did it, from where. */
  readonly who?: ReactNode;
  /** What can be unfolded below it. */
  readonly more?: { readonly label: string; readonly content: ReactNode };
}

/** What happened to a record, newest first. */
export function Timeline({ items }: { readonly items: readonly TimelineItem[] }) {
  return (
    <ol className={styles.list}>
      {items.map((item) => (
        <li key={item.id}>
          <i className={classes(styles.dot, styles[item.tone ?? 'mute'])} aria-hidden />
          <span>
            {item.what}
            {item.who !== undefined && <span className={styles.who}>{item.who}</span>}
          </span>
          <span className={styles.when}>
            <InstantText at={item.at} />
          </span>
          {item.more !== undefined && (
            <details className={styles.more}>
              <summary>{item.more.label}</summary>
              {item.more.content}
            </details>
          )}
        </li>
      ))}
    </ol>
  );
}
