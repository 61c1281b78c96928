import type { Figures } from '@contract/monitoring';
import { Bdi } from '@/components';
import { useText } from '@/i18n';
import { sparkOf, type Point } from './spark';
import { durationText } from './words';
import styles from './monitoring.module.css';

const [width, height] = [240, 56];

/** The last minutes, a small picture for each figure. */
export function FigureCharts({ history }: { readonly history: readonly Figures[] }) {
  const text = useText();
  const { t, count, decimal } = text;
  const of = (pick: (figures: Figures) => number | null): Point[] =>
    history.map((figures) => ({ at: figures.at, value: pick(figures) }));
  const hasLag = history.some(({ lagSeconds }) => lagSeconds !== null);
  return (
    <section className={styles.charts} aria-label={t('monitoring.charts.title')}>
      <Chart
        title={t('monitoring.charts.connections')}
        points={of(({ connections }) => connections)}
        top={10}
        show={count}
      />
      <Chart title={t('monitoring.charts.active')} points={of(({ active }) => active)} top={5} show={count} />
      <Chart title={t('monitoring.charts.waiting')} points={of(({ waiting }) => waiting)} top={5} show={count} bad />
      <Chart
        title={t('monitoring.charts.transactions')}
        points={of(({ transactions }) => transactions)}
        top={10}
        show={(value) => decimal(value.toFixed(1))}
      />
      <Chart
        title={t('monitoring.charts.cacheHit')}
        points={of(({ cacheHit }) => cacheHit)}
        top={1}
        show={(value) => t('monitoring.percent', { value: (value * 100).toFixed(1) })}
      />
      {hasLag && (
        <Chart
          title={t('monitoring.charts.lag')}
          points={of(({ lagSeconds }) => lagSeconds)}
          top={5}
          show={(value) => durationText(text, value)}
        />
      )}
    </section>
  );
}

function Chart({ title, points, top, show, bad = false }: ChartProps) {
  const { direction } = useText();
  const { lines, last } = sparkOf(points, { width, height, mirrored: direction === 'rtl', top });
  const shown = last === null ? '—' : show(last);
  return (
    <figure className={styles.chart}>
      <figcaption className={styles.caption}>
        <span>{title}</span>
        <strong>
          <Bdi>{shown}</Bdi>
        </strong>
      </figcaption>
      <svg viewBox={`0 0 ${width} ${height}`} preserveAspectRatio="none" aria-hidden className={styles.picture}>
        {lines.map((line) => (
          <path key={line} d={line} className={bad && (last ?? 0) > 0 ? styles.badLine : styles.line} />
        ))}
      </svg>
    </figure>
  );
}
interface ChartProps {
  readonly title: string;
  readonly points: readonly Point[];
  readonly top: number;
  readonly show: (value: number) => string;
  readonly bad?: boolean;
}
