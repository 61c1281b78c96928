import type { TimelineEntry } from '@contract/invoices';
import { useText } from '@/i18n';
import { ar } from '@/i18n/resources';
import { RecordSection } from './record-panel';
import { Timeline, type TimelineItem } from './timeline';

type Action = keyof typeof ar.timeline.action;

function isKnownAction(action: string): action is Action {
  return Object.hasOwn(ar.timeline.action, action);
}

const tones: Readonly<Partial<Record<Action, TimelineItem['tone']>>> = {
  payment_recorded: 'ok',
  payment_confirmed: 'ok',
  payment_reversed: 'bad',
  payment_failed: 'bad',
  voided: 'bad',
  canceled: 'bad',
  suspended: 'bad',
};

/** A record's history from the audit: what, who, from where, when. */
export function RecordTimeline({ entries }: { readonly entries: readonly TimelineEntry[] }) {
  const { t } = useText();
  if (entries.length === 0) return null;
  const items = entries.map((entry, index): TimelineItem => {
    const action = isKnownAction(entry.action) ? entry.action : 'other';
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
      who: (
        <span {...(entry.actorProven ? {} : { title: t('timeline.claimed') })}>
          <bdi>{entry.actor}</bdi>
          {entry.source !== 'desktop' && <> – {t(`timeline.bySource.${entry.source}`)}</>}
        </span>
      ),
    };
  });
  return (
    <RecordSection title={t('timeline.title')}>
      <Timeline items={items} />
    </RecordSection>
  );
}
