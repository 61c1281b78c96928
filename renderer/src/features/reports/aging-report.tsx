import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { tenantIdSchema } from '@contract/ids';
import { agingBuckets, type Aging, type AgingBucket } from '@contract/reports';
import { useRead } from '@/api';
import { EmptyState, Money } from '@/components';
import { CircleCheck } from 'lucide-react';
import { ExportMenu } from '@/features/exports';
import { useText } from '@/i18n';
import { ReportChart } from './report-chart';
import { CurrencyFilter, DayFilter, TenantFilter } from './report-filters';
import { ReportContent, ReportNote, ReportPage, ReportSection } from './report-page';
import { AmountFigure, ReportTable, type ReportColumn } from './report-table';
import type { ReportProps } from './reports-screen';
import { RowsDialog, type OpenedFigure } from './rows-dialog';
import styles from './reports.module.css';

type TenantRow = Aging['tenants'][number];

/** Who owes what, by the days past due; as of today or of a day that is past. */
export function AgingReport({ search, today, onSearch, onBack }: ReportProps) {
  const { t } = useText();
  const asOf = search.asOf ?? today;
  const tenantId = tenantIdSchema.safeParse(search.tenantId).data ?? null;
  const asked = { asOf, currency: search.currency ?? null, tenantId };
  const read = useRead('reports.aging', asked, { keepPrevious: true });
  const [opened, setOpened] = useState<OpenedFigure | null>(null);
  return (
    <ReportPage
      title={t('reports.names.aging')}
      actions={<ExportMenu source={{ report: 'aging', asked }} />}
      onBack={onBack}
      filters={
        <>
          <DayFilter
            label={t('reports.filters.asOf')}
            value={asOf}
            onChange={(day) => onSearch({ asOf: day === today ? undefined : day })}
          />
          <CurrencyFilter value={search.currency} onChange={(currency) => onSearch({ currency })} />
          <TenantFilter value={search.tenantId} required={false} onChange={(next) => onSearch({ tenantId: next })} />
        </>
      }
    >
      <ReportContent read={read}>
        {(aging) =>
          aging.currencies.length === 0 ? (
            <EmptyState icon={CircleCheck} title={t('reports.aging.empty')} />
          ) : (
            <>
              {aging.currencies.map((figures) => (
                <CurrencySection key={figures.currency} aging={aging} figures={figures} onOpen={setOpened} />
              ))}
              {aging.more > 0 && <ReportNote>{t('reports.aging.more', { count: aging.more })}</ReportNote>}
            </>
          )
        }
      </ReportContent>
      {opened !== null && <RowsDialog figure={opened} onClose={() => setOpened(null)} />}
    </ReportPage>
  );
}

function CurrencySection({ aging, figures, onOpen }: CurrencySectionProps) {
  const text = useText();
  const { t } = text;
  const navigate = useNavigate();
  const { currency, buckets, total } = figures;
  const tenants = aging.tenants.filter((row) => row.currency === currency);
  const open = (bucket: AgingBucket | null, tenant: TenantRow | null): void => {
    const what = bucket === null ? t('reports.columns.total') : t(`reports.aging.${bucket}`);
    const whose = tenant === null ? text.currency(currency) : text.name(tenant.tenantName, tenant.tenantNameAr);
    const tenantId = tenant === null ? null : (tenantIdSchema.safeParse(tenant.tenantId).data ?? null);
    onOpen({
      title: t('reports.figureOf', { what, whose }),
      asked: { of: 'aging', asOf: aging.asOf, currency, bucket, tenantId },
    });
  };
  const columns: readonly ReportColumn<TenantRow>[] = [
    {
      id: 'tenant',
      header: t('reports.columns.tenant'),
      cell: (row) => (
        <button
          type="button"
          className={`${styles.link ?? ''} ${styles.name ?? ''}`}
          onClick={() => void navigate({ to: '/tenants', search: { open: row.tenantId } })}
        >
          <bdi>{text.name(row.tenantName, row.tenantNameAr)}</bdi>
        </button>
      ),
      foot: t('reports.columns.total'),
    },
    ...agingBuckets.map((bucket) => ({
      id: bucket,
      header: t(`reports.aging.${bucket}`),
      amount: true,
      cell: (row: TenantRow) => <AmountFigure amount={row.buckets[bucket]} onOpen={() => open(bucket, row)} />,
      foot: <AmountFigure amount={buckets[bucket]} strong onOpen={() => open(bucket, null)} />,
    })),
    {
      id: 'total',
      header: t('reports.columns.total'),
      amount: true,
      cell: (row) => <AmountFigure amount={row.total} strong onOpen={() => open(null, row)} />,
      foot: <AmountFigure amount={total} strong onOpen={() => open(null, null)} />,
    },
  ];
  return (
    <ReportSection title={t(`status.currency.${currency}`)} aside={<Money amount={total} currency={currency} strong />}>
      <ReportChart
        label={t('reports.aging.chart', { currency: text.currency(currency) })}
        places={agingBuckets.map((bucket) => t(`reports.aging.${bucket}`))}
        series={[{ name: t('reports.columns.amount'), values: agingBuckets.map((bucket) => buckets[bucket]) }]}
      />
      <ReportTable
        label={`${t('reports.names.aging')} ${text.currency(currency)}`}
        columns={columns}
        rows={tenants}
        rowId={({ tenantId }) => tenantId}
        hasFoot
      />
    </ReportSection>
  );
}
interface CurrencySectionProps {
  readonly aging: Aging;
  readonly figures: Aging['currencies'][number];
  readonly onOpen: (figure: OpenedFigure) => void;
}
