import { useState } from 'react';
import { compareAmounts, smallerAmount, subtractAmounts, zeroAmount, type Amount } from '@contract/amount';
import { bankSuggestionSchema, type BankLineDetail, type BankSuggestion } from '@contract/bank';
import { tenantIdSchema } from '@contract/ids';
import type { OpenInvoice } from '@contract/payments';
import { useRead } from '@/api';
import { AmountText, Banner, Button, ComboBox, Dialog, DialogKey, type Choice } from '@/components';
import { useText } from '@/i18n';
import styles from './suggestions.module.css';

interface PickPaymentProps {
  readonly line: BankLineDetail;
  readonly onClose: () => void;
  readonly onPicked: (suggestion: BankSuggestion) => void;
}

/** The money over the invoices that are not taken off, oldest due first. */
function spread(amount: Amount, invoices: readonly OpenInvoice[], off: ReadonlySet<string>) {
  const parts: { invoice: OpenInvoice; amount: Amount }[] = [];
  let left = amount;
  for (const invoice of invoices) {
    const part = off.has(invoice.id) ? zeroAmount : smallerAmount(invoice.amountDue, left);
    parts.push({ invoice, amount: part });
    left = subtractAmounts(left, part);
  }
  return { parts, left };
}

/** The clerk knows better: another customer, and which of its open invoices; oldest due first. */
export function PickPayment({ line, onClose, onPicked }: PickPaymentProps) {
  const text = useText();
  const { t } = text;
  const [term, setTerm] = useState('');
  const [tenant, setTenant] = useState<Choice | null>(null);
  const [off, setOff] = useState<ReadonlySet<string>>(new Set());
  const found = useRead('tenants.suggest', { search: term }, { keepPrevious: true });
  const id = tenantIdSchema.safeParse(tenant?.id);
  const open = useRead(
    'payments.openInvoices',
    { tenantId: tenant?.id ?? '', currency: line.currency },
    { enabled: id.success },
  );
  const invoices = id.success ? (open.data ?? []) : [];
  const { parts, left } = spread(line.amount, invoices, off);
  const allocations = parts.filter(({ amount }) => compareAmounts(amount, zeroAmount) > 0);
  const chosen = bankSuggestionSchema.safeParse({
    tenantId: tenant?.id,
    tenantName: tenant?.label ?? '',
    tenantNameAr: tenant?.label ?? '',
    score: 100,
    reasons: ['name'],
    allocations,
    credit: left,
  });
  const take = (): void => {
    if (chosen.success) onPicked(chosen.data);
  };
  return (
    <Dialog
      title={t('bank.pick.title')}
      look="sheet"
      onClose={onClose}
      actions={
        <>
          <Button variant="primary" keys="Ctrl+Enter" disabled={!chosen.success} onPress={take}>
            {t('bank.pick.take')}
          </Button>
          <Button onPress={onClose}>{t('common.cancel')}</Button>
        </>
      }
    >
      <DialogKey keys="Ctrl+Enter" label={t('bank.pick.take')} run={take} />
      <ComboBox
        label={t('bank.record.tenant')}
        value={tenant}
        onChange={(choice) => {
          setTenant(choice);
          setOff(new Set());
        }}
        choices={(found.data ?? []).map((row) => ({
          id: row.tenantId,
          label: text.name(row.name, row.nameAr) || row.tenantId,
          detail: row.tenantId,
        }))}
        onSearch={setTerm}
        loading={found.isFetching}
        autoFocus
      />
      {id.success && open.data?.length === 0 && <Banner tone="warn" title={t('bank.pick.nothingOpen')} />}
      <div className={styles.rows}>
        {parts.map(({ invoice, amount }) => (
          <label key={invoice.id} className={styles.row}>
            <span>
              <input
                type="checkbox"
                checked={!off.has(invoice.id)}
                onChange={({ target }) =>
                  setOff((before) => {
                    const after = new Set(before);
                    if (target.checked) after.delete(invoice.id);
                    else after.add(invoice.id);
                    return after;
                  })
                }
              />{' '}
              <span className="num">{invoice.number}</span>
            </span>
            <span className="muted">
              {t('bank.suggestions.ofDue', { due: text.money(invoice.amountDue, invoice.currency) })}
            </span>
            <AmountText amount={amount} strong />
          </label>
        ))}
        {allocations.length > 0 && left !== zeroAmount && (
          <span className={styles.row}>
            <span>{t('bank.suggestions.credit')}</span>
            <span className="muted">{text.currency(line.currency)}</span>
            <AmountText amount={left} />
          </span>
        )}
      </div>
    </Dialog>
  );
}
