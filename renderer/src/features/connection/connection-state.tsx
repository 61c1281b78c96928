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
  const [seconds, setSeconds] = useState(() => secondsUntil(at));
  useEffect(() => {
    // Measured from here on: setting the computer's clock must not turn seconds into hours.
    const first = secondsUntil(at);
    const began = performance.now();
    const count = (): void => setSeconds(Math.max(0, first - Math.floor((performance.now() - began) / 1000)));
    count();
    const timer = setInterval(count, 1000);
    return () => clearInterval(timer);
  }, [at]);
  // Told once and not each second: the count itself is for the eye.
  return <span aria-live="off">{t('connection.nextAttempt', { count: seconds })}</span>;
}

function secondsUntil(at: string): number {
  return Math.max(0, Math.ceil((Date.parse(at) - Date.now()) / 1000));
}
