import { Repeat } from 'lucide-react';
import { useState } from 'react';
import { planIdSchema } from '@contract/ids';
import type { Mrr } from '@contract/reports';
import { useRead } from '@/api';
import { AmountText, EmptyState, Money } from '@/components';
import { ExportMenu } from '@/features/exports';
import { useText } from '@/i18n';
import { CurrencyFilter, PlanFilter } from './report-filters';
import { ReportContent, ReportNote, ReportPage, ReportSection } from './report-page';
import { AmountFigure, CountFigure, ReportTable, type ReportColumn } from './report-table';
import type { ReportProps } from './reports-screen';
import { RowsDialog, type OpenedFigure } from './rows-dialog';

type Line = Mrr['lines'][number];

/** What the active subscriptions bring in a month, each currency by itself. */
export function MrrReport({ search, onSearch, onBack }: ReportProps) {
  const text = useText();
  const { t } = text;
  const planId = planIdSchema.safeParse(search.planId).data ?? null;
  const asked = { currency: search.currency ?? null, planId };
  const read = useRead('reports.mrr', asked, { keepPrevious: true });
  const [opened, setOpened] = useState<OpenedFigure | null>(null);
  return (
    <ReportPage
      title={t('reports.names.mrr')}
      actions={<ExportMenu source={{ report: 'mrr', asked }} />}
      onBack={onBack}
      filters={
        <>
          <CurrencyFilter value={search.currency} onChange={(currency) => onSearch({ currency })} />
          <PlanFilter value={search.planId} onChange={(plan) => onSearch({ planId: plan })} />
        </>
      }
    >
      <ReportContent read={read}>
        {(mrr) =>
          mrr.totals.length === 0 ? (
            <EmptyState icon={Repeat} title={t('reports.mrr.empty')} text={t('reports.emptyHint')} />
          ) : (
            <>
              <ReportNote>{t('reports.mrr.howMuch')}</ReportNote>
              {mrr.totals.map((total) => (
                <CurrencySection key={total.currency} mrr={mrr} total={total} onOpen={setOpened} />
              ))}
            </>
          )
        }
      </ReportContent>
      {opened !== null && <RowsDialog figure={opened} onClose={() => setOpened(null)} />}
    </ReportPage>
  );
}

function CurrencySection({ mrr, total, onOpen }: CurrencySectionProps) {
  const text = useText();
  const { t } = text;
  const { currency } = total;
  const lines = mrr.lines.filter((line) => line.currency === currency);
  const open = (line: Line | null): void =>
    onOpen({
      title: t('reports.figureOf', {
        what:
          line === null
            ? t('reports.names.mrr')
            : `${text.name(line.planName, line.planNameAr)}، ${t(`status.cycle.${line.cycle}`)}`,
        whose: text.currency(currency),
      }),
      asked: { of: 'mrr', currency, planId: line?.planId ?? null, cycle: line?.cycle ?? null },
    });
  const columns: readonly ReportColumn<Line>[] = [
    {
      id: 'plan',
      header: t('reports.columns.plan'),
      cell: (line) => <bdi>{text.name(line.planName, line.planNameAr)}</bdi>,
      foot: t('reports.columns.total'),
    },
    { id: 'cycle', header: t('reports.columns.cycle'), cell: (line) => t(`status.cycle.${line.cycle}`) },
    {
      id: 'subscriptions',
      header: t('reports.columns.subscriptions'),
      amount: true,
      cell: (line) => <CountFigure count={line.subscriptions} onOpen={() => open(line)} />,
      foot: <CountFigure count={total.subscriptions} onOpen={() => open(null)} />,
    },
    {
      id: 'price',
      header: t('reports.columns.cyclePrice'),
      amount: true,
      cell: (line) =>
        line.price === null ? (
          <span className="muted">{t('reports.mrr.noPrice')}</span>
        ) : (
          <AmountText amount={line.price} />
        ),
    },
    {
      id: 'mrr',
      header: t('reports.columns.monthly'),
      amount: true,
      cell: (line) => (line.mrr === null ? '—' : <AmountFigure amount={line.mrr} onOpen={() => open(line)} />),
      foot: <AmountFigure amount={total.mrr} strong onOpen={() => open(null)} />,
    },
  ];
  return (
    <ReportSection
      title={t(`status.currency.${currency}`)}
      aside={<Money amount={total.mrr} currency={currency} strong />}
    >
      {currency === 'YER' && mrr.rate !== null && (
        <ReportNote>{t('reports.mrr.rate', { rate: text.decimal(mrr.rate) })}</ReportNote>
      )}
      {total.unpriced > 0 && <ReportNote>{t('reports.mrr.unpriced', { count: total.unpriced })}</ReportNote>}
      <ReportTable
        label={`${t('reports.names.mrr')} ${text.currency(currency)}`}
        columns={columns}
        rows={lines}
        rowId={({ planId, cycle }) => `${planId} ${cycle}`}
        hasFoot
      />
    </ReportSection>
  );
}
interface CurrencySectionProps {
  readonly mrr: Mrr;
  readonly total: Mrr['totals'][number];
  readonly onOpen: (figure: OpenedFigure) => void;
}
