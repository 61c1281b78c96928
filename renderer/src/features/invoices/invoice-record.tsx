import { useState } from 'react';
import type { InvoiceId } from '@contract/ids';
import type { InvoiceDetail } from '@contract/invoices';
import { useRead } from '@/api';
import {
  Bdi,
  DateText,
  InvoicePill,
  MoneyTiles,
  Names,
  Num,
  RecordMeta,
  RecordPanel,
  RecordPanelState,
  RecordSection,
  RecordTimeline,
} from '@/components';
import { CreditNoteDialog } from '@/features/credit-notes/credit-note-form';
import { PreviewDialog } from '@/features/documents/preview-dialog';
import { FirstUseHint } from '@/features/help';
import { RecordPaymentDialog } from '@/features/payments/payment-form';
import { useText } from '@/i18n';
import { EditDraftDialog } from './draft-form';
import { InvoiceActions } from './invoice-actions';
import { DeleteDraftDialog, IssueDialog, NotesDialog, VoidDialog } from './invoice-dialogs';
import { InvoiceCredits } from './invoice-credits';
import { InvoiceLines } from './invoice-lines';
import { InvoicePayments } from './invoice-payments';
import { WriteOffDialog } from './write-off-dialog';

/** What is open above the record. */
export type InvoiceTask = 'pay' | 'preview' | 'edit' | 'issue' | 'delete' | 'void' | 'notes' | 'credit' | 'writeOff';

interface InvoiceRecordProps {
  readonly id: InvoiceId;
  readonly onClose: () => void;
}

/** One invoice: its money, lines, payments and history, and what can be done with it next. */
export function InvoiceRecord({ id, onClose }: InvoiceRecordProps) {
  const text = useText();
  const { t } = text;
  const [task, setTask] = useState<InvoiceTask | null>(null);
  const { data: invoice, error, refetch } = useRead('invoices.get', { id });
  if (!invoice) return <RecordPanelState error={error} onRetry={() => void refetch()} onClose={onClose} />;
  const endTask = (): void => setTask(null);
  const name = invoice.status === 'draft' ? t('status.invoice.draft') : invoice.number;
  return (
    <>
      <RecordPanel
        title={<Num>{name}</Num>}
        status={<InvoicePill standing={invoice.standing} daysOverdue={invoice.daysOverdue} />}
        onClose={onClose}
        actions={<InvoiceActions invoice={invoice} onTask={setTask} />}
      >
        <FirstUseHint hint="invoice" inset />
        <InvoiceMeta invoice={invoice} />
        <RecordSection>
          <MoneyTiles
            currency={invoice.currency}
            paid={invoice.amountPaid}
            total={invoice.total}
            tiles={[
              { label: t('invoices.record.total'), amount: invoice.total },
              { label: t('invoices.record.paid'), amount: invoice.amountPaid },
              ...(invoice.credited === '0.00'
                ? []
                : [{ label: t('invoices.record.credited'), amount: invoice.credited }]),
              {
                label: t('invoices.record.stillDue'),
                amount: invoice.amountDue,
                ...(invoice.standing === 'overdue' ? { tone: 'bad' as const } : {}),
              },
            ]}
          />
        </RecordSection>
        <RecordSection title={t('invoices.record.lines')}>
          <InvoiceLines invoice={invoice} />
        </RecordSection>
        {invoice.status !== 'draft' && <InvoicePayments invoice={invoice} />}
        <InvoiceCredits invoice={invoice} />
        {(invoice.notes ?? invoice.notesAr) !== null && (
          <RecordSection title={t('invoices.record.notes')}>
            {[invoice.notesAr, invoice.notes].map(
              (notes, index) =>
                notes !== null &&
                notes !== '' && (
                  <p key={index} dir="auto">
                    {notes}
                  </p>
                ),
            )}
          </RecordSection>
        )}
        <RecordTimeline entity="invoice" entries={invoice.timeline} />
      </RecordPanel>
      {task === 'pay' && (
        <RecordPaymentDialog
          start={{
            tenantId: invoice.tenantId,
            tenantName: text.name(invoice.tenantName, invoice.tenantNameAr) || invoice.tenantId,
            invoice: { id: invoice.id, currency: invoice.currency },
          }}
          onClose={endTask}
          onSaved={endTask}
        />
      )}
      {task === 'preview' && <PreviewDialog document={{ kind: 'invoice', id }} name={name} onClose={endTask} />}
      {task === 'edit' && <EditDraftDialog invoice={invoice} onClose={endTask} />}
      {task === 'issue' && <IssueDialog invoice={invoice} onClose={endTask} />}
      {task === 'delete' && <DeleteDraftDialog invoice={invoice} onClose={endTask} onDeleted={onClose} />}
      {task === 'void' && <VoidDialog invoice={invoice} onClose={endTask} />}
      {task === 'credit' && <CreditNoteDialog invoice={invoice} onClose={endTask} />}
      {task === 'writeOff' && <WriteOffDialog invoice={invoice} onClose={endTask} />}
      {task === 'notes' && <NotesDialog invoice={invoice} onClose={endTask} />}
    </>
  );
}

function InvoiceMeta({ invoice }: { readonly invoice: InvoiceDetail }) {
  const text = useText();
  const { t } = text;
  return (
    <RecordMeta
      entries={[
        {
          label: t('invoices.record.tenant'),
          value:
            invoice.tenantName === '' && invoice.tenantNameAr === '' ? (
              <Bdi>{invoice.tenantId}</Bdi>
            ) : (
              <Names name={invoice.tenantName} nameAr={invoice.tenantNameAr} />
            ),
        },
        { label: t('invoices.record.issued'), value: <DateText date={invoice.issueDate} hijri /> },
        { label: t('invoices.record.due'), value: <DateText date={invoice.dueDate} hijri /> },
        { label: t('invoices.record.paidOn'), value: invoice.paidDate && <DateText date={invoice.paidDate} hijri /> },
        {
          label: t('invoices.record.subscription'),
          value: (
            <Bdi>{`${text.name(invoice.planName, invoice.planNameAr)} · ${t(`status.cycle.${invoice.cycle}`)}`}</Bdi>
          ),
        },
        {
          label: t('invoices.record.period'),
          value: invoice.period && (
            <Num>
              {text.date(invoice.period.start)} – {text.date(invoice.period.end)}
            </Num>
          ),
        },
        {
          label: t('invoices.record.rate'),
          value: invoice.exchangeRate && t('invoices.record.rateValue', { rate: text.decimal(invoice.exchangeRate) }),
        },
        {
          label: t('invoices.record.origin'),
          value: invoice.origin === 'service' ? t('invoices.record.originService') : null,
        },
        { label: t('invoices.record.voidReason'), value: invoice.voidReason && <Bdi>{invoice.voidReason}</Bdi> },
        { label: t('invoices.record.copies'), value: invoice.copies > 0 ? text.count(invoice.copies) : null },
      ]}
    />
  );
}
