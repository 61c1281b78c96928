import { useEffect, useRef } from 'react';
import type { MigrationEvent } from '@contract/schema';
import { classes } from '@/components';
import { formatMilliseconds, useText, type Text } from '@/i18n';
import styles from './upgrade-plan.module.css';

/** Everything that happens while migrations run, the newest line in view. */
export function MigrationLog({ events, running }: MigrationLogProps) {
  const text = useText();
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    box.current?.scrollTo({ top: box.current.scrollHeight });
  }, [events]);
  return (
    <section className={styles.box} aria-label={text.t('setup.upgrade.log')}>
      <h2 className={styles.boxTitle}>{text.t('setup.upgrade.log')}</h2>
      <div
        ref={box}
        className={classes(styles.log, styles.scrolled)}
        role="log"
        aria-label={text.t('setup.upgrade.log')}
        aria-busy={running}
        aria-live="off"
        tabIndex={0}
      >
        {events.map((event, index) => (
          <div key={index} className={classes(event.kind === 'failed' && styles.failedLine)}>
            <LogLine event={event} text={text} />
          </div>
        ))}
      </div>
    </section>
  );
}
interface MigrationLogProps {
  readonly events: readonly MigrationEvent[];
  readonly running: boolean;
}

function LogLine({ event, text }: { readonly event: MigrationEvent; readonly text: Text }) {
  const { t } = text;
  switch (event.kind) {
    case 'waiting':
      return t('setup.log.waiting');
    case 'started':
      return <strong>{t('setup.log.started', { title: text.name(event.title.en, event.title.ar) })}</strong>;
    case 'step':
      return (
        <bdi className={styles.statement} dir="ltr">
          {event.what}
        </bdi>
      );
    case 'retrying':
      return t('setup.log.retrying', { name: event.name, attempt: event.attempt });
    case 'finished':
      return t('setup.log.finished', { name: event.name, ms: formatMilliseconds(event.durationMs, text.digits) });
    case 'adopted':
      return t('setup.log.adopted', { name: event.name });
    case 'failed':
      return t('setup.log.failed', { name: event.name, reason: event.reason });
  }
}
