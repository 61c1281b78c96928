import { Eye, FileText } from 'lucide-react';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import type { RunDetail, RunProgress } from '@contract/billing';
import type { BillingRunId } from '@contract/ids';
import { useRead } from '@/api';
import {
  AmountText,
  Bdi,
  Button,
  DateText,
  InstantText,
  Num,
  RecordMeta,
  RecordPanel,
  RecordPanelState,
  RecordSection,
  useShortcut,
} from '@/components';
import { PreviewDialog } from '@/features/documents/preview-dialog';
import { useText } from '@/i18n';
import { RunLeftOut } from './run-left-out';
import { RunPill } from './run-list';
import { RunProgressBar } from './run-progress-bar';
import styles from './run-record.module.css';

/** A run: what it billed in each currency, whom it left out and why, and its invoices. */
export function RunRecord({ id, told, onClose }: RunRecordProps) {
  const text = useText();
  const { t } = text;
  const navigate = useNavigate();
  const [previewing, setPreviewing] = useState(false);
  const { data, error, refetch } = useRead('billing.get', { id });
  const preview = { keys: 'Ctrl+P', label: t('billing.record.preview'), run: () => setPreviewing(true) };
  useShortcut({ ...preview, enabled: data !== undefined });
  if (!data) return <RecordPanelState error={error} onRetry={() => void refetch()} onClose={onClose} />;
  const run: RunDetail = { ...data, ...told };
  return (
    <RecordPanel
      title={
        <>
          {t('billing.record.title')} <DateText date={run.asOf} />
        </>
      }
      status={<RunPill run={run} />}
      onClose={onClose}
      actions={
        <>
          <Button variant="primary" icon={Eye} keys={preview.keys} onPress={preview.run}>
            {preview.label}
          </Button>
          <Button
            icon={FileText}
            onPress={() => void navigate({ to: '/invoices', search: { filter: { billingRunId: id } } })}
          >
            {t('billing.record.allInvoices')}
          </Button>
        </>
      }
    >
      {run.state !== 'done' && (
        <RunProgressBar examined={run.examined} candidates={run.candidates} amounts={run.amounts} />
      )}
      <RecordMeta
        entries={[
          { label: t('billing.columns.started'), value: <InstantText at={run.startedAt} /> },
          { label: t('billing.record.lastAt'), value: <InstantText at={run.lastAt} /> },
          { label: t('billing.columns.by'), value: <Bdi>{run.startedBy}</Bdi> },
          { label: t('billing.record.machine'), value: <Bdi>{run.machine}</Bdi> },
          { label: t('billing.record.examined'), value: <Num>{text.count(run.examined)}</Num> },
          { label: t('billing.record.voided'), value: run.voided > 0 && <Num>{text.count(run.voided)}</Num> },
        ]}
      />
      <RecordSection title={t('billing.record.amounts')}>
        {run.amounts.length === 0 ? (
          <p className="muted">{t('billing.record.noInvoices')}</p>
        ) : (
          <table className={styles.table}>
            <thead className="visually-hidden">
              <tr>
                <th>{t('billing.columns.invoices')}</th>
                <th>{t('billing.columns.total')}</th>
                <th>{t('subscriptions.columns.currency')}</th>
              </tr>
            </thead>
            <tbody>
              {run.amounts.map(({ currency, invoices, total }) => (
                <tr key={currency}>
                  <td>{t('billing.invoices', { count: invoices })}</td>
                  <td className={styles.amount}>
                    <AmountText amount={total} strong />
                  </td>
                  <td className={styles.currency}>{text.currency(currency)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
      </RecordSection>
      <RunLeftOut id={id} reasons={run.leftOutReasons} />
      <RunInvoices id={id} />
      {previewing && (
        <PreviewDialog
          document={{ kind: 'run_summary', id }}
          name={t('billing.record.summary')}
          onClose={() => setPreviewing(false)}
        />
      )}
    </RecordPanel>
  );
}
interface RunRecordProps {
  readonly id: BillingRunId;
  readonly told: RunProgress | undefined;
  readonly onClose: () => void;
}

function RunInvoices({ id }: { readonly id: BillingRunId }) {
  const text = useText();
  const { t } = text;
  const navigate = useNavigate();
  const { data } = useRead('invoices.list', {
    filter: { billingRunId: id },
    sort: { column: 'invoice_number', direction: 'asc' },
    page: { from: 'start', limit: 30 },
  });
  if (!data || data.rows.length === 0) return null;
  return (
    <RecordSection title={t('billing.record.invoices')}>
      <ul className={styles.list}>
        {data.rows.map((invoice) => (
          <li key={invoice.id}>
            <button
              type="button"
              className={styles.row}
              onClick={() =>
                void navigate({ to: '/invoices', search: { open: invoice.id, filter: { billingRunId: id } } })
              }
            >
              <span className={styles.words}>
                <Num>{invoice.number}</Num>
                <Bdi>{text.name(invoice.tenantName, invoice.tenantNameAr) || invoice.tenantId}</Bdi>
              </span>
              <span className={styles.amount}>
                <AmountText amount={invoice.total} strong />
              </span>
              <span className={styles.currency}>{text.currency(invoice.currency)}</span>
            </button>
          </li>
        ))}
      </ul>
    </RecordSection>
  );
}
