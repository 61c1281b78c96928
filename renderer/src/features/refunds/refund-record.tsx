import { Link, useNavigate } from '@tanstack/react-router';
import { Ban, CreditCard, Eye } from 'lucide-react';
import { useState } from 'react';
import type { RefundId } from '@contract/ids';
import { payments } from '@contract/payments';
import type { RefundDetail } from '@contract/refunds';
import { useRead } from '@/api';
import {
  AmountText,
  Bdi,
  Button,
  DateText,
  FormDialog,
  FormText,
  InstantText,
  MoneyTiles,
  Names,
  Num,
  RecordHistory,
  RecordMeta,
  RecordPanel,
  RecordPanelState,
  RecordSection,
  toast,
  useCommandForm,
  useShortcut,
} from '@/components';
import { PreviewDialog } from '@/features/documents/preview-dialog';
import { useText } from '@/i18n';
import { RefundPill } from './refund-columns';
import styles from './refund-record.module.css';

interface RefundRecordProps {
  readonly id: RefundId;
  readonly onClose: () => void;
}

/** One refund: what was paid back, of which payment, and off what. */
export function RefundRecord({ id, onClose }: RefundRecordProps) {
  const { t } = useText();
  const navigate = useNavigate();
  const [task, setTask] = useState<'preview' | 'cancel' | null>(null);
  const { data: refund, error, refetch } = useRead('payments.getRefund', { id });
  const preview = { keys: 'Ctrl+P', label: t('refunds.actions.preview'), run: () => setTask('preview') };
  useShortcut({ ...preview, enabled: refund !== undefined });
  if (!refund) return <RecordPanelState error={error} onRetry={() => void refetch()} onClose={onClose} />;
  return (
    <>
      <RecordPanel
        title={<Num>{refund.number}</Num>}
        status={
          <RefundPill canceled={refund.canceled} words={t(refund.canceled ? 'refunds.canceled' : 'refunds.paid')} />
        }
        onClose={onClose}
        actions={
          <>
            <Button variant="primary" icon={Eye} keys={preview.keys} onPress={preview.run}>
              {preview.label}
            </Button>
            <Button
              icon={CreditCard}
              onPress={() => void navigate({ to: '/payments', search: { open: refund.paymentId } })}
            >
              {t('refunds.actions.openPayment')}
            </Button>
            {!refund.canceled && (
              <Button needs="payments.cancelRefund" variant="quiet" icon={Ban} onPress={() => setTask('cancel')}>
                {t('refunds.actions.cancel')}
              </Button>
            )}
          </>
        }
      >
        <RefundMeta refund={refund} />
        <RecordSection>
          <MoneyTiles
            currency={refund.currency}
            tiles={[{ label: t('refunds.columns.amount'), amount: refund.amount }]}
          />
        </RecordSection>
        <RecordSection title={t('refunds.record.lines')}>
          <ul className={styles.lines}>
            {refund.lines.map((line, index) => (
              <li key={index}>
                <span>
                  {line.invoiceId !== null && (
                    <Link to="/invoices" search={{ open: line.invoiceId }}>
                      <Num>{line.invoiceNumber}</Num>
                    </Link>
                  )}
                  {line.fromCredit && <span className="muted"> {t('refunds.record.fromCredit')}</span>}
                </span>
                <AmountText amount={line.amount} strong block />
              </li>
            ))}
          </ul>
        </RecordSection>
        <RecordHistory entity="refund" id={refund.id} />
      </RecordPanel>
      {task === 'preview' && (
        <PreviewDialog document={{ kind: 'payment_voucher', id }} name={refund.number} onClose={() => setTask(null)} />
      )}
      {task === 'cancel' && <CancelRefundDialog refund={refund} onClose={() => setTask(null)} />}
    </>
  );
}

function RefundMeta({ refund }: { readonly refund: RefundDetail }) {
  const { t, count } = useText();
  return (
    <RecordMeta
      entries={[
        {
          label: t('refunds.columns.tenant'),
          value:
            refund.tenantName === '' && refund.tenantNameAr === '' ? (
              <Bdi>{refund.tenantId}</Bdi>
            ) : (
              <Names name={refund.tenantName} nameAr={refund.tenantNameAr} />
            ),
        },
        { label: t('refunds.columns.refundedOn'), value: <DateText date={refund.refundedOn} hijri /> },
        { label: t('refunds.columns.method'), value: t(`status.method.${refund.method}`) },
        { label: t('payments.record.reference'), value: refund.reference && <Num>{refund.reference}</Num> },
        { label: t('refunds.form.payeeNumber'), value: refund.payeeNumber && <Num>{refund.payeeNumber}</Num> },
        { label: t('refunds.columns.receipt'), value: refund.receiptNumber && <Num>{refund.receiptNumber}</Num> },
        { label: t('refunds.form.reason'), value: <Bdi>{refund.reason}</Bdi> },
        { label: t('refunds.record.refundedBy'), value: <Bdi>{refund.refundedBy}</Bdi> },
        { label: t('creditNotes.record.cancelReason'), value: refund.cancelReason && <Bdi>{refund.cancelReason}</Bdi> },
        {
          label: t('creditNotes.record.canceledAt'),
          value: refund.canceledAt && (
            <>
              <InstantText at={refund.canceledAt} /> · <Bdi>{refund.canceledBy}</Bdi>
            </>
          ),
        },
        { label: t('payments.record.copies'), value: refund.copies > 0 ? count(refund.copies) : null },
      ]}
    />
  );
}

const cancelSchema = payments.cancelRefund.input.pick({ reason: true });

function CancelRefundDialog({ refund, onClose }: { readonly refund: RefundDetail; readonly onClose: () => void }) {
  const { t } = useText();
  const commandForm = useCommandForm({
    name: `payments.cancelRefund ${refund.id}`,
    schema: cancelSchema,
    values: { reason: '' },
    command: 'payments.cancelRefund',
    send: ({ reason }) => ({ id: refund.id, reason }),
    onSaved: () => {
      toast({ tone: 'ok', title: t('refunds.cancel.done', { number: refund.number }) });
      onClose();
    },
  });
  return (
    <FormDialog
      title={t('refunds.cancel.title', { number: refund.number })}
      look="small"
      commandForm={commandForm}
      saveLabel={t('refunds.cancel.submit')}
      onClose={onClose}
    >
      <p>{t('refunds.cancel.explain')}</p>
      <FormText control={commandForm.form.control} name="reason" label={t('refunds.form.reason')} autoFocus />
    </FormDialog>
  );
}
