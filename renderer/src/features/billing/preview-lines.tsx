import type { z } from 'zod';
import type { previewInvoiceSchema } from '@contract/billing';
import type { Currency } from '@contract/currency';
import { AmountText, Num, Prose } from '@/components';
import { useText } from '@/i18n';
import styles from './preview-lines.module.css';

/** The lines of an invoice to come, each with how its amount comes about, and its sums. */
export function PreviewLines({ invoice, currency }: PreviewLinesProps) {
  const text = useText();
  const { t } = text;
  return (
    <table className={styles.lines}>
      <thead className="visually-hidden">
        <tr>
          <th>{t('invoices.form.description')}</th>
          <th>{t('invoices.form.amount')}</th>
        </tr>
      </thead>
      <tbody>
        {invoice.lines.map((line, index) => (
          <tr key={index}>
            <td>
              <Prose text={text.name(line.description, line.descriptionAr)} />
              {line.quantity !== '1' && (
                <p>
                  <Num>
                    {text.decimal(line.quantity)} × {text.decimal(line.unitPrice)}
                  </Num>
                </p>
              )}
              <p>
                <Prose text={text.name(line.basis ?? '', line.basisAr ?? '')} />
              </p>
            </td>
            <td className={styles.amount}>
              <AmountText amount={line.amount} />
            </td>
          </tr>
        ))}
      </tbody>
      <tfoot>
        {invoice.tax !== '0.00' && (
          <tr>
            <td>{t('invoices.record.tax', { rate: `${text.decimal(invoice.taxRate)}%` })}</td>
            <td className={styles.amount}>
              <AmountText amount={invoice.tax} />
            </td>
          </tr>
        )}
        <tr>
          <td>
            <strong>{t('invoices.record.total')}</strong> <span className="muted">{text.currency(currency)}</span>
          </td>
          <td className={styles.amount}>
            <AmountText amount={invoice.total} strong />
          </td>
        </tr>
      </tfoot>
    </table>
  );
}
interface PreviewLinesProps {
  readonly invoice: z.infer<typeof previewInvoiceSchema>;
  readonly currency: Currency;
}
