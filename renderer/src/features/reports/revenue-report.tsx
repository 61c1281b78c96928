import { ChartColumn } from 'lucide-react';
import { useState } from 'react';
import { planIdSchema } from '@contract/ids';
import type { Month, Revenue } from '@contract/reports';
import { useRead } from '@/api';
import { EmptyState, Money, Select } from '@/components';
import { ExportMenu } from '@/features/exports';
import { useText } from '@/i18n';
import { ReportChart } from './report-chart';
import { CurrencyFilter, monthBefore, MonthFilter, monthName, PlanFilter } from './report-filters';
import { ReportContent, ReportPage, ReportSection } from './report-page';
import { AmountFigure, ReportTable, type ReportColumn } from './report-table';
import type { ReportProps } from './reports-screen';
import { RowsDialog, type OpenedFigure } from './rows-dialog';

const bases = ['issued', 'paid'] as const;
type MonthRow = Revenue['months'][number];

/** What was earned by month and plan, each currency by itself. */
export function RevenueReport({ search, today, onSearch, onBack }: ReportProps) {
  const { t } = useText();
  const span = {
    from: search.fromMonth ?? monthBefore(today, 11),
    to: search.toMonth ?? monthBefore(today, 0),
    basis: search.basis ?? 'issued',
  } as const;
  const planId = planIdSchema.safeParse(search.planId).data ?? null;
  const asked = { ...span, currency: search.currency ?? null, planId };
  const read = useRead('reports.revenue', asked, { keepPrevious: true });
  const [opened, setOpened] = useState<OpenedFigure | null>(null);
  return (
    <ReportPage
      title={t('reports.names.revenue')}
      actions={<ExportMenu source={{ report: 'revenue', asked }} />}
      onBack={onBack}
      filters={
        <>
          <MonthFilter
            label={t('reports.filters.fromMonth')}
            value={span.from}
            today={today}
            onChange={(fromMonth) => onSearch({ fromMonth })}
          />
          <MonthFilter
            label={t('reports.filters.toMonth')}
            value={span.to}
            today={today}
            onChange={(toMonth) => onSearch({ toMonth })}
          />
          <Select
            label={t('reports.filters.basis')}
            value={span.basis}
            choices={bases.map((basis) => ({ value: basis, label: t(`reports.revenue.${basis}`) }))}
            onChange={(basis) => onSearch({ basis })}
          />
          <CurrencyFilter value={search.currency} onChange={(currency) => onSearch({ currency })} />
          <PlanFilter value={search.planId} onChange={(plan) => onSearch({ planId: plan })} />
        </>
      }
    >
      <ReportContent read={read}>
        {(revenue) =>
          revenue.totals.length === 0 ? (
            <EmptyState icon={ChartColumn} title={t('reports.revenue.empty')} text={t('reports.emptyHint')} />
          ) : (
            <>
              {revenue.totals.map((total) => (
                <CurrencySection key={total.currency} revenue={revenue} total={total} span={span} onOpen={setOpened} />
              ))}
            </>
          )
        }
      </ReportContent>
      {opened !== null && <RowsDialog figure={opened} onClose={() => setOpened(null)} />}
    </ReportPage>
  );
}

function CurrencySection({ revenue, total, span, onOpen }: CurrencySectionProps) {
  const text = useText();
  const { t } = text;
  const { currency } = total;
  const months = revenue.months.filter((row) => row.currency === currency);
  const plans = revenue.plans.filter((row) => row.currency === currency);
  const cells = new Map(
    revenue.cells.filter((row) => row.currency === currency).map((row) => [`${row.month} ${row.planId}`, row.net]),
  );
  const net = (month: Month, planId: string): string => cells.get(`${month} ${planId}`) ?? '0.00';
  const open = (what: string, from: Month, to: Month, planId: string | null): void =>
    onOpen({
      title: t('reports.figureOf', { what, whose: text.currency(currency) }),
      asked: { of: 'revenue', from, to, basis: span.basis, currency, planId },
    });
  const planName = (plan: Revenue['plans'][number]): string => text.name(plan.planName, plan.planNameAr);
  const columns: readonly ReportColumn<MonthRow>[] = [
    {
      id: 'month',
      header: t('reports.columns.month'),
      cell: ({ month }) => <span className="num">{monthName(text, month)}</span>,
      foot: t('reports.columns.total'),
    },
    ...plans.map((plan) => ({
      id: plan.planId,
      header: planName(plan),
      amount: true,
      cell: ({ month }: MonthRow) => (
        <AmountFigure
          amount={net(month, plan.planId)}
          onOpen={() => open(`${planName(plan)}، ${monthName(text, month)}`, month, month, plan.planId)}
        />
      ),
      foot: (
        <AmountFigure amount={plan.net} strong onOpen={() => open(planName(plan), span.from, span.to, plan.planId)} />
      ),
    })),
    {
      id: 'net',
      header: t('reports.columns.net'),
      amount: true,
      cell: (row) => (
        <AmountFigure
          amount={row.net}
          strong
          onOpen={() => open(monthName(text, row.month), row.month, row.month, null)}
        />
      ),
      foot: (
        <AmountFigure
          amount={total.net}
          strong
          onOpen={() => open(t('reports.columns.total'), span.from, span.to, null)}
        />
      ),
    },
    {
      id: 'tax',
      header: t('reports.columns.tax'),
      amount: true,
      cell: (row) => <span className="num muted">{text.amount(row.tax)}</span>,
      foot: <span className="num">{text.amount(total.tax)}</span>,
    },
  ];
  return (
    <ReportSection
      title={t(`status.currency.${currency}`)}
      aside={<Money amount={total.net} currency={currency} strong />}
    >
      <ReportChart
        label={t('reports.revenue.chart', { currency: text.currency(currency) })}
        places={months.map(({ month }) => monthName(text, month))}
        series={plans.map((plan) => ({
          name: planName(plan),
          values: months.map(({ month }) => net(month, plan.planId)),
        }))}
      />
      <ReportTable
        label={`${t('reports.names.revenue')} ${text.currency(currency)}`}
        columns={columns}
        rows={months}
        rowId={({ month }) => month}
        hasFoot
      />
    </ReportSection>
  );
}
interface CurrencySectionProps {
  readonly revenue: Revenue;
  readonly total: Revenue['totals'][number];
  readonly span: { readonly from: Month; readonly to: Month; readonly basis: (typeof bases)[number] };
  readonly onOpen: (figure: OpenedFigure) => void;
}
