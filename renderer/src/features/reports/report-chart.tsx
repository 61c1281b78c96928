import { Bar, BarChart, CartesianGrid, Legend, ResponsiveContainer, Tooltip, XAxis, YAxis } from 'recharts';
import { useText } from '@/i18n';
import styles from './reports.module.css';

const colors = ['var(--brand)', 'var(--info)', 'var(--warn)', 'var(--bad)', 'var(--ok)'] as const;

export interface ChartSeries {
  readonly name: string;
  /** Decimal strings, one for each place on the axis. */
  readonly values: readonly string[];
}

/**
 * Bars over an axis of names; several series stand on each other. The figures are drawn, not reckoned: a bar's height is the
 * only place where an amount becomes a JavaScript number. Drawn left to right, with the axes turned for Arabic: the library
 * overlaps its labels under dir=rtl.
 */
export function ReportChart({ label, places, series }: ReportChartProps) {
  const text = useText();
  const rtl = text.direction === 'rtl';
  const data = places.map((place, index) => ({
    place,
    ...Object.fromEntries(series.map(({ values }, at) => [`s${at}`, Number(values[index] ?? '0')])),
  }));
  const written = (value: unknown): string =>
    typeof value === 'number' ? text.decimal(String(Math.round(value * 100) / 100)) : '';
  return (
    <div className={styles.chart} dir="ltr" role="img" aria-label={label}>
      <ResponsiveContainer width="100%" height="100%">
        <BarChart data={data} margin={{ top: 4, right: 4, bottom: 0, left: 4 }} accessibilityLayer={false}>
          <CartesianGrid stroke="var(--edge)" vertical={false} />
          <XAxis
            dataKey="place"
            reversed={rtl}
            tickLine={false}
            axisLine={{ stroke: 'var(--edge-strong)' }}
            tick={{ fill: 'var(--ink-2)', fontSize: 11, direction: text.direction }}
          />
          <YAxis
            orientation={rtl ? 'right' : 'left'}
            width={72}
            tickLine={false}
            axisLine={false}
            tickFormatter={written}
            tick={{ fill: 'var(--ink-2)', fontSize: 11 }}
          />
          <Tooltip
            cursor={{ fill: 'var(--hover)' }}
            formatter={written}
            contentStyle={{
              background: 'var(--surface)',
              border: '1px solid var(--edge)',
              borderRadius: 6,
              direction: text.direction,
            }}
          />
          {series.length > 1 && (
            <Legend
              wrapperStyle={{ fontSize: 12, direction: text.direction }}
              formatter={(name: string) => <span className={styles.legend}>{name}</span>}
            />
          )}
          {series.map(({ name }, at) => (
            <Bar
              key={name}
              dataKey={`s${at}`}
              name={name}
              stackId="all"
              fill={colors[at % colors.length] ?? colors[0]}
              maxBarSize={44}
              isAnimationActive={false}
            />
          ))}
        </BarChart>
      </ResponsiveContainer>
    </div>
  );
}
interface ReportChartProps {
  /** What the picture shows, for whoever does not see it; the table below has the figures. */
  readonly label: string;
  readonly places: readonly string[];
  readonly series: readonly ChartSeries[];
}
