import { useNavigate } from '@tanstack/react-router';
import { Printer, ScrollText } from 'lucide-react';
import { useState } from 'react';
import { calendarDateSchema } from '@contract/calendar-date';
import { currencies } from '@contract/currency';
import { tenantIdSchema } from '@contract/ids';
import type { Movement, Statement } from '@contract/statement';
import { useRead } from '@/api';
import { AmountText, Button, EmptyState, Select, useShortcut } from '@/components';
import { PreviewDialog } from '@/features/documents/preview-dialog';
import { ExportMenu } from '@/features/exports';
import { useText } from '@/i18n';
import { DayFilter, TenantFilter } from './report-filters';
import { ReportContent, ReportPage } from './report-page';
import { ReportTable, type ReportColumn } from './report-table';
import type { ReportProps } from './reports-screen';
import styles from './reports.module.css';

/** A customer's account in one currency over a period: opening, every movement, closing. */
export function StatementReport({ search, today, onSearch, onBack }: ReportProps) {
  const text = useText();
  const { t } = text;
  const [previewing, setPreviewing] = useState(false);
  const tenant = tenantIdSchema.safeParse(search.tenantId);
  // The currency that the customer is billed in, until another is chosen.
  const record = useRead(
    'tenants.get',
    { tenantId: search.tenantId ?? '' },
    { enabled: tenant.success && search.currency === undefined },
  );
  const usual = record.data?.subscriptions[0]?.currency ?? record.data?.owed[0]?.currency;
  const isKnown = search.currency !== undefined || !record.isLoading;
  const currency = search.currency ?? usual ?? 'USD';
  const from = search.from ?? calendarDateSchema.parse(`${today.slice(0, 4)}-01-01`);
  const to = search.to ?? today;
  const asked = tenant.success && isKnown ? { tenantId: tenant.data, currency, from, to } : null;
  const read = useRead('reports.statement', asked ?? { tenantId: 'none', currency, from, to }, {
    enabled: asked !== null,
  });
  const canPrint = asked !== null && read.data !== undefined;
  useShortcut({
    keys: 'Ctrl+P',
    label: t('reports.statement.preview'),
    run: () => setPreviewing(true),
    enabled: canPrint && !previewing,
  });
  const known = read.data && text.name(read.data.tenantName, read.data.tenantNameAr);
  return (
    <ReportPage
      title={t('reports.names.statement')}
      onBack={onBack}
      actions={
        <>
          {asked !== null && read.data !== undefined && <ExportMenu source={{ report: 'statement', asked }} />}
          <Button
            variant="primary"
            icon={Printer}
            keys="Ctrl+P"
            disabled={!canPrint}
            onPress={() => setPreviewing(true)}
          >
            {t('reports.statement.preview')}
          </Button>
        </>
      }
      filters={
        <>
          <TenantFilter
            value={search.tenantId}
            required
            known={known}
            onChange={(tenantId) => onSearch({ tenantId })}
          />
          <Select
            label={t('reports.filters.currency')}
            value={currency}
            choices={currencies.map((value) => ({ value, label: t(`status.currency.${value}`) }))}
            onChange={(next) => onSearch({ currency: next })}
          />
          <DayFilter label={t('reports.filters.from')} value={from} onChange={(day) => onSearch({ from: day })} />
          <DayFilter label={t('reports.filters.to')} value={to} onChange={(day) => onSearch({ to: day })} />
        </>
      }
    >
      {!tenant.success ? (
        <EmptyState icon={ScrollText} title={t('reports.statement.choose')} text={t('reports.statement.chooseHint')} />
      ) : (
        <ReportContent read={read}>{(statement) => <StatementTable statement={statement} />}</ReportContent>
      )}
      {previewing && asked !== null && (
        <PreviewDialog
          document={{ kind: 'statement', ...asked }}
          name={known ?? ''}
          onClose={() => setPreviewing(false)}
        />
      )}
    </ReportPage>
  );
}

type Line = { readonly frame: 'opening' | 'closing' } | { readonly frame: null; readonly movement: Movement };

function StatementTable({ statement }: { readonly statement: Statement }) {
  const text = useText();
  const { t } = text;
  const navigate = useNavigate();
  const lines: readonly Line[] = [
    { frame: 'opening' },
    ...statement.movements.map((movement): Line => ({ frame: null, movement })),
    { frame: 'closing' },
  ];
  const open = ({ entity, id }: Movement): void => {
    if (entity === 'invoice') void navigate({ to: '/invoices', search: { open: id } });
    else void navigate({ to: '/payments', search: { open: id } });
  };
  const dateOf = (line: Line) =>
    line.frame === null ? line.movement.date : line.frame === 'opening' ? statement.from : statement.to;
  const columns: readonly ReportColumn<Line>[] = [
    {
      id: 'date',
      header: t('reports.columns.date'),
      cell: (line) => <span className="num">{text.date(dateOf(line))}</span>,
    },
    {
      id: 'what',
      header: t('reports.columns.what'),
      cell: (line) =>
        line.frame === null ? (
          <>
            {t(`reports.movement.${line.movement.kind}`)}
            {line.movement.method !== null && (
              <span className="muted"> · {t(`status.method.${line.movement.method}`)}</span>
            )}
          </>
        ) : (
          t(`reports.statement.${line.frame}`)
        ),
    },
    {
      id: 'number',
      header: t('reports.columns.document'),
      cell: (line) =>
        line.frame === null ? (
          <button type="button" className={styles.link} onClick={() => open(line.movement)}>
            <span className="num">{line.movement.number || line.movement.about || t('reports.noNumber')}</span>
          </button>
        ) : null,
    },
    {
      id: 'about',
      header: t('reports.columns.about'),
      cell: (line) => line.frame === null && <span className="num muted">{line.movement.about}</span>,
    },
    {
      id: 'debit',
      header: t('reports.columns.debit'),
      amount: true,
      cell: (line) =>
        line.frame === 'closing' ? (
          <AmountText amount={statement.debits} />
        ) : (
          line.frame === null && line.movement.debit !== '0.00' && <AmountText amount={line.movement.debit} />
        ),
    },
    {
      id: 'credit',
      header: t('reports.columns.credit'),
      amount: true,
      cell: (line) =>
        line.frame === 'closing' ? (
          <AmountText amount={statement.credits} />
        ) : (
          line.frame === null && line.movement.credit !== '0.00' && <AmountText amount={line.movement.credit} />
        ),
    },
    {
      id: 'balance',
      header: t('reports.columns.balance'),
      amount: true,
      cell: (line) => (
        <AmountText
          amount={line.frame === null ? line.movement.balance : statement[line.frame]}
          strong={line.frame !== null}
        />
      ),
    },
  ];
  return (
    <>
      <ReportTable
        label={t('reports.names.statement')}
        columns={columns}
        rows={lines}
        rowId={(line) => (line.frame === null ? `${line.movement.kind} ${line.movement.id}` : line.frame)}
        isSoft={(line) => line.frame !== null}
      />
      <p className={styles.note}>{t('reports.statement.brackets')}</p>
    </>
  );
}
