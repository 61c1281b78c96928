import {
  Banknote,
  CalendarCheck,
  ChartColumn,
  Hourglass,
  Lock,
  Repeat,
  ScrollText,
  UsersRound,
  type LucideIcon,
} from 'lucide-react';
import { ListHeader } from '@/components';
import { useText } from '@/i18n';
import type { ReportName } from './route';
import styles from './report-index.module.css';

const groups = [
  { name: 'customers', reports: ['statement', 'aging'] },
  { name: 'cash', reports: ['collections', 'day', 'period-lock'] },
  { name: 'business', reports: ['revenue', 'mrr', 'churn'] },
] as const satisfies readonly { name: string; reports: readonly ReportName[] }[];

const icons: Readonly<Record<ReportName, LucideIcon>> = {
  statement: ScrollText,
  aging: Hourglass,
  collections: Banknote,
  day: CalendarCheck,
  'period-lock': Lock,
  revenue: ChartColumn,
  mrr: Repeat,
  churn: UsersRound,
};

/** Every report by what it is about, each with the question that it answers. */
export function ReportIndex({ onReport }: { readonly onReport: (report: ReportName) => void }) {
  const { t } = useText();
  return (
    <div className={styles.index}>
      <ListHeader title={t('reports.title')} />
      {groups.map(({ name, reports }) => (
        <section key={name} className={styles.group} aria-labelledby={`reports-${name}`}>
          <h2 id={`reports-${name}`} className={styles.heading}>
            {t(`reports.groups.${name}`)}
          </h2>
          <ul className={styles.cards}>
            {reports.map((report) => {
              const Icon = icons[report];
              return (
                <li key={report}>
                  <button type="button" className={styles.card} onClick={() => onReport(report)}>
                    <span className={styles.icon}>
                      <Icon size={19} strokeWidth={1.8} aria-hidden />
                    </span>
                    <span className={styles.words}>
                      <b>{t(`reports.names.${report}`)}</b>
                      <span className={styles.about}>{t(`reports.about.${report}`)}</span>
                    </span>
                  </button>
                </li>
              );
            })}
          </ul>
        </section>
      ))}
    </div>
  );
}
