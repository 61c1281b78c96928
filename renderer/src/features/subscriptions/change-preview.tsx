import { ArrowRight } from 'lucide-react';
import type { ChangeLine, ChangePreview } from '@contract/subscription-changes';
import { AmountText, Bdi, DateText, Money, Prose, SubscriptionPill } from '@/components';
import { useText } from '@/i18n';
import styles from './change-preview.module.css';

/** What a change will do: the terms before and after, then the money it moves, line by line, with the reason for each amount. */
export function ChangePreviewTable({ preview }: { readonly preview: ChangePreview }) {
  const { t } = useText();
  const { invoice, credits, kind, effectiveOn } = preview;
  return (
    <section className={styles.preview} aria-live="polite" aria-label={t('subscriptions.preview.title')}>
      <p className={styles.verdict}>
        <strong>{t(`subscriptions.changeKind.${kind}`)}</strong>
        <span>
          {t('subscriptions.preview.from')} <DateText date={effectiveOn} hijri />
        </span>
      </p>
      <TermsTable preview={preview} />
      {invoice !== null && (
        <MoneyTable
          title={t('subscriptions.preview.invoice')}
          lines={invoice.lines}
          sums={[
            ...(invoice.taxAmount === '0.00'
              ? []
              : [
                  { label: t('subscriptions.preview.subtotal'), amount: invoice.subtotal },
                  { label: t('subscriptions.preview.tax', { rate: invoice.taxRate }), amount: invoice.taxAmount },
                ]),
            { label: t('subscriptions.preview.dueNow'), amount: invoice.total, currency: preview.currency },
          ]}
        />
      )}
      {credits.map(({ invoiceId, invoiceNumber, line }) => (
        <MoneyTable
          key={invoiceId}
          title={t('subscriptions.preview.creditNote', { number: invoiceNumber })}
          lines={[line]}
          sums={[{ label: t('subscriptions.preview.credited'), amount: line.amount, currency: preview.currency }]}
        />
      ))}
      {preview.nextRun !== null && preview.nextRun.length > 0 && <NextRun periods={preview.nextRun} />}
      {invoice === null && credits.length === 0 && <p className={styles.none}>{t('subscriptions.preview.noMoney')}</p>}
    </section>
  );
}

function TermsTable({ preview }: { readonly preview: ChangePreview }) {
  const text = useText();
  const { t } = text;
  const { before, after, currency, kind } = preview;
  const isOver = kind === 'canceled' || kind === 'cancel_planned';
  const name = (terms: ChangePreview['before']) => <Bdi>{text.name(terms.planName, terms.planNameAr)}</Bdi>;
  const price = (terms: ChangePreview['before']) =>
    terms.price === null ? '—' : <Money amount={terms.price} currency={currency} />;
  const rows = [
    { label: t('subscriptions.record.plan'), same: before.planId === after.planId, cell: name },
    {
      label: t('subscriptions.record.cycle'),
      same: before.cycle === after.cycle,
      cell: (terms: ChangePreview['before']) => t(`status.cycle.${terms.cycle}`),
    },
    {
      label: t('subscriptions.record.price'),
      same: before.price === after.price && before.cycle === after.cycle,
      cell: price,
    },
    {
      label: t('subscriptions.columns.status'),
      same: before.status === after.status,
      cell: (terms: ChangePreview['before']) => <SubscriptionPill status={terms.status} />,
    },
    {
      label: t('subscriptions.record.ends'),
      same: before.endDate === after.endDate,
      cell: (terms: ChangePreview['before']) => <DateText date={terms.endDate} />,
    },
    {
      label: t('subscriptions.record.nextBill'),
      same: before.nextBillingDate === after.nextBillingDate && !isOver,
      // What ends is not billed again.
      cell: (terms: ChangePreview['before']) =>
        terms === after && isOver ? '—' : <DateText date={terms.nextBillingDate} />,
    },
  ];
  return (
    <dl className={styles.terms}>
      {rows.map(({ label, same, cell }) => (
        <div key={label} className={styles.term}>
          <dt>{label}</dt>
          <dd>
            {same ? (
              <span className="muted">{cell(before)}</span>
            ) : (
              <>
                <span className={styles.old}>{cell(before)}</span>
                <ArrowRight size={14} className="mirrored" aria-label={t('subscriptions.preview.becomes')} />
                <strong>{cell(after)}</strong>
              </>
            )}
          </dd>
        </div>
      ))}
    </dl>
  );
}

/** What waits for the next billing run, period by period, so that no day on which it was stopped is billed unseen. */
function NextRun({ periods }: { readonly periods: NonNullable<ChangePreview['nextRun']> }) {
  const { t } = useText();
  const stopped = periods.filter(({ whileSuspended }) => whileSuspended).length;
  return (
    <div className={styles.nextRun}>
      <strong>{t('subscriptions.preview.nextRun', { count: periods.length })}</strong>
      <ul className={styles.periods}>
        {periods.map(({ start, end, whileSuspended }) => (
          <li key={start}>
            <DateText date={start} /> – <DateText date={end} />
            {whileSuspended && <span className={styles.stopped}> · {t('subscriptions.preview.whileSuspended')}</span>}
          </li>
        ))}
      </ul>
      {stopped > 0 && <p className={styles.none}>{t('subscriptions.preview.stoppedBilled', { count: stopped })}</p>}
    </div>
  );
}

interface MoneyTableProps {
  readonly title: string;
  readonly lines: readonly ChangeLine[];
  readonly sums: readonly {
    readonly label: string;
    readonly amount: string;
    readonly currency?: ChangePreview['currency'];
  }[];
}

function MoneyTable({ title, lines, sums }: MoneyTableProps) {
  const text = useText();
  return (
    <table className={styles.money}>
      <caption>{title}</caption>
      <tbody>
        {lines.map((line) => (
          <tr key={line.description}>
            <td>
              <Prose text={text.name(line.description, line.descriptionAr)} />
              <p className={styles.basis}>
                <Prose text={text.language === 'ar' ? line.basisAr : line.basis} />
              </p>
            </td>
            <td className={styles.amount}>
              <AmountText amount={line.amount} block />
            </td>
          </tr>
        ))}
      </tbody>
      <tfoot>
        {sums.map(({ label, amount, currency }) => (
          <tr key={label}>
            <td>
              {label}
              {currency !== undefined && <span className="muted"> · {text.currency(currency)}</span>}
            </td>
            <td className={styles.amount}>
              <AmountText amount={amount} strong={currency !== undefined} block />
            </td>
          </tr>
        ))}
      </tfoot>
    </table>
  );
}
