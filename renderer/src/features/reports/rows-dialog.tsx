import { useNavigate } from '@tanstack/react-router';
import type { ReportRow, ReportRowsInput } from '@contract/reports';
import { useRead } from '@/api';
import { AmountText, Dialog, Money } from '@/components';
import { ExportMenu } from '@/features/exports';
import { useText } from '@/i18n';
import { ReportContent, ReportNote } from './report-page';
import { NameCell, ReportTable, type ReportColumn } from './report-table';
import styles from './reports.module.css';

export interface OpenedFigure {
  /** What the number is: `1-30 days, USD`. */
  readonly title: string;
  readonly asked: ReportRowsInput;
}

/** The rows behind a number, what they come to, and the way into each. */
export function RowsDialog({ figure, onClose }: { readonly figure: OpenedFigure; readonly onClose: () => void }) {
  const text = useText();
  const { t } = text;
  const navigate = useNavigate();
  const read = useRead('reports.rows', figure.asked);
  const open = ({ entity, id }: ReportRow): void => {
    if (entity === 'invoice') void navigate({ to: '/invoices', search: { open: id } });
    if (entity === 'payment') void navigate({ to: '/payments', search: { open: id } });
    if (entity === 'subscription') void navigate({ to: '/subscriptions', search: { open: id } });
  };
  const isSubscriptions = figure.asked.of === 'mrr' || figure.asked.of === 'churn';
  const columns: readonly ReportColumn<ReportRow>[] = [
    {
      id: 'number',
      header: t(isSubscriptions ? 'reports.columns.subscription' : 'reports.columns.number'),
      cell: (row) => (
        <button type="button" className={styles.link} onClick={() => open(row)}>
          {row.entity === 'subscription' ? (
            <bdi>
              {text.name(row.planName ?? '', row.planNameAr ?? '')}
              {row.cycle !== null && `، ${t(`status.cycle.${row.cycle}`)}`}
            </bdi>
          ) : (
            <span className="num">{row.number || t('reports.noNumber')}</span>
          )}
        </button>
      ),
    },
    {
      id: 'tenant',
      header: t('reports.columns.tenant'),
      cell: (row) => <NameCell>{text.name(row.tenantName, row.tenantNameAr)}</NameCell>,
    },
    ...(figure.asked.of === 'collections' || figure.asked.of === 'takings'
      ? [
          {
            id: 'method',
            header: t('reports.columns.method'),
            cell: (row: ReportRow) => (row.method === null ? '' : t(`status.method.${row.method}`)),
          },
        ]
      : []),
    {
      id: 'date',
      header: t(figure.asked.of === 'aging' ? 'reports.columns.dueDate' : 'reports.columns.date'),
      cell: (row) => (row.date === null ? '' : <span className="num">{text.date(row.date)}</span>),
    },
    {
      id: 'amount',
      header: t(isSubscriptions ? 'reports.columns.price' : 'reports.columns.amount'),
      amount: true,
      cell: (row) => (row.amount === null ? '—' : <AmountText amount={row.amount} />),
    },
    { id: 'currency', header: t('reports.columns.currency'), cell: (row) => text.currency(row.currency) },
  ];
  return (
    <Dialog title={figure.title} look="wide" onClose={onClose}>
      <ReportContent read={read}>
        {({ rows, count, sums }) => (
          <div className={styles.section}>
            <div className={styles.sectionHead}>
              <span>{t('common.count', { count })}</span>
              {figure.asked.of !== 'churn' &&
                sums.map(({ currency, amount }) => <Money key={currency} amount={amount} currency={currency} strong />)}
              <ExportMenu source={{ report: 'rows', asked: figure.asked }} />
            </div>
            {figure.asked.of === 'mrr' && <ReportNote>{t('reports.mrr.howMuch')}</ReportNote>}
            {rows.length < count && <ReportNote>{t('reports.newestRows', { count: rows.length })}</ReportNote>}
            <ReportTable
              label={figure.title}
              columns={columns}
              rows={rows}
              rowId={({ entity, id, amount }) => `${entity} ${id} ${amount ?? ''}`}
            />
          </div>
        )}
      </ReportContent>
    </Dialog>
  );
}
