import { useEffect, useState } from 'react';
import type { ConnectionStatus } from '@contract/connection';
import { Banner, Bdi, ErrorBanner, Pill } from '@/components';
import { failureError } from '@/features/setup';
import { useText } from '@/i18n';
import { connectionTone } from './connection-tone';
import styles from './connection-panel.module.css';

/** How the database is reached, in plain words; why not, and when it is tried again. */
export function ConnectionStateWords({ status }: { readonly status: ConnectionStatus }) {
  const { t } = useText();
  const { state, failure, nextAttemptAt } = status;
  const waiting = nextAttemptAt === null ? null : <NextAttempt at={nextAttemptAt} />;
  return (
    <div className={styles.state}>
      <div className={styles.stateHead}>
        <Pill tone={connectionTone[state]}>{t(`app.connection.${state}`)}</Pill>
        {status.profileName !== null && status.profileName !== '' && (
          <strong>
            <Bdi>{status.profileName}</Bdi>
          </strong>
        )}
      </div>
      <p>{t(`connection.explain.${state}`)}</p>
      {failure !== null && state !== 'connected' && <ErrorBanner error={failureError(failure)} />}
      {waiting !== null && <Banner tone="info" title={waiting} />}
    </div>
  );
}

/** Counts down to the next attempt. */
function NextAttempt({ at }: { readonly at: string }) {
  const { t } = useText();
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 1000);
    return () => clearInterval(timer);
  }, []);
  const seconds = Math.max(0, Math.ceil((Date.parse(at) - now) / 1000));
  // Told once and not each second: the count itself is for the eye.
  return <span aria-live="off">{t('connection.nextAttempt', { count: seconds })}</span>;
}
