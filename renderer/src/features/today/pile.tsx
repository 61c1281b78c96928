import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import type { Currency } from '@contract/currency';
import { AmountText, Button, classes, Money, type Tone } from '@/components';
import { useText } from '@/i18n';
import styles from './pile.module.css';

export interface PileRow {
  readonly id: string;
  readonly title: ReactNode;
  readonly detail: ReactNode;
  readonly pill: ReactNode;
  readonly amount: { readonly amount: string; readonly currency: Currency } | null;
  readonly onOpen: () => void;
}

interface PileProps<R> {
  readonly title: string;
  readonly icon: LucideIcon;
  readonly tone: Tone;
  readonly pile: {
    readonly count: number;
    readonly capped: boolean;
    readonly sums: readonly { readonly currency: Currency; readonly amount: string }[];
    readonly first: readonly R[];
  };
  readonly row: (row: R) => PileRow;
  readonly onAll: () => void;
}

/** One pile of work: how many, what they come to, the first few, and the way to all of them. */
export function Pile<R>({ title, icon: Icon, tone, pile, row, onAll }: PileProps<R>) {
  const text = useText();
  const { t } = text;
  const isEmpty = pile.count === 0;
  return (
    <section className={styles.pile} aria-label={title}>
      <header className={styles.head}>
        <span className={classes(styles.icon, !isEmpty && styles[tone])}>
          <Icon size={16} aria-hidden />
        </span>
        <h2 className={styles.title}>{title}</h2>
        <span className={classes('num', styles.count)}>
          {pile.capped ? t('common.countAtLeast', { count: pile.count - 1 }) : text.count(pile.count)}
        </span>
        <span className={styles.sums}>
          {pile.sums.map(({ currency, amount }) => (
            <Money key={currency} amount={amount} currency={currency} strong />
          ))}
        </span>
      </header>
      {isEmpty ? (
        <p className={styles.clear}>{t('today.clear')}</p>
      ) : (
        <ul className={styles.rows}>
          {pile.first.map((entry) => {
            const shown = row(entry);
            return (
              <li key={shown.id}>
                <button type="button" className={styles.row} onClick={shown.onOpen}>
                  <span className={styles.words}>
                    <span className={styles.name}>{shown.title}</span>
                    <span className={styles.detail}>{shown.detail}</span>
                  </span>
                  {shown.pill}
                  {shown.amount !== null && (
                    <>
                      <AmountText amount={shown.amount.amount} strong block />
                      <span className={styles.currency}>{text.currency(shown.amount.currency)}</span>
                    </>
                  )}
                </button>
              </li>
            );
          })}
        </ul>
      )}
      {pile.count > pile.first.length && (
        <footer className={styles.foot}>
          <Button size="small" variant="quiet" label={`${t('today.showAll')}: ${title}`} onPress={onAll}>
            {t('today.showAll')}
          </Button>
        </footer>
      )}
    </section>
  );
}
