import type { ReactNode } from 'react';
import type { CalendarDate, Instant } from '@contract/calendar-date';
import type { Currency } from '@contract/currency';
import { metricWords } from '@contract/metric-names';
import { useText } from '@/i18n';
import { classes } from './class-names';
import styles from './values.module.css';

/** A name or a code of unknown direction, isolated from what stands around it. */
export function Bdi({ children }: { readonly children: ReactNode }) {
  return <bdi>{children}</bdi>;
}

/** A number, code or other value that is read from left to right in both languages. */
export function Num({ children, className }: { readonly children: ReactNode; readonly className?: string }) {
  return <span className={classes('num', className)}>{children}</span>;
}

/** A metric in the reader's words; one that the service has added since by its key, read from left to right. */
export function MetricName({ metric }: { readonly metric: string }) {
  const words = metricWords(metric, useText().language);
  return words === null ? (
    <bdi dir="ltr" className={styles.key}>
      {metric}
    </bdi>
  ) : (
    <bdi>{words}</bdi>
  );
}

/** An amount without its currency, in the chosen digits. `block` aligns it to the right edge, units under units. */
export function AmountText({ amount, block = false, strong = false, tone }: AmountTextProps) {
  const text = useText();
  const shown = (
    <span className={classes('num', strong && 'strong', tone === 'bad' && styles.bad, tone === 'muted' && 'muted')}>
      {text.amount(amount)}
    </span>
  );
  return block ? <span className={styles.amount}>{shown}</span> : shown;
}
interface AmountTextProps {
  readonly amount: string;
  readonly block?: boolean;
  readonly strong?: boolean;
  readonly tone?: 'bad' | 'muted';
}

/** An amount with its currency beside it, for running text and tiles; in tables give each its own column. */
export function Money({ amount, currency, strong = false, tone }: MoneyProps) {
  const text = useText();
  return (
    <span className={styles.money}>
      <AmountText amount={amount} strong={strong} {...(tone === undefined ? {} : { tone })} />
      <span className={styles.currency}>{text.currency(currency)}</span>
    </span>
  );
}
interface MoneyProps {
  readonly amount: string;
  readonly currency: Currency;
  readonly strong?: boolean;
  readonly tone?: 'bad' | 'muted';
}

/** `2026/01/08` in the chosen digits, with the Hijri date beside it where asked and the preference is on. */
export function DateText({ date, hijri = false }: { readonly date: CalendarDate; readonly hijri?: boolean }) {
  const text = useText();
  return (
    <>
      <time className="num" dateTime={date}>
        {text.date(date)}
      </time>
      {hijri && text.hijri && (
        // No dot between them: beside Arabic-Indic digits it reads as a zero.
        <bdi className={classes('muted', styles.hijri)}>{text.hijriDate(date)}</bdi>
      )}
    </>
  );
}

/** An instant to the minute, in the business zone. */
export function InstantText({ at }: { readonly at: Instant }) {
  const text = useText();
  return (
    <time className="num" dateTime={at}>
      {text.instant(at)}
    </time>
  );
}

/** A pair of names: the reader's language, and the other one small below it. */
export function Names({ name, nameAr }: { readonly name: string; readonly nameAr: string }) {
  const text = useText();
  const first = text.name(name, nameAr);
  const second = first === nameAr ? name : nameAr;
  return (
    <span className={styles.names}>
      <bdi className="strong">{first}</bdi>
      {second !== '' && second !== first && (
        <bdi className="muted" lang={first === nameAr ? 'en' : 'ar'}>
          {second}
        </bdi>
      )}
    </span>
  );
}

/** Dates, codes and numbers with signs between their digits: what turns round inside Arabic words. */
const codes = /(\d+(?:[-/.,:٫٬]\d+)+|[A-Z]{2,5}-\d{4}-\d+)/;

/** Text that was written by a person or a program, of unknown direction, with each date and code in it kept whole. */
export function Prose({ text }: { readonly text: string }) {
  return (
    <bdi dir="auto">
      {text.split(codes).map((part, index) =>
        index % 2 === 0 ? (
          part
        ) : (
          <span key={index} className="num">
            {part}
          </span>
        ),
      )}
    </bdi>
  );
}
