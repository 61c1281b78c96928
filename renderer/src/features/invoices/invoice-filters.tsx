import { addDays, type CalendarDate } from '@contract/calendar-date';
import { currencies } from '@contract/currency';
import type { InvoiceFilter } from '@contract/invoices';
import type { InvoiceStanding } from '@contract/status';
import { useRead } from '@/api';
import { Chip, ChoiceChip, FilterChips, RemovableChip, SearchBox, withoutEmpty } from '@/components';
import { useText } from '@/i18n';

const standings = ['overdue', 'pending', 'partly_paid', 'draft', 'paid', 'canceled'] as const;
const spans = ['today', 'week', 'month', 'quarter', 'year'] as const;
type Span = (typeof spans)[number];
const spanDays: Readonly<Record<Span, number>> = { today: 0, week: 6, month: 29, quarter: 89, year: 364 };

interface InvoiceFiltersProps {
  readonly filter: InvoiceFilter;
  readonly onChange: (filter: InvoiceFilter) => void;
}

export function InvoiceFilters({ filter, onChange }: InvoiceFiltersProps) {
  const text = useText();
  const { t } = text;
  const today = useRead('business.get', {}).data?.today;
  const chosen = filter.standing ?? [];
  const change = (part: InvoiceFilter): void => onChange(withoutEmpty({ ...filter, ...part }));
  const toggle = (standing: InvoiceStanding, on: boolean): void =>
    change({ standing: on ? [...chosen, standing] : chosen.filter((other) => other !== standing) });
  const issued = (span: Span | null): InvoiceFilter =>
    span === null || today === undefined
      ? { issuedFrom: undefined, issuedTo: undefined }
      : { issuedFrom: addDays(today, -spanDays[span]), issuedTo: today };
  return (
    <FilterChips>
      <SearchBox
        label={t('invoices.searchPlaceholder')}
        value={filter.search ?? ''}
        onChange={(search) => change({ search })}
      />
      {standings.map((standing) => (
        <Chip
          key={standing}
          label={t(`status.invoice.${standing}`)}
          on={chosen.includes(standing)}
          onChange={(on) => toggle(standing, on)}
        />
      ))}
      <ChoiceChip
        label={t('invoices.filters.currency')}
        value={filter.currency ?? null}
        choices={currencies.map((value) => ({ value, label: t(`status.currency.${value}`) }))}
        onChange={(currency) => change({ currency: currency ?? undefined })}
      />
      <ChoiceChip
        label={t('invoices.filters.issued')}
        value={spanOf(filter, today)}
        choices={spans.map((value) => ({ value, label: t(`invoices.filters.spans.${value}`) }))}
        onChange={(span) => change(issued(span))}
      />
      {filter.billingRunId !== undefined && (
        <RemovableChip
          label={t('billing.title')}
          value={t('billing.oneRun')}
          onRemove={() => change({ billingRunId: undefined })}
        />
      )}
      {filter.tenantId !== undefined && (
        <RemovableChip
          label={t('invoices.columns.tenant')}
          value={filter.tenantId}
          onRemove={() => change({ tenantId: undefined })}
        />
      )}
      {(filter.dueFrom !== undefined || filter.dueTo !== undefined) && (
        <RemovableChip
          label={t('invoices.filters.due')}
          value={[filter.dueFrom, filter.dueTo].map((date) => (date === undefined ? '…' : text.date(date))).join(' – ')}
          onRemove={() => change({ dueFrom: undefined, dueTo: undefined })}
        />
      )}
    </FilterChips>
  );
}

function spanOf(filter: InvoiceFilter, today: CalendarDate | undefined): Span | null {
  if (today === undefined || filter.issuedTo !== today || filter.issuedFrom === undefined) return null;
  return spans.find((span) => addDays(today, -spanDays[span]) === filter.issuedFrom) ?? null;
}
