import { useNavigate } from '@tanstack/react-router';
import { Check, Eye, HandCoins, Layers, Undo2, X } from 'lucide-react';
import { useState } from 'react';
import type { PaymentId } from '@contract/ids';
import type { PaymentDetail } from '@contract/payments';
import { useRead } from '@/api';
import {
  AmountText,
  Bdi,
  Button,
  InstantText,
  MoneyTiles,
  Names,
  Num,
  PaymentPill,
  RecordMeta,
  RecordPanel,
  RecordPanelState,
  RecordSection,
  RecordTimeline,
  useShortcut,
} from '@/components';
import { PreviewDialog } from '@/features/documents/preview-dialog';
import { RefundDialog } from '@/features/refunds/refund-dialog';
import { useText } from '@/i18n';
import { AllocateDialog } from './allocate-dialog';
import { ConfirmPaymentDialog, FailPaymentDialog, ReversePaymentDialog } from './payment-dialogs';
import { PaymentRefunds } from './payment-refunds';
import styles from './payment-record.module.css';

type PaymentTask = 'confirm' | 'fail' | 'reverse' | 'allocate' | 'refund' | 'preview';

interface PaymentRecordProps {
  readonly id: PaymentId;
  readonly onClose: () => void;
}

/** One payment: what came in, where it went, and what can be done with it next. */
export function PaymentRecord({ id, onClose }: PaymentRecordProps) {
  const { t } = useText();
  const [task, setTask] = useState<PaymentTask | null>(null);
  const { data: payment, error, refetch } = useRead('payments.get', { id });
  if (!payment) return <RecordPanelState error={error} onRetry={() => void refetch()} onClose={onClose} />;
  const endTask = (): void => setTask(null);
  const name = payment.voucherNumber ?? t('payments.noVoucher');
  return (
    <>
      <RecordPanel
        title={<Num>{name}</Num>}
        status={<PaymentPill status={payment.status} reversed={payment.reversed} />}
        onClose={onClose}
        actions={<PaymentActions payment={payment} onTask={setTask} />}
      >
        <PaymentMeta payment={payment} />
        <RecordSection>
          <MoneyTiles
            currency={payment.currency}
            paid={payment.allocated}
            total={payment.amount}
            tiles={[
              { label: t('payments.record.amount'), amount: payment.amount },
              { label: t('payments.record.allocated'), amount: payment.allocated },
              ...(payment.refunded === '0.00'
                ? []
                : [{ label: t('payments.record.refunded'), amount: payment.refunded }]),
              { label: t('payments.record.credit'), amount: payment.unallocated },
            ]}
          />
        </RecordSection>
        <PaymentParts payment={payment} />
        <PaymentRefunds payment={payment} />
        <RecordTimeline entity="payment" entries={payment.timeline} />
      </RecordPanel>
      {task === 'confirm' && <ConfirmPaymentDialog payment={payment} onClose={endTask} />}
      {task === 'fail' && <FailPaymentDialog payment={payment} onClose={endTask} />}
      {task === 'reverse' && <ReversePaymentDialog payment={payment} onClose={endTask} />}
      {task === 'allocate' && <AllocateDialog payment={payment} onClose={endTask} />}
      {task === 'refund' && <RefundDialog payment={payment} onClose={endTask} />}
      {task === 'preview' && <PreviewDialog document={{ kind: 'receipt', id }} name={name} onClose={endTask} />}
    </>
  );
}

interface PaymentActionsProps {
  readonly payment: PaymentDetail;
  readonly onTask: (task: PaymentTask) => void;
}

function PaymentActions({ payment, onTask }: PaymentActionsProps) {
  const { t } = useText();
  const waits = payment.status === 'pending' || payment.status === 'processing';
  const counts = payment.status === 'succeeded' && !payment.reversed;
  const hasCredit = counts && payment.unallocated !== '0.00';
  const untouched = payment.refunded === '0.00';
  const printable = payment.voucherNumber !== null;
  useShortcut({
    needs: 'payments.refund',
    keys: 'F7',
    label: t('payments.actions.refund'),
    run: () => onTask('refund'),
    enabled: counts,
  });
  useShortcut({
    needs: 'payments.confirm',
    keys: 'F4',
    label: t('payments.actions.confirm'),
    run: () => onTask('confirm'),
    enabled: waits,
  });
  useShortcut({
    keys: 'Ctrl+P',
    label: t('payments.actions.preview'),
    run: () => onTask('preview'),
    enabled: printable,
  });
  return (
    <>
      {waits && (
        <>
          <Button needs="payments.confirm" variant="primary" icon={Check} keys="F4" onPress={() => onTask('confirm')}>
            {t('payments.actions.confirm')}
          </Button>
          <Button needs="payments.markFailed" icon={X} onPress={() => onTask('fail')}>
            {t('payments.actions.markFailed')}
          </Button>
        </>
      )}
      {printable && (
        <Button variant="primary" icon={Eye} keys="Ctrl+P" onPress={() => onTask('preview')}>
          {t('payments.actions.preview')}
        </Button>
      )}
      {hasCredit && (
        <Button needs="payments.allocate" icon={Layers} onPress={() => onTask('allocate')}>
          {t('payments.actions.allocate')}
        </Button>
      )}
      {counts && (
        <Button needs="payments.refund" icon={HandCoins} keys="F7" onPress={() => onTask('refund')}>
          {t('payments.actions.refund')}
        </Button>
      )}
      {counts && untouched && (
        <Button needs="payments.reverse" variant="quiet" icon={Undo2} onPress={() => onTask('reverse')}>
          {t('payments.actions.reverse')}
        </Button>
      )}
    </>
  );
}

function PaymentMeta({ payment }: { readonly payment: PaymentDetail }) {
  const { t, count } = useText();
  return (
    <RecordMeta
      entries={[
        {
          label: t('payments.record.tenant'),
          value:
            payment.tenantName === '' && payment.tenantNameAr === '' ? (
              <Bdi>{payment.tenantId}</Bdi>
            ) : (
              <Names name={payment.tenantName} nameAr={payment.tenantNameAr} />
            ),
        },
        { label: t('payments.record.received'), value: payment.paidAt && <InstantText at={payment.paidAt} /> },
        { label: t('payments.record.method'), value: t(`status.method.${payment.method}`) },
        { label: t('payments.record.reference'), value: payment.reference && <Num>{payment.reference}</Num> },
        { label: t('payments.record.payerNumber'), value: payment.payerNumber && <Num>{payment.payerNumber}</Num> },
        { label: t('payments.record.recordedBy'), value: payment.recordedBy && <Bdi>{payment.recordedBy}</Bdi> },
        {
          label: t('payments.record.origin'),
          value: payment.origin === 'service' ? t('invoices.record.originService') : null,
        },
        {
          label: t('payments.record.failureReason'),
          value: payment.reversed ? null : payment.failureReason && <Bdi>{payment.failureReason}</Bdi>,
        },
        {
          label: t('payments.record.reversalReason'),
          value: payment.reversalReason && <Bdi>{payment.reversalReason}</Bdi>,
        },
        { label: t('payments.record.note'), value: payment.note && <Bdi>{payment.note}</Bdi> },
        { label: t('payments.record.copies'), value: payment.copies > 0 ? count(payment.copies) : null },
      ]}
    />
  );
}

function PaymentParts({ payment }: { readonly payment: PaymentDetail }) {
  const { t } = useText();
  const navigate = useNavigate();
  return (
    <RecordSection title={t('payments.record.allocations')}>
      {payment.allocations.length === 0 ? (
        <p className="muted">{t('payments.record.noAllocations')}</p>
      ) : (
        <ul className={styles.parts}>
          {payment.allocations.map((part, index) => (
            <li key={index}>
              <button
                type="button"
                className={styles.part}
                aria-label={`${t('payments.actions.openInvoice')} ${part.invoiceNumber}`}
                onClick={() => void navigate({ to: '/invoices', search: { open: part.invoiceId } })}
              >
                <Num>{part.invoiceNumber}</Num>
                <span className="muted">
                  <InstantText at={part.at} />
                </span>
                <AmountText amount={part.amount} strong block />
              </button>
            </li>
          ))}
        </ul>
      )}
    </RecordSection>
  );
}
