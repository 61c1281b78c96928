import { useState } from 'react';
import type { AuditFilter } from '@contract/audit';
import { addDays, type CalendarDate } from '@contract/calendar-date';
import { commandKeySchema } from '@contract/ids';
import { useRead } from '@/api';
import { actionOf, ChoiceChip, entityName, FilterChips, RemovableChip, SearchBox, withoutEmpty } from '@/components';
import { useText } from '@/i18n';
import { ar } from '@/i18n/resources';

const spans = ['today', 'week', 'month', 'year'] as const;
type Span = (typeof spans)[number];
const spanDays: Readonly<Record<Span, number>> = { today: 0, week: 6, month: 29, year: 364 };

/** What programs without words of their own write, and what says nothing. */
const unnamed: ReadonlySet<string> = new Set(['insert', 'update', 'delete', 'other', 'printed']);
const actions = Object.keys(ar.timeline.action).filter((action) => !unnamed.has(action));

interface AuditFiltersProps {
  readonly filter: AuditFilter;
  readonly onChange: (filter: AuditFilter) => void;
}

/** Who, what, when, of what, and by which operation. */
export function AuditFilters({ filter, onChange }: AuditFiltersProps) {
  const text = useText();
  const { t } = text;
  const today = useRead('business.get', {}).data?.today;
  const choices = useRead('audit.choices', {}).data;
  const change = (part: AuditFilter): void => onChange(withoutEmpty({ ...filter, ...part }));
  const sorted = (list: { value: string; label: string }[]) =>
    list.toSorted((left, right) => left.label.localeCompare(right.label, text.language));
  return (
    <FilterChips>
      <OperationSearch onFound={(commandKey) => change({ commandKey })} />
      <ChoiceChip
        label={t('audit.filters.actor')}
        value={filter.actor ?? null}
        choices={(choices?.actors ?? []).map((actor) => ({ value: actor, label: actor }))}
        onChange={(actor) => change({ actor: actor ?? undefined })}
      />
      <ChoiceChip
        label={t('audit.filters.action')}
        value={filter.action ?? null}
        choices={sorted(actions.map((value) => ({ value, label: t(`timeline.action.${actionOf(value)}`) })))}
        onChange={(action) => change({ action: action ?? undefined })}
      />
      <ChoiceChip
        label={t('audit.filters.when')}
        value={spanOf(filter, today)}
        choices={spans.map((value) => ({ value, label: t(`audit.spans.${value}`) }))}
        onChange={(span) =>
          change(
            span === null || today === undefined
              ? { from: undefined, to: undefined }
              : { from: addDays(today, -spanDays[span]), to: today },
          )
        }
      />
      <ChoiceChip
        label={t('audit.filters.entity')}
        value={filter.entity ?? null}
        choices={sorted((choices?.entities ?? []).map((value) => ({ value, label: entityName(value, t) })))}
        onChange={(entity) => change({ entity: entity ?? undefined, entityId: undefined })}
      />
      {filter.entityId !== undefined && (
        <RemovableChip
          label={t('audit.filters.record')}
          value={filter.entityId}
          onRemove={() => change({ entityId: undefined })}
        />
      )}
      {filter.commandKey !== undefined && (
        <RemovableChip
          label={t('audit.filters.command')}
          value={filter.commandKey}
          onRemove={() => change({ commandKey: undefined })}
        />
      )}
    </FilterChips>
  );
}

/** An operation's key as it was copied from an entry, or from an error. Anything else finds nothing. */
function OperationSearch({ onFound }: { readonly onFound: (key: NonNullable<AuditFilter['commandKey']>) => void }) {
  const { t } = useText();
  const [typed, setTyped] = useState('');
  return (
    <SearchBox
      label={t('audit.filters.commandSearch')}
      value={typed}
      onChange={(value) => {
        const key = commandKeySchema.safeParse(value.trim().toLowerCase());
        setTyped(key.success ? '' : value);
        if (key.success) onFound(key.data);
      }}
    />
  );
}

function spanOf(filter: AuditFilter, today: CalendarDate | undefined): Span | null {
  if (today === undefined || filter.to !== today || filter.from === undefined) return null;
  return spans.find((span) => addDays(today, -spanDays[span]) === filter.from) ?? null;
}
