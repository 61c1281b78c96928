import { useState } from 'react';
import { planIdSchema } from '@contract/ids';
import type { Churn } from '@contract/reports';
import { useRead } from '@/api';
import { ExportMenu } from '@/features/exports';
import { useText } from '@/i18n';
import { ReportChart } from './report-chart';
import { CurrencyFilter, monthBefore, MonthFilter, monthName, PlanFilter } from './report-filters';
import { ReportContent, ReportNote, ReportPage } from './report-page';
import { CountFigure, ReportTable, type ReportColumn } from './report-table';
import type { ReportProps } from './reports-screen';
import { RowsDialog, type OpenedFigure } from './rows-dialog';

type Row = Churn['months'][number];
const figures = ['atStart', 'started', 'ended', 'atEnd'] as const;

/** Who came and who left, by month. */
export function ChurnReport({ search, today, onSearch, onBack }: ReportProps) {
  const text = useText();
  const { t } = text;
  const from = search.fromMonth ?? monthBefore(today, 11);
  const to = search.toMonth ?? monthBefore(today, 0);
  const currency = search.currency ?? null;
  const planId = planIdSchema.safeParse(search.planId).data ?? null;
  const read = useRead('reports.churn', { from, to, currency, planId }, { keepPrevious: true });
  const [opened, setOpened] = useState<OpenedFigure | null>(null);
  const columns: readonly ReportColumn<Row>[] = [
    {
      id: 'month',
      header: t('reports.columns.month'),
      cell: ({ month }) => <span className="num">{monthName(text, month)}</span>,
    },
    ...figures.map((figure) => ({
      id: figure,
      header: t(`reports.churn.${figure}`),
      amount: true,
      cell: (row: Row) => (
        <CountFigure
          count={row[figure]}
          onOpen={() =>
            setOpened({
              title: t('reports.figureOf', {
                what: t(`reports.churn.${figure}`),
                whose: monthName(text, row.month),
              }),
              asked: { of: 'churn', month: row.month, figure, currency, planId },
            })
          }
        />
      ),
    })),
    {
      id: 'rate',
      header: t('reports.churn.rate'),
      amount: true,
      cell: ({ rate }) => (rate === null ? '—' : <span className="num">{`${text.decimal(rate)}%`}</span>),
    },
  ];
  return (
    <ReportPage
      title={t('reports.names.churn')}
      actions={<ExportMenu source={{ report: 'churn', asked: { from, to, currency, planId } }} />}
      onBack={onBack}
      filters={
        <>
          <MonthFilter
            label={t('reports.filters.fromMonth')}
            value={from}
            today={today}
            onChange={(fromMonth) => onSearch({ fromMonth })}
          />
          <MonthFilter
            label={t('reports.filters.toMonth')}
            value={to}
            today={today}
            onChange={(toMonth) => onSearch({ toMonth })}
          />
          <CurrencyFilter value={search.currency} onChange={(next) => onSearch({ currency: next })} />
          <PlanFilter value={search.planId} onChange={(plan) => onSearch({ planId: plan })} />
        </>
      }
    >
      <ReportContent read={read}>
        {({ months }) => (
          <>
            <ReportNote>{t('reports.churn.what')}</ReportNote>
            <ReportChart
              label={t('reports.churn.chart')}
              places={months.map(({ month }) => monthName(text, month))}
              series={[
                { name: t('reports.churn.started'), values: months.map(({ started }) => String(started)) },
                { name: t('reports.churn.ended'), values: months.map(({ ended }) => String(ended)) },
              ]}
            />
            <ReportTable
              label={t('reports.names.churn')}
              columns={columns}
              rows={months.toReversed()}
              rowId={({ month }) => month}
            />
          </>
        )}
      </ReportContent>
      {opened !== null && <RowsDialog figure={opened} onClose={() => setOpened(null)} />}
    </ReportPage>
  );
}
