import type { ConnectionPanel } from '@contract/connection';
import { useText } from '@/i18n';
import { latencyPicture } from './latency-picture';
import styles from './latency-chart.module.css';

const width = 480;
const height = 96;

/** Round trips of the last minutes: the newest at the end side, lost ones as marks at the foot. */
export function LatencyChart({ samples }: { readonly samples: ConnectionPanel['latency'] }) {
  const { t, direction, count } = useText();
  const picture = latencyPicture(samples, { width, height, mirrored: direction === 'rtl' });
  if (picture === null) return <p className={styles.empty}>{t('connection.latency.none')}</p>;
  const { median, worst, lost, ceiling, minutes } = picture;
  const ms = (value: number) => t('app.connection.milliseconds', { ms: Math.max(1, Math.round(value)) });
  const summary = t('connection.latency.summary', {
    median: Math.max(1, Math.round(median)),
    worst: Math.max(1, Math.round(worst)),
    lost,
  });
  return (
    <figure className={styles.figure}>
      <div className={styles.chart} dir="ltr">
        <svg
          viewBox={`0 0 ${width} ${height}`}
          preserveAspectRatio="none"
          role="img"
          aria-label={summary}
          className={styles.picture}
        >
          {[0, 0.5, 1].map((share) => (
            <line key={share} className={styles.grid} x1={0} x2={width} y1={height * share} y2={height * share} />
          ))}
          {picture.runs.map((run) => (
            <g key={run.line}>
              <path className={styles.area} d={run.area} />
              <path className={styles.line} d={run.line} />
            </g>
          ))}
          {picture.lostAt.map((x) => (
            <line key={x} className={styles.lost} x1={x} x2={x} y1={height - 14} y2={height} />
          ))}
        </svg>
        <span className={`${styles.scale ?? ''} ${(direction === 'rtl' ? styles.left : styles.right) ?? ''}`}>
          <bdi>{ms(ceiling)}</bdi>
          <bdi>{count(0)}</bdi>
        </span>
      </div>
      <figcaption className={styles.times}>
        <span>
          {minutes === 0 ? t('connection.latency.moments') : t('connection.latency.minutes', { count: minutes })}
        </span>
        <span className={styles.summary}>{summary}</span>
        <span>{t('connection.latency.now')}</span>
      </figcaption>
    </figure>
  );
}
