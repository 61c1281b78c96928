import type { ReactNode } from 'react';
import { classes } from '@/components';
import styles from './gallery.module.css';

/** One kind of component, under its name. */
export function Part({ title, wide = false, children }: PartProps) {
  return (
    <section className={classes(styles.part, wide && styles.wide)} aria-label={title}>
      <h2>{title}</h2>
      <div className={styles.stack}>{children}</div>
    </section>
  );
}
interface PartProps {
  readonly title: string;
  readonly wide?: boolean;
  readonly children: ReactNode;
}
