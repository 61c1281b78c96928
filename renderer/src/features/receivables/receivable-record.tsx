import { useNavigate } from '@tanstack/react-router';
import { HandCoins, Mail, MessageSquarePlus } from 'lucide-react';
import { useState } from 'react';
import type { PaymentPromise, ReceivableDetail } from '@contract/receivables';
import type { TenantId } from '@contract/ids';
import { useRead } from '@/api';
import {
  AmountText,
  Button,
  DateText,
  InstantText,
  MoneyTiles,
  Pill,
  RecordMeta,
  RecordPanel,
  RecordPanelState,
  RecordSection,
  Timeline,
  useShortcut,
} from '@/components';
import { PreviewDialog } from '@/features/documents/preview-dialog';
import { useText } from '@/i18n';
import { NoteDialog, PromiseDialog, WithdrawDialog } from './follow-up-forms';
import { promiseTones } from './receivable-columns';
import { RemindersDialog } from './reminders-dialog';
import styles from './receivable-record.module.css';

interface ReceivableRecordProps {
  readonly tenantId: TenantId;
  readonly onClose: () => void;
}

/** A customer to be followed up: whom to call, what is open, what was said, promised and sent. */
export function ReceivableRecord({ tenantId, onClose }: ReceivableRecordProps) {
  const { data, error, refetch } = useRead('receivables.get', { tenantId });
  if (!data) return <RecordPanelState error={error} onRetry={() => void refetch()} onClose={onClose} />;
  return <Panel detail={data} onClose={onClose} />;
}

type OpenDialog =
  | { readonly kind: 'note' | 'promise' | 'reminder' }
  | { readonly kind: 'withdraw'; readonly id: string }
  | { readonly kind: 'letter'; readonly id: string; readonly n: number };

function Panel({ detail, onClose }: { readonly detail: ReceivableDetail; readonly onClose: () => void }) {
  const text = useText();
  const { t } = text;
  const navigate = useNavigate();
  const [dialog, setDialog] = useState<OpenDialog | null>(null);
  const close = (): void => setDialog(null);
  useShortcut({
    needs: 'receivables.addNote',
    keys: 'N',
    label: t('receivables.note.add'),
    run: () => setDialog({ kind: 'note' }),
  });
  useShortcut({
    needs: 'receivables.recordPromise',
    keys: 'P',
    label: t('receivables.promise.add'),
    run: () => setDialog({ kind: 'promise' }),
  });
  useShortcut({
    needs: 'receivables.makeReminders',
    keys: 'R',
    label: t('receivables.reminders.makeOne'),
    run: () => setDialog({ kind: 'reminder' }),
  });
  const contact = text.name(detail.contactName ?? '', detail.contactNameAr ?? '');
  return (
    <RecordPanel
      title={<bdi>{text.name(detail.tenantName, detail.tenantNameAr)}</bdi>}
      onClose={onClose}
      actions={
        <>
          <Button
            needs="receivables.addNote"
            variant="primary"
            icon={MessageSquarePlus}
            keys="N"
            onPress={() => setDialog({ kind: 'note' })}
          >
            {t('receivables.note.add')}
          </Button>
          <Button
            needs="receivables.recordPromise"
            icon={HandCoins}
            keys="P"
            onPress={() => setDialog({ kind: 'promise' })}
          >
            {t('receivables.promise.add')}
          </Button>
          <Button
            needs="receivables.makeReminders"
            variant="quiet"
            icon={Mail}
            keys="R"
            onPress={() => setDialog({ kind: 'reminder' })}
          >
            {t('receivables.reminders.makeOne')}
          </Button>
        </>
      }
    >
      <RecordMeta
        entries={[
          { label: t('receivables.record.phone'), value: detail.phone && <span className="num">{detail.phone}</span> },
          { label: t('receivables.record.email'), value: detail.email && <span className="num">{detail.email}</span> },
          { label: t('receivables.record.contact'), value: contact && <bdi>{contact}</bdi> },
        ]}
      />
      {detail.owed.map(({ currency, due, overdue }) => (
        <RecordSection key={currency}>
          <MoneyTiles
            currency={currency}
            tiles={[
              { label: t('receivables.record.due'), amount: due },
              {
                label: t('receivables.record.overdue'),
                amount: overdue,
                ...(overdue === '0.00' ? {} : { tone: 'bad' as const }),
              },
            ]}
          />
        </RecordSection>
      ))}
      <RecordSection title={t('receivables.record.invoices')}>
        <ul className={styles.lines}>
          {detail.invoices.map((invoice) => (
            <li key={invoice.id}>
              <button
                type="button"
                className={styles.line}
                onClick={() => void navigate({ to: '/invoices', search: { open: invoice.id } })}
              >
                <span className="num">{invoice.number}</span>
                <span className="muted">
                  {invoice.daysOverdue === 0
                    ? t('receivables.record.notDue')
                    : invoice.daysOverdue <= detail.graceDays
                      ? t('receivables.record.inGrace', { count: invoice.daysOverdue })
                      : t('receivables.record.daysLate', { count: invoice.daysOverdue })}
                </span>
                <span>
                  <AmountText amount={invoice.amountDue} strong />{' '}
                  <span className="muted">{text.currency(invoice.currency)}</span>
                </span>
              </button>
            </li>
          ))}
        </ul>
      </RecordSection>
      {detail.promises.length > 0 && (
        <RecordSection title={t('receivables.promise.title')}>
          <ul className={styles.promises}>
            {detail.promises.map((promise) => (
              <PromiseRow
                key={promise.id}
                promise={promise}
                onWithdraw={() => setDialog({ kind: 'withdraw', id: promise.id })}
              />
            ))}
          </ul>
        </RecordSection>
      )}
      {detail.reminders.length > 0 && (
        <RecordSection title={t('receivables.reminders.title')}>
          <ul className={styles.lines}>
            {detail.reminders.map((reminder) => (
              <li key={reminder.id}>
                <button
                  type="button"
                  className={styles.line}
                  onClick={() => setDialog({ kind: 'letter', id: reminder.id, n: reminder.n })}
                >
                  <span>
                    {t('receivables.reminders.numbered', { n: reminder.n })} ·{' '}
                    {t(`receivables.level.${reminder.level}`)}
                  </span>
                  <span className="muted">{t('receivables.reminders.printed', { count: reminder.printed })}</span>
                  <InstantText at={reminder.at} />
                </button>
              </li>
            ))}
          </ul>
        </RecordSection>
      )}
      <RecordSection title={t('receivables.note.title')}>
        {detail.notes.length === 0 ? (
          <p className="muted">{t('receivables.note.none')}</p>
        ) : (
          <Timeline
            items={detail.notes.map((note) => ({
              id: note.id,
              at: note.at,
              what: (
                <>
                  {t(`receivables.channel.${note.channel}`)}: <bdi>{note.note}</bdi>
                </>
              ),
              who: <bdi>{note.by}</bdi>,
            }))}
          />
        )}
      </RecordSection>
      {dialog?.kind === 'note' && <NoteDialog tenantId={detail.tenantId} onClose={close} />}
      {dialog?.kind === 'promise' && <PromiseDialog detail={detail} onClose={close} />}
      {dialog?.kind === 'withdraw' && <WithdrawDialog id={dialog.id} onClose={close} />}
      {dialog?.kind === 'letter' && (
        <PreviewDialog document={{ kind: 'reminder', id: dialog.id }} name={`R-${dialog.n}`} onClose={close} />
      )}
      {dialog?.kind === 'reminder' && <RemindersDialog tenantIds={[detail.tenantId]} onClose={close} />}
    </RecordPanel>
  );
}

function PromiseRow({ promise, onWithdraw }: { readonly promise: PaymentPromise; readonly onWithdraw: () => void }) {
  const text = useText();
  const { t } = text;
  return (
    <li className={styles.promise}>
      <span className={styles.head}>
        <Pill tone={promiseTones[promise.state]}>{t(`receivables.promise.state.${promise.state}`)}</Pill>
        <DateText date={promise.promisedFor} />
        <span className={styles.amount}>
          <AmountText amount={promise.amount} strong /> <span className="muted">{text.currency(promise.currency)}</span>
        </span>
      </span>
      <span className="muted">
        {t('receivables.promise.received', { amount: text.money(promise.received, promise.currency) })}
        {promise.note !== null && (
          <>
            {' · '}
            <bdi>{promise.note}</bdi>
          </>
        )}
        {promise.withdrawnFor !== null && (
          <>
            {' · '}
            <bdi>{promise.withdrawnFor}</bdi>
          </>
        )}
      </span>
      {(promise.state === 'open' || promise.state === 'broken') && (
        <span>
          <Button needs="receivables.withdrawPromise" size="small" variant="quiet" onPress={onWithdraw}>
            {t('receivables.promise.withdraw')}
          </Button>
        </span>
      )}
    </li>
  );
}
