import { currencies } from '@contract/currency';
import { planIdSchema } from '@contract/ids';
import { billingCycleSchema, subscriptionStatusSchema, type SubscriptionStatus } from '@contract/status';
import type { SubscriptionFilter } from '@contract/subscriptions';
import { useRead } from '@/api';
import { Chip, ChoiceChip, FilterChips, RemovableChip, SearchBox, withoutEmpty } from '@/components';
import { useText } from '@/i18n';

interface SubscriptionFiltersProps {
  readonly filter: SubscriptionFilter;
  readonly onChange: (filter: SubscriptionFilter) => void;
}

export function SubscriptionFilters({ filter, onChange }: SubscriptionFiltersProps) {
  const text = useText();
  const { t } = text;
  const plans = useRead('plans.list', {});
  const chosen = filter.status ?? [];
  const change = (part: SubscriptionFilter): void => onChange(withoutEmpty({ ...filter, ...part }));
  const toggle = (status: SubscriptionStatus, on: boolean): void =>
    change({ status: on ? [...chosen, status] : chosen.filter((other) => other !== status) });
  return (
    <FilterChips>
      <SearchBox
        label={t('subscriptions.searchPlaceholder')}
        value={filter.search ?? ''}
        onChange={(search) => change({ search })}
      />
      {subscriptionStatusSchema.options.map((status) => (
        <Chip
          key={status}
          label={t(`status.subscription.${status}`)}
          on={chosen.includes(status)}
          onChange={(on) => toggle(status, on)}
        />
      ))}
      <ChoiceChip
        label={t('subscriptions.filters.plan')}
        value={filter.planId ?? null}
        choices={(plans.data ?? []).map((plan) => ({ value: plan.planId, label: text.name(plan.name, plan.nameAr) }))}
        onChange={(planId) => change({ planId: planIdSchema.safeParse(planId).data })}
      />
      <ChoiceChip
        label={t('subscriptions.filters.cycle')}
        value={filter.cycle ?? null}
        choices={billingCycleSchema.options.map((value) => ({ value, label: t(`status.cycle.${value}`) }))}
        onChange={(cycle) => change({ cycle: cycle ?? undefined })}
      />
      <ChoiceChip
        label={t('subscriptions.filters.currency')}
        value={filter.currency ?? null}
        choices={currencies.map((value) => ({ value, label: t(`status.currency.${value}`) }))}
        onChange={(currency) => change({ currency: currency ?? undefined })}
      />
      {filter.tenantId !== undefined && (
        <RemovableChip
          label={t('subscriptions.columns.tenant')}
          value={filter.tenantId}
          onRemove={() => change({ tenantId: undefined })}
        />
      )}
      {filter.trialEndsTo !== undefined && (
        <RemovableChip
          label={t('subscriptions.record.trialEnds')}
          value={`… – ${text.date(filter.trialEndsTo)}`}
          onRemove={() => change({ trialEndsTo: undefined })}
        />
      )}
    </FilterChips>
  );
}
