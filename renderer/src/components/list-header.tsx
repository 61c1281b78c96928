import type { ReactNode } from 'react';
import { useText } from '@/i18n';
import styles from './list-header.module.css';
import { ActionArea } from './withheld';

/** A screen's title with its count, and its actions at the end. */
export function ListHeader({ title, count, children }: ListHeaderProps) {
  const text = useText();
  return (
    <header className={styles.head}>
      <ActionArea>
        <h1 className={styles.title}>{title}</h1>
        {count !== undefined && <span className={`num ${styles.count ?? ''}`}>{text.count(count)}</span>}
        <span className={styles.actions}>{children}</span>
      </ActionArea>
    </header>
  );
}
interface ListHeaderProps {
  readonly title: string;
  readonly count?: number | undefined;
  readonly children?: ReactNode;
}
