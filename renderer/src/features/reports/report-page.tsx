import { ArrowLeft } from 'lucide-react';
import type { ReactNode } from 'react';
import type { ApiError } from '@/api';
import { ActionArea, ErrorState, IconButton, Skeleton, useShortcut } from '@/components';
import { useText } from '@/i18n';
import styles from './reports.module.css';

/** The frame of every report: the way back, its name, what it is asked for, and what it says. */
export function ReportPage({ title, actions, filters, onBack, children }: ReportPageProps) {
  const { t } = useText();
  useShortcut({ keys: 'Escape', label: t('reports.back'), run: onBack });
  return (
    <div className={styles.screen}>
      <header className={styles.head}>
        <ActionArea>
          <IconButton label={t('reports.back')} keys="Esc" icon={ArrowLeft} mirrored onPress={onBack} />
          <h1 className={styles.title}>{title}</h1>
          <span className={styles.actions}>{actions}</span>
        </ActionArea>
      </header>
      {filters !== undefined && (
        <div className={styles.filters} role="group" aria-label={t('common.filters')}>
          {filters}
        </div>
      )}
      {/* A scrolling region without a focusable child must be reachable itself. */}
      <div className={styles.body} tabIndex={0} role="region" aria-label={title}>
        {children}
      </div>
    </div>
  );
}
interface ReportPageProps {
  readonly title: string;
  readonly actions?: ReactNode;
  readonly filters?: ReactNode;
  readonly onBack: () => void;
  readonly children: ReactNode;
}

/** What a report says, once it is read; else what stands in for it. */
export function ReportContent<D>({ read, children }: ReportContentProps<D>) {
  const { data, error, refetch } = read;
  if (data !== undefined) return <>{children(data)}</>;
  return error === null ? <Skeleton lines={8} /> : <ErrorState error={error} onRetry={() => void refetch()} />;
}
interface ReportContentProps<D> {
  readonly read: { readonly data: D | undefined; readonly error: ApiError | null; readonly refetch: () => unknown };
  readonly children: (data: D) => ReactNode;
}

/** A part of a report with its own currency, or its own question. */
export function ReportSection({ title, aside, children }: ReportSectionProps) {
  return (
    <section className={styles.section} aria-label={title}>
      <header className={styles.sectionHead}>
        <h2 className={styles.sectionTitle}>{title}</h2>
        {aside}
      </header>
      {children}
    </section>
  );
}
interface ReportSectionProps {
  readonly title: string;
  readonly aside?: ReactNode;
  readonly children: ReactNode;
}

export function ReportNote({ children }: { readonly children: ReactNode }) {
  return <p className={styles.note}>{children}</p>;
}
