import { CircleStop, Unplug } from 'lucide-react';
import type { Activity, Session } from '@contract/monitoring';
import { Bdi, IconButton, Num, Pill, type Tone } from '@/components';
import { useText } from '@/i18n';
import { Card, WideTable } from './card';
import type { Ending } from './end-session-dialog';
import { durationText, ownerText, workText } from './words';
import styles from '../database-screen.module.css';
import own from './monitoring.module.css';

interface SessionTableProps {
  readonly activity: Activity;
  readonly onEnd: (ending: Ending) => void;
}

/** Everyone who is connected to this database, those that do something first. */
export function SessionTable({ activity, onEnd }: SessionTableProps) {
  const text = useText();
  const { t } = text;
  const { sessions, maxConnections, seesAll } = activity;
  const head = [
    { title: t('monitoring.sessions.who') },
    { title: t('monitoring.sessions.state') },
    { title: t('monitoring.sessions.since'), number: true },
    { title: t('monitoring.sessions.age'), number: true },
    { title: t('monitoring.sessions.query') },
    { title: t('monitoring.sessions.actions'), hidden: true },
  ];
  return (
    <Card
      title={t('monitoring.sessions.title')}
      part="sessions"
      note={`${t('monitoring.sessions.count', { count: sessions.length, most: maxConnections })} ${seesAll ? '' : t('monitoring.sessions.hidden')}`}
    >
      <WideTable label={t('monitoring.sessions.title')} head={head}>
        {sessions.map((session) => (
          <SessionRow
            key={`${session.pid} ${session.startedAt}`}
            session={session}
            who={ownerText(text, session.owner)}
            onEnd={onEnd}
          />
        ))}
      </WideTable>
    </Card>
  );
}

function toneOf({ state, waitsForLock }: Session): Tone {
  if (waitsForLock || state === 'aborted') return 'bad';
  if (state === 'idle_in_transaction') return 'warn';
  return state === 'active' ? 'ok' : 'mute';
}

function Owner({ session: { owner, pid }, who }: Pick<SessionRowProps, 'session' | 'who'>) {
  const text = useText();
  return (
    <span className={styles.words}>
      <Bdi>{who}</Bdi>
      <span className={styles.small}>
        {workText(text, owner)} · <Num>{pid}</Num>
      </span>
    </span>
  );
}

interface SessionRowProps {
  readonly session: Session;
  readonly who: string;
  readonly onEnd: SessionTableProps['onEnd'];
}

function SessionRow({ session, who, onEnd }: SessionRowProps) {
  const text = useText();
  const { t } = text;
  const { state, waitsForLock, query, mayEnd } = session;
  return (
    <tr>
      <td>
        <Owner session={session} who={who} />
      </td>
      <td>
        <Pill tone={toneOf(session)}>{t(waitsForLock ? 'monitoring.state.waiting' : `monitoring.state.${state}`)}</Pill>
      </td>
      <td className={styles.number}>{state === 'hidden' ? '—' : durationText(text, session.stateSeconds)}</td>
      <td className={styles.number}>{state === 'hidden' ? '—' : durationText(text, session.ageSeconds)}</td>
      <td>
        <code className={own.query} dir="ltr" lang="en" title={query}>
          {query}
        </code>
      </td>
      <td>
        {mayEnd && (
          <span className={own.ends}>
            {(state === 'active' || waitsForLock) && (
              <IconButton
                label={t('monitoring.cancelOf', { who })}
                icon={CircleStop}
                onPress={() => onEnd({ ...session, how: 'cancel' })}
              />
            )}
            <IconButton
              label={t('monitoring.terminateOf', { who })}
              icon={Unplug}
              onPress={() => onEnd({ ...session, how: 'terminate' })}
            />
          </span>
        )}
      </td>
    </tr>
  );
}
