import type { Health } from '@contract/health';
import { useRead } from '@/api';
import { Pill, Skeleton, type Tone } from '@/components';
import { useText, type Text } from '@/i18n';
import { ar } from '@/i18n/resources';
import styles from './database-screen.module.css';

const tones: Readonly<Record<Health['status'], Tone>> = { ok: 'ok', degraded: 'warn', unhealthy: 'bad' };

type ErrorCode = keyof typeof ar.errors;
type OwnReason = keyof typeof ar.database.health.reason;

function isError(reason: string): reason is ErrorCode {
  return Object.hasOwn(ar.errors, reason);
}
function isOwn(reason: string): reason is OwnReason {
  return Object.hasOwn(ar.database.health.reason, reason);
}

function reasonText(reason: string, { t }: Text): string {
  if (isOwn(reason)) return t(`database.health.reason.${reason}`);
  return isError(reason) ? t(`errors.${reason}.title`) : reason;
}

/** How the database is, in one word with its reasons, and as the answer that a watching program gets. */
export function HealthCard() {
  const text = useText();
  const { t } = text;
  const { data } = useRead('upkeep.health', {});
  if (!data) return <Skeleton lines={4} />;
  return (
    <section className={styles.card}>
      <h2 className={styles.cardTitle}>
        <span>{t('database.health.title')}</span>
        <Pill tone={tones[data.status]}>{t(`database.health.status.${data.status}`)}</Pill>
      </h2>
      {data.reasons.length > 0 && (
        <ul className={styles.findings}>
          {data.reasons.map((reason) => (
            <li key={reason} className={styles.finding}>
              <span>{reasonText(reason, text)}</span>
            </li>
          ))}
        </ul>
      )}
      <pre className={styles.text} dir="ltr" lang="en" tabIndex={0}>
        {JSON.stringify(data, null, 2)}
      </pre>
    </section>
  );
}
