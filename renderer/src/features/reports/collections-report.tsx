import { Banknote } from 'lucide-react';
import { useState } from 'react';
import { addDays, type CalendarDate } from '@contract/calendar-date';
import type { Collections } from '@contract/reports';
import { paymentMethodSchema, type PaymentMethod } from '@contract/status';
import { useRead } from '@/api';
import { EmptyState, Money, Select } from '@/components';
import { ExportMenu } from '@/features/exports';
import { useText } from '@/i18n';
import { ReportChart } from './report-chart';
import { CurrencyFilter, DayFilter } from './report-filters';
import { ReportContent, ReportPage, ReportSection } from './report-page';
import { AmountFigure, CountFigure, ReportTable, type ReportColumn } from './report-table';
import type { ReportProps } from './reports-screen';
import { RowsDialog, type OpenedFigure } from './rows-dialog';

type DayRow = Collections['days'][number];
const eachMethod = 'each';

/** What came in by day and method, each currency by itself. */
export function CollectionsReport({ search, today, onSearch, onBack }: ReportProps) {
  const { t } = useText();
  const from = search.from ?? addDays(today, -29);
  const to = search.to ?? today;
  const method = search.method ?? null;
  const asked = { from, to, currency: search.currency ?? null, method };
  const read = useRead('reports.collections', asked, { keepPrevious: true });
  const [opened, setOpened] = useState<OpenedFigure | null>(null);
  return (
    <ReportPage
      title={t('reports.names.collections')}
      actions={<ExportMenu source={{ report: 'collections', asked }} />}
      onBack={onBack}
      filters={
        <>
          <DayFilter label={t('reports.filters.from')} value={from} onChange={(day) => onSearch({ from: day })} />
          <DayFilter label={t('reports.filters.to')} value={to} onChange={(day) => onSearch({ to: day })} />
          <Select
            label={t('reports.columns.method')}
            value={search.method ?? eachMethod}
            choices={[
              { value: eachMethod, label: t('reports.filters.eachMethod') },
              ...paymentMethodSchema.options.map((value) => ({ value, label: t(`status.method.${value}`) })),
            ]}
            onChange={(chosen) => onSearch({ method: paymentMethodSchema.safeParse(chosen).data })}
          />
          <CurrencyFilter value={search.currency} onChange={(currency) => onSearch({ currency })} />
        </>
      }
    >
      <ReportContent read={read}>
        {(collections) =>
          collections.totals.length === 0 ? (
            <EmptyState icon={Banknote} title={t('reports.collections.empty')} text={t('reports.emptyHint')} />
          ) : (
            <>
              {collections.totals.map((total) => (
                <CurrencySection
                  key={total.currency}
                  collections={collections}
                  total={total}
                  span={{ from, to }}
                  onOpen={setOpened}
                />
              ))}
            </>
          )
        }
      </ReportContent>
      {opened !== null && <RowsDialog figure={opened} onClose={() => setOpened(null)} />}
    </ReportPage>
  );
}

function CurrencySection({ collections, total, span, onOpen }: CurrencySectionProps) {
  const text = useText();
  const { t } = text;
  const { currency } = total;
  const days = collections.days.filter((row) => row.currency === currency);
  const methods = collections.methods.filter((row) => row.currency === currency);
  const cells = new Map(
    collections.cells.filter((row) => row.currency === currency).map((row) => [`${row.day} ${row.method}`, row.net]),
  );
  const net = (day: string, method: PaymentMethod): string => cells.get(`${day} ${method}`) ?? '0.00';
  const open = (what: string, from: CalendarDate, to: CalendarDate, method: PaymentMethod | null): void =>
    onOpen({
      title: t('reports.figureOf', { what, whose: text.currency(currency) }),
      asked: { of: 'collections', from, to, currency, method },
    });
  const columns: readonly ReportColumn<DayRow>[] = [
    {
      id: 'day',
      header: t('reports.columns.day'),
      cell: ({ day }) => <span className="num">{text.date(day)}</span>,
      foot: t('reports.columns.total'),
    },
    ...methods.map(({ method, net: sum }) => ({
      id: method,
      header: t(`status.method.${method}`),
      amount: true,
      cell: ({ day }: DayRow) => (
        <AmountFigure
          amount={net(day, method)}
          onOpen={() => open(`${t(`status.method.${method}`)}، ${text.date(day)}`, day, day, method)}
        />
      ),
      foot: (
        <AmountFigure
          amount={sum}
          strong
          onOpen={() => open(t(`status.method.${method}`), span.from, span.to, method)}
        />
      ),
    })),
    {
      id: 'count',
      header: t('reports.columns.payments'),
      amount: true,
      cell: (row) => (
        <CountFigure count={row.payments} onOpen={() => open(text.date(row.day), row.day, row.day, null)} />
      ),
      foot: <span className="num">{text.count(total.payments)}</span>,
    },
    {
      id: 'net',
      header: t('reports.columns.total'),
      amount: true,
      cell: (row) => (
        <AmountFigure amount={row.net} strong onOpen={() => open(text.date(row.day), row.day, row.day, null)} />
      ),
      foot: (
        <AmountFigure
          amount={total.net}
          strong
          onOpen={() => open(t('reports.columns.total'), span.from, span.to, null)}
        />
      ),
    },
  ];
  return (
    <ReportSection
      title={t(`status.currency.${currency}`)}
      aside={<Money amount={total.net} currency={currency} strong />}
    >
      <ReportChart
        label={t('reports.collections.chart', { currency: text.currency(currency) })}
        places={days.map(({ day }) => text.date(day).slice(5))}
        series={methods.map(({ method }) => ({
          name: t(`status.method.${method}`),
          values: days.map(({ day }) => net(day, method)),
        }))}
      />
      <ReportTable
        label={`${t('reports.names.collections')} ${text.currency(currency)}`}
        columns={columns}
        rows={days.toReversed()}
        rowId={({ day }) => day}
        hasFoot
      />
    </ReportSection>
  );
}
interface CurrencySectionProps {
  readonly collections: Collections;
  readonly total: Collections['totals'][number];
  readonly span: { readonly from: CalendarDate; readonly to: CalendarDate };
  readonly onOpen: (figure: OpenedFigure) => void;
}
