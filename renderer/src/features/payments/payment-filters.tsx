import { currencies } from '@contract/currency';
import type { PaymentFilter } from '@contract/payments';
import { paymentMethodSchema, type PaymentStatus } from '@contract/status';
import { Chip, ChoiceChip, FilterChips, RemovableChip, SearchBox, withoutEmpty } from '@/components';
import { useText } from '@/i18n';

const statuses = ['succeeded', 'pending', 'processing', 'failed'] as const;

interface PaymentFiltersProps {
  readonly filter: PaymentFilter;
  readonly onChange: (filter: PaymentFilter) => void;
}

export function PaymentFilters({ filter, onChange }: PaymentFiltersProps) {
  const { t } = useText();
  const chosen = filter.status ?? [];
  const change = (part: PaymentFilter): void => onChange(withoutEmpty({ ...filter, ...part }));
  const toggle = (status: PaymentStatus, on: boolean): void =>
    change({ status: on ? [...chosen, status] : chosen.filter((other) => other !== status) });
  return (
    <FilterChips>
      <SearchBox
        label={t('payments.searchPlaceholder')}
        value={filter.search ?? ''}
        onChange={(search) => change({ search })}
      />
      {statuses.map((status) => (
        <Chip
          key={status}
          label={t(`status.payment.${status}`)}
          on={chosen.includes(status)}
          onChange={(on) => toggle(status, on)}
        />
      ))}
      <ChoiceChip
        label={t('payments.filters.method')}
        value={filter.method?.[0] ?? null}
        choices={paymentMethodSchema.options.map((value) => ({ value, label: t(`status.method.${value}`) }))}
        onChange={(method) => change({ method: method === null ? [] : [method] })}
      />
      <ChoiceChip
        label={t('payments.filters.currency')}
        value={filter.currency ?? null}
        choices={currencies.map((value) => ({ value, label: t(`status.currency.${value}`) }))}
        onChange={(currency) => change({ currency: currency ?? undefined })}
      />
      {filter.tenantId !== undefined && (
        <RemovableChip
          label={t('payments.columns.tenant')}
          value={filter.tenantId}
          onRemove={() => change({ tenantId: undefined })}
        />
      )}
    </FilterChips>
  );
}
