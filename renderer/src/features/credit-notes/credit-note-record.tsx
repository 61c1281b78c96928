import { useNavigate } from '@tanstack/react-router';
import { Ban, Eye, FileText } from 'lucide-react';
import { useState } from 'react';
import { negateAmount, subtractAmounts } from '@contract/amount';
import { creditNotes, type CreditNoteDetail } from '@contract/credit-notes';
import type { CreditNoteId } from '@contract/ids';
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
  Prose,
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
import { CreditNotePill } from './credit-note-columns';
import styles from './credit-note-record.module.css';

interface CreditNoteRecordProps {
  readonly id: CreditNoteId;
  readonly onClose: () => void;
}

/** One credit note: what it took off which invoice, and why. */
export function CreditNoteRecord({ id, onClose }: CreditNoteRecordProps) {
  const { t } = useText();
  const navigate = useNavigate();
  const [task, setTask] = useState<'preview' | 'cancel' | null>(null);
  const { data: note, error, refetch } = useRead('creditNotes.get', { id });
  const preview = { keys: 'Ctrl+P', label: t('creditNotes.actions.preview'), run: () => setTask('preview') };
  useShortcut({ ...preview, enabled: note !== undefined });
  if (!note) return <RecordPanelState error={error} onRetry={() => void refetch()} onClose={onClose} />;
  return (
    <>
      <RecordPanel
        title={<Num>{note.number}</Num>}
        status={<CreditNotePill {...note} words={t(`creditNotes.kind.${note.canceled ? 'canceled' : note.kind}`)} />}
        onClose={onClose}
        actions={
          <>
            <Button variant="primary" icon={Eye} keys={preview.keys} onPress={preview.run}>
              {preview.label}
            </Button>
            <Button
              icon={FileText}
              onPress={() => void navigate({ to: '/invoices', search: { open: note.invoiceId } })}
            >
              {t('creditNotes.actions.openInvoice')}
            </Button>
            {!note.canceled && (
              <Button needs="creditNotes.cancel" variant="quiet" icon={Ban} onPress={() => setTask('cancel')}>
                {t('creditNotes.actions.cancel')}
              </Button>
            )}
          </>
        }
      >
        <CreditNoteMeta note={note} />
        <RecordSection>
          <MoneyTiles
            currency={note.currency}
            tiles={[
              { label: t('creditNotes.record.total'), amount: note.total },
              { label: t('creditNotes.record.offDue'), amount: subtractAmounts(note.total, note.freed) },
              { label: t('creditNotes.record.freed'), amount: note.freed },
            ]}
          />
        </RecordSection>
        <RecordSection title={t('creditNotes.record.lines')}>
          <CreditNoteLines note={note} />
        </RecordSection>
        <RecordHistory entity="credit_note" id={note.id} />
      </RecordPanel>
      {task === 'preview' && (
        <PreviewDialog document={{ kind: 'credit_note', id }} name={note.number} onClose={() => setTask(null)} />
      )}
      {task === 'cancel' && <CancelCreditNoteDialog note={note} onClose={() => setTask(null)} />}
    </>
  );
}

function CreditNoteMeta({ note }: { readonly note: CreditNoteDetail }) {
  const text = useText();
  const { t } = text;
  return (
    <RecordMeta
      entries={[
        {
          label: t('creditNotes.columns.tenant'),
          value:
            note.tenantName === '' && note.tenantNameAr === '' ? (
              <Bdi>{note.tenantId}</Bdi>
            ) : (
              <Names name={note.tenantName} nameAr={note.tenantNameAr} />
            ),
        },
        { label: t('creditNotes.columns.invoice'), value: <Num>{note.invoiceNumber}</Num> },
        { label: t('creditNotes.columns.issueDate'), value: <DateText date={note.issueDate} hijri /> },
        { label: t('creditNotes.record.reason'), value: <Bdi>{text.name(note.reason, note.reasonAr)}</Bdi> },
        {
          label: t('invoices.record.rate'),
          value: note.exchangeRate && t('invoices.record.rateValue', { rate: text.decimal(note.exchangeRate) }),
        },
        { label: t('creditNotes.record.issuedBy'), value: <Bdi>{note.issuedBy}</Bdi> },
        { label: t('creditNotes.record.cancelReason'), value: note.cancelReason && <Bdi>{note.cancelReason}</Bdi> },
        {
          label: t('creditNotes.record.canceledAt'),
          value: note.canceledAt && (
            <>
              <InstantText at={note.canceledAt} /> · <Bdi>{note.canceledBy}</Bdi>
            </>
          ),
        },
        { label: t('invoices.record.copies'), value: note.copies > 0 ? text.count(note.copies) : null },
      ]}
    />
  );
}

function CreditNoteLines({ note }: { readonly note: CreditNoteDetail }) {
  const text = useText();
  const { t } = text;
  return (
    <dl className={styles.lines}>
      {note.lines.map((line, index) => (
        <div key={index}>
          <dt>
            <Prose text={text.name(line.description, line.descriptionAr)} />
          </dt>
          <dd>
            <AmountText amount={line.amount} block />
          </dd>
        </div>
      ))}
      {note.discountAmount !== '0.00' && (
        <div className={styles.sum}>
          <dt>{t('creditNotes.form.discount')}</dt>
          <dd>
            <AmountText amount={negateAmount(note.discountAmount)} block />
          </dd>
        </div>
      )}
      {note.taxAmount !== '0.00' && (
        <div className={styles.sum}>
          <dt>{t('creditNotes.form.tax')}</dt>
          <dd>
            <AmountText amount={note.taxAmount} block />
          </dd>
        </div>
      )}
      <div className={styles.total}>
        <dt>{t('creditNotes.record.total')}</dt>
        <dd>
          <AmountText amount={note.total} strong block />
        </dd>
      </div>
    </dl>
  );
}

const cancelSchema = creditNotes.cancel.input.pick({ reason: true });

function CancelCreditNoteDialog({ note, onClose }: { readonly note: CreditNoteDetail; readonly onClose: () => void }) {
  const { t } = useText();
  const commandForm = useCommandForm({
    name: `creditNotes.cancel ${note.id}`,
    schema: cancelSchema,
    values: { reason: '' },
    command: 'creditNotes.cancel',
    send: ({ reason }) => ({ id: note.id, reason }),
    onSaved: () => {
      toast({ tone: 'ok', title: t('creditNotes.cancel.done', { number: note.number }) });
      onClose();
    },
  });
  return (
    <FormDialog
      title={t('creditNotes.cancel.title', { number: note.number })}
      look="small"
      commandForm={commandForm}
      saveLabel={t('creditNotes.cancel.submit')}
      onClose={onClose}
    >
      <p>{t('creditNotes.cancel.explain')}</p>
      <FormText control={commandForm.form.control} name="reason" label={t('creditNotes.cancel.reason')} autoFocus />
    </FormDialog>
  );
}
