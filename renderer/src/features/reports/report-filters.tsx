import { useState } from 'react';
import { addMonthsFromAnchor, calendarDateSchema, type CalendarDate } from '@contract/calendar-date';
import { currencies, type Currency } from '@contract/currency';
import { monthSchema, type Month } from '@contract/reports';
import { useRead } from '@/api';
import { ComboBox, DateField, Select, type Choice } from '@/components';
import { useText, type Text } from '@/i18n';
import styles from './reports.module.css';

const all = 'all';

/** One currency, or every one apart. */
export function CurrencyFilter({ value, onChange }: CurrencyFilterProps) {
  const { t } = useText();
  return (
    <Select
      label={t('reports.filters.currency')}
      value={value ?? all}
      choices={[
        { value: all, label: t('reports.filters.eachCurrency') },
        ...currencies.map((currency) => ({ value: currency, label: t(`status.currency.${currency}`) })),
      ]}
      onChange={(chosen) => onChange(currencies.find((currency) => currency === chosen))}
    />
  );
}
interface CurrencyFilterProps {
  readonly value: Currency | undefined;
  readonly onChange: (currency: Currency | undefined) => void;
}

/** A day; what is no date yet is not asked for. */
export function DayFilter({ label, value, onChange }: DayFilterProps) {
  const [typed, setTyped] = useState<string | null>(null);
  return (
    <DateField
      label={label}
      value={typed ?? value}
      onChange={(next) => {
        const day = calendarDateSchema.safeParse(next);
        setTyped(day.success ? null : next);
        if (day.success) onChange(day.data);
      }}
    />
  );
}
interface DayFilterProps {
  readonly label: string;
  readonly value: CalendarDate;
  readonly onChange: (day: CalendarDate) => void;
}

/** So many months before a day, counted back from its first. */
export function monthBefore(today: CalendarDate, months: number): Month {
  const first = calendarDateSchema.parse(`${today.slice(0, 8)}01`);
  return monthSchema.parse(addMonthsFromAnchor(first, -months).slice(0, 7));
}

/** `2026/01` in the reader's digits. */
export function monthName(text: Text, month: Month): string {
  return text.inDigits(month.replace('-', '/'));
}

const longestSpan = 60;

export function MonthFilter({ label, value, today, onChange }: MonthFilterProps) {
  const text = useText();
  const months = Array.from({ length: longestSpan }, (_, back) => monthBefore(today, back));
  return (
    <Select
      label={label}
      value={value}
      choices={months.map((month) => ({ value: month, label: monthName(text, month) }))}
      onChange={onChange}
    />
  );
}
interface MonthFilterProps {
  readonly label: string;
  readonly value: Month;
  readonly today: CalendarDate;
  readonly onChange: (month: Month) => void;
}

export function PlanFilter({ value, onChange }: PlanFilterProps) {
  const text = useText();
  const { data } = useRead('plans.list', {});
  return (
    <Select
      label={text.t('reports.filters.plan')}
      value={value ?? all}
      choices={[
        { value: all, label: text.t('reports.filters.eachPlan') },
        ...(data ?? []).map((plan) => ({ value: plan.planId, label: text.name(plan.name, plan.nameAr) })),
      ]}
      onChange={(chosen) => onChange(chosen === all ? undefined : chosen)}
    />
  );
}
interface PlanFilterProps {
  readonly value: string | undefined;
  readonly onChange: (planId: string | undefined) => void;
}

/** A customer, found by name in either language or by id. */
export function TenantFilter({ value, required, known, onChange }: TenantFilterProps) {
  const text = useText();
  const [term, setTerm] = useState('');
  const { data, isFetching } = useRead('tenants.suggest', { search: term }, { keepPrevious: true });
  const [chosen, setChosen] = useState<Choice | null>(null);
  const choices = (data ?? []).map((tenant) => ({
    id: tenant.tenantId,
    label: text.name(tenant.name, tenant.nameAr) || tenant.tenantId,
    detail: tenant.tenantId,
  }));
  const choice = value === undefined ? null : chosen?.id === value ? chosen : { id: value, label: known ?? value };
  return (
    <div className={styles.wide}>
      <ComboBox
        label={text.t('reports.filters.tenant')}
        required={required}
        value={choice}
        choices={choices}
        loading={isFetching}
        onSearch={setTerm}
        onChange={(next) => {
          setChosen(next);
          onChange(next?.id);
        }}
      />
    </div>
  );
}
interface TenantFilterProps {
  readonly value: string | undefined;
  readonly required: boolean;
  /** Its name, where it was not chosen here. */
  readonly known?: string | undefined;
  readonly onChange: (tenantId: string | undefined) => void;
}
