import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { InvoiceDetail, WriteOff } from '@contract/invoices';
import { AmountText, Bdi, Button, DateText, Num, Pill, RecordSection } from '@/components';
import { useText } from '@/i18n';
import styles from './invoice-payments.module.css';
import { CancelWriteOffDialog } from './write-off-dialog';

/** What was taken off an invoice: its credit notes, each leading to its record, and apart from them what was written off. */
export function InvoiceCredits({ invoice }: { readonly invoice: InvoiceDetail }) {
  const { t } = useText();
  const [taking, setTaking] = useState<WriteOff | null>(null);
  return (
    <>
      {invoice.creditNotes.length > 0 && (
        <RecordSection title={t('invoices.record.creditNotes')}>
          <ul className={styles.list}>
            {invoice.creditNotes.map((note) => (
              <li key={note.id} className={styles.row}>
                <Link to="/credit-notes" search={{ open: note.id }} className={styles.link}>
                  <span>
                    <Num>{note.number}</Num>
                  </span>
                  <span className="muted">
                    <DateText date={note.issueDate} />
                  </span>
                </Link>
                <Pill tone={note.canceled ? 'mute' : 'info'}>
                  {t(`creditNotes.kind.${note.canceled ? 'canceled' : note.kind}`)}
                </Pill>
                <AmountText
                  amount={note.total}
                  strong={!note.canceled}
                  block
                  {...(note.canceled ? { tone: 'muted' } : {})}
                />
              </li>
            ))}
          </ul>
        </RecordSection>
      )}
      {invoice.writeOffs.length > 0 && (
        <RecordSection title={t('invoices.record.writeOffs')}>
          <ul className={styles.list}>
            {invoice.writeOffs.map((writeOff) => (
              <li key={writeOff.id} className={styles.row}>
                <span className={styles.link}>
                  <Bdi>{writeOff.cancelReason ?? writeOff.reason}</Bdi>
                  <span className="muted">
                    <DateText date={writeOff.writtenOn} /> · <Bdi>{writeOff.writtenBy}</Bdi>
                  </span>
                </span>
                {writeOff.cancelReason === null ? (
                  <Button
                    needs="invoices.cancelWriteOff"
                    size="small"
                    variant="quiet"
                    onPress={() => setTaking(writeOff)}
                  >
                    {t('invoices.writeOff.cancel')}
                  </Button>
                ) : (
                  <Pill tone="mute">{t('creditNotes.kind.canceled')}</Pill>
                )}
                <AmountText
                  amount={writeOff.amount}
                  block
                  {...(writeOff.cancelReason === null ? { strong: true } : { tone: 'muted' })}
                />
              </li>
            ))}
          </ul>
        </RecordSection>
      )}
      {taking && <CancelWriteOffDialog writeOff={taking} onClose={() => setTaking(null)} />}
    </>
  );
}
