import type { InvoiceDetail } from '@contract/invoices';
import { AmountText, Num, Prose } from '@/components';
import { useText } from '@/i18n';
import styles from './invoice-lines.module.css';

/** An invoice's lines and how they come to its total. */
export function InvoiceLines({ invoice }: { readonly invoice: InvoiceDetail }) {
  const text = useText();
  const { t } = text;
  const sums: readonly (readonly [label: string, amount: string])[] = [
    [t('invoices.record.subtotal'), invoice.subtotal],
    ...(invoice.discountAmount === '0.00'
      ? []
      : [[t('invoices.record.discount'), `-${invoice.discountAmount}`] as const]),
    ...(invoice.taxAmount === '0.00'
      ? []
      : [[t('invoices.record.tax', { rate: `${text.decimal(invoice.taxRate)}%` }), invoice.taxAmount] as const]),
    ...(invoice.inherited === '0.00' ? [] : [[t('invoices.record.inherited'), invoice.inherited] as const]),
    ...(invoice.credited === '0.00' ? [] : [[t('invoices.record.credited'), invoice.credited] as const]),
  ];
  const simple = sums.length === 1;
  return (
    <table className={styles.lines}>
      <thead className="visually-hidden">
        <tr>
          <th>{t('invoices.form.description')}</th>
          <th>{t('invoices.form.amount')}</th>
        </tr>
      </thead>
      <tbody>
        {invoice.lines.map((line, index) => {
          const first = text.name(line.description, line.descriptionAr);
          const second = first === line.descriptionAr ? line.description : line.descriptionAr;
          const basis = text.language === 'ar' ? (line.basisAr ?? line.basis) : (line.basis ?? line.basisAr);
          return (
            <tr key={index}>
              <td>
                <Prose text={first} />
                {second !== '' && second !== first && (
                  <p>
                    <Prose text={second} />
                  </p>
                )}
                {line.quantity !== '1' && (
                  <p>
                    <Num>
                      {text.decimal(line.quantity)} × {text.decimal(line.unitPrice)}
                    </Num>
                  </p>
                )}
                {basis !== null && (
                  <p>
                    <Prose text={basis} />
                  </p>
                )}
              </td>
              <td className={styles.amount}>
                <AmountText amount={line.amount} block />
              </td>
            </tr>
          );
        })}
      </tbody>
      {!simple && (
        <tfoot>
          {sums.map(([label, amount]) => (
            <tr key={label}>
              <td>{label}</td>
              <td className={styles.amount}>
                <AmountText amount={amount} block />
              </td>
            </tr>
          ))}
        </tfoot>
      )}
    </table>
  );
}
