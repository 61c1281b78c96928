import type { AuditedEntity } from '@contract/audit';
import type { TimelineEntry } from '@contract/timeline';
import { useRead } from '@/api';
import { useText } from '@/i18n';
import { actionOf, toldChanges } from './audit-words';
import { ChangeTable } from './change-table';
import { RecordSection } from './record-panel';
import { Timeline, type TimelineItem } from './timeline';

const tones: Readonly<Partial<Record<ReturnType<typeof actionOf>, TimelineItem['tone']>>> = {
  payment_recorded: 'ok',
  payment_confirmed: 'ok',
  payment_reversed: 'bad',
  payment_failed: 'bad',
  voided: 'bad',
  canceled: 'bad',
  suspended: 'bad',
};

/** Who it was: a name that is proven, or the one that he gave with the login that several share. */
function Who({ entry }: { readonly entry: TimelineEntry }) {
  const { t } = useText();
  const { actor, actorProven, claimedBy, source, machine } = entry;
  return (
    <span {...(actorProven ? {} : { title: t('timeline.claimed') })}>
      <bdi>{claimedBy ?? actor}</bdi>
      {claimedBy !== null && (
        <>
          {' '}
          (<bdi>{actor}</bdi>)
        </>
      )}
      {source !== 'desktop' && <> – {t(`timeline.bySource.${source}`)}</>}
      {machine !== null && (
        <>
          {' · '}
          <bdi>{machine}</bdi>
        </>
      )}
    </span>
  );
}

/** A record's history from the audit: what, who, from where, when, and what it was and became. */
export function RecordTimeline({ entity, entries, level = 3 }: RecordTimelineProps) {
  const { t } = useText();
  if (entries.length === 0) return null;
  const items = entries.map((entry, index): TimelineItem => {
    const action = actionOf(entry.action);
    return {
      id: `${entry.at} ${index}`,
      at: entry.at,
      tone: tones[action] ?? 'mute',
      what: (
        <>
          {t(`timeline.action.${action}`)}{' '}
          {entry.details['number'] !== undefined && <bdi>{entry.details['number']}</bdi>}
        </>
      ),
      who: <Who entry={entry} />,
      ...(toldChanges(entry.changes).length > 0
        ? { more: { label: t('audit.change.title'), content: <ChangeTable entity={entity} changes={entry.changes} /> } }
        : {}),
    };
  });
  return (
    <RecordSection title={t('timeline.title')} level={level}>
      <Timeline items={items} />
    </RecordSection>
  );
}
interface RecordTimelineProps {
  readonly level?: 2 | 3;
  readonly entity: AuditedEntity;
  readonly entries: readonly TimelineEntry[];
}

/** The same for a record that does not bring its history with it: read when it is shown. */
export function RecordHistory({ entity, id, level = 3 }: RecordHistoryProps) {
  const { data } = useRead('audit.history', { entity, id });
  return data ? <RecordTimeline entity={entity} entries={data} level={level} /> : null;
}
interface RecordHistoryProps {
  readonly level?: 2 | 3;
  readonly entity: AuditedEntity;
  readonly id: string;
}
