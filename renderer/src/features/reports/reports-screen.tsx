import type { CalendarDate } from '@contract/calendar-date';
import { useRead } from '@/api';
import { ErrorState, Skeleton } from '@/components';
import { DayCloseReport } from '@/features/closing/day-close-report';
import { PeriodLockReport } from '@/features/closing/period-lock-report';
import { AgingReport } from './aging-report';
import { ChurnReport } from './churn-report';
import { CollectionsReport } from './collections-report';
import { MrrReport } from './mrr-report';
import { ReportIndex } from './report-index';
import { RevenueReport } from './revenue-report';
import type { ReportName, ReportsSearch } from './route';
import { StatementReport } from './statement-report';
import styles from './reports.module.css';

/** What every report is given: its filters, and the server's date that they start from. */
export interface ReportProps {
  readonly search: ReportsSearch;
  readonly today: CalendarDate;
  readonly onSearch: (changes: Partial<ReportsSearch>) => void;
  readonly onBack: () => void;
}

const reports: Readonly<Record<ReportName, (props: ReportProps) => React.JSX.Element>> = {
  statement: StatementReport,
  aging: AgingReport,
  collections: CollectionsReport,
  day: DayCloseReport,
  revenue: RevenueReport,
  mrr: MrrReport,
  churn: ChurnReport,
  'period-lock': PeriodLockReport,
};

/** The index of the reports, or the one that is open. */
export function ReportsScreen({ search, onSearch, onReport }: ReportsScreenProps) {
  const { data, error, refetch } = useRead('business.get', {});
  if (search.report === undefined) return <ReportIndex onReport={onReport} />;
  if (!data) {
    return (
      <div className={styles.screen}>
        {error ? <ErrorState error={error} onRetry={() => void refetch()} /> : <Skeleton lines={8} />}
      </div>
    );
  }
  const Report = reports[search.report];
  return (
    <Report
      key={search.report}
      search={search}
      today={data.today}
      onSearch={onSearch}
      onBack={() => onReport(undefined)}
    />
  );
}
interface ReportsScreenProps {
  readonly search: ReportsSearch;
  readonly onSearch: (changes: Partial<ReportsSearch>) => void;
  readonly onReport: (report: ReportName | undefined) => void;
}
