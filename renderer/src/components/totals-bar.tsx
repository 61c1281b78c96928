import type { ReactNode } from 'react';
import type { Totals } from '@contract/page';
import { useText } from '@/i18n';
import { Kbd } from './kbd';
import { AmountText } from './values';
import { useShortcutSheet } from './shortcut-sheet';
import styles from './totals-bar.module.css';

/** How many rows the filter holds and what they come to, for each currency; currencies are never added together. */
export function TotalsBar({ totals, show = 'due', children }: TotalsBarProps) {
  const text = useText();
  const sheet = useShortcutSheet();
  return (
    <footer className={styles.bar}>
      <span className={styles.item} role="status">
        {totals === undefined
          ? '…'
          : totals.capped
            ? text.t('common.countAtLeast', { count: totals.count - 1 })
            : text.t('common.count', { count: totals.count })}
      </span>
      {show !== 'none' &&
        totals?.currencies.map(({ currency, total, due }) => (
          <span key={currency} className={styles.item}>
            {text.t(`common.${show === 'due' && due !== null ? 'dueIn' : 'totalIn'}.${currency}`)}:{' '}
            <b>
              <AmountText amount={show === 'due' && due !== null ? due : total} />
            </b>
          </span>
        ))}
      {children}
      <button type="button" className={styles.help} onClick={sheet.open}>
        <Kbd keys="?" /> {text.t('app.shortcuts.open')}
      </button>
    </footer>
  );
}
interface TotalsBarProps {
  readonly totals: Totals | undefined;
  /** Which sum is shown: what is due, the total, or only the count. */
  readonly show?: 'due' | 'total' | 'none';
  readonly children?: ReactNode;
}
