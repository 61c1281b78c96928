import { LockKeyhole, LockKeyholeOpen, ShieldPlus } from 'lucide-react';
import { useState } from 'react';
import type { Output } from '@contract/api';
import { useRead } from '@/api';
import { Banner, Button, InstantText, Pill } from '@/components';
import { ExportMenu } from '@/features/exports';
import { ReportContent, ReportNote, ReportPage, ReportSection } from '@/features/reports/report-page';
import { ReportTable, type ReportColumn } from '@/features/reports/report-table';
import type { ReportProps } from '@/features/reports/reports-screen';
import { useText } from '@/i18n';
import { ExceptionDialog, LockDialog } from './period-lock-dialogs';

type Lock = Output<'closing', 'periodLock'>;

/** The date before which nothing is posted, how it moved, and the exceptions to it. */
export function PeriodLockReport({ today, onBack }: ReportProps) {
  const text = useText();
  const { t } = text;
  const read = useRead('closing.periodLock', {});
  const [dialog, setDialog] = useState<'lock' | 'exception' | null>(null);
  const locked = read.data?.lockDate ?? null;
  return (
    <ReportPage
      title={t('reports.names.period-lock')}
      onBack={onBack}
      actions={
        <>
          <ExportMenu source={{ report: 'periodLock', asked: {} }} />
          <Button needs="closing.setPeriodLock" variant="primary" icon={LockKeyhole} onPress={() => setDialog('lock')}>
            {t('closing.lock.set')}
          </Button>
          {locked !== null && (
            <Button needs="closing.allowException" icon={ShieldPlus} onPress={() => setDialog('exception')}>
              {t('closing.exception.grant')}
            </Button>
          )}
        </>
      }
    >
      <ReportContent read={read}>
        {(lock) => (
          <>
            <Banner
              tone={lock.lockDate === null ? 'info' : 'ok'}
              title={
                lock.lockDate === null
                  ? t('closing.lock.none')
                  : t('closing.lock.is', { date: text.date(lock.lockDate) })
              }
            >
              {t('closing.lock.what')}
            </Banner>
            <Exceptions lock={lock} />
            <History lock={lock} />
            {dialog === 'lock' && <LockDialog lock={lock} today={today} onClose={() => setDialog(null)} />}
            {dialog === 'exception' && lock.lockDate !== null && (
              <ExceptionDialog lockDate={lock.lockDate} onClose={() => setDialog(null)} />
            )}
          </>
        )}
      </ReportContent>
    </ReportPage>
  );
}

function Exceptions({ lock }: { readonly lock: Lock }) {
  const text = useText();
  const { t } = text;
  if (lock.exceptions.length === 0) return null;
  const columns: readonly ReportColumn<Lock['exceptions'][number]>[] = [
    {
      id: 'from',
      header: t('reports.filters.from'),
      cell: (row) => <span className="num">{text.date(row.firstDay)}</span>,
    },
    { id: 'to', header: t('reports.filters.to'), cell: (row) => <span className="num">{text.date(row.lastDay)}</span> },
    {
      id: 'clerk',
      header: t('closing.exception.who'),
      cell: (row) => (row.clerk === null ? t('closing.exception.everybody') : <bdi>{row.clerk}</bdi>),
    },
    { id: 'reason', header: t('closing.lock.reason'), cell: (row) => <bdi>{row.reason}</bdi> },
    { id: 'until', header: t('closing.exception.until'), cell: (row) => <InstantText at={row.until} /> },
    { id: 'by', header: t('closing.exception.by'), cell: (row) => <bdi>{row.grantedBy}</bdi> },
    {
      id: 'stands',
      header: t('closing.stateColumn'),
      cell: (row) =>
        row.stands ? (
          <Pill tone="warn">{t('closing.exception.stands')}</Pill>
        ) : (
          <Pill tone="mute">{t('closing.exception.over')}</Pill>
        ),
    },
  ];
  return (
    <ReportSection title={t('closing.exception.title')}>
      <ReportTable
        label={t('closing.exception.title')}
        columns={columns}
        rows={lock.exceptions}
        rowId={({ id }) => id}
      />
    </ReportSection>
  );
}

function History({ lock }: { readonly lock: Lock }) {
  const text = useText();
  const { t } = text;
  const columns: readonly ReportColumn<Lock['history'][number]>[] = [
    {
      id: 'date',
      header: t('closing.lock.date'),
      cell: (row) =>
        row.lockDate === null ? (
          <>
            <LockKeyholeOpen size={14} aria-hidden /> {t('closing.lock.noneShort')}
          </>
        ) : (
          <span className="num">{text.date(row.lockDate)}</span>
        ),
    },
    { id: 'by', header: t('closing.lock.by'), cell: (row) => <bdi>{row.setBy}</bdi> },
    { id: 'at', header: t('closing.lock.at'), cell: (row) => <InstantText at={row.setAt} /> },
    { id: 'reason', header: t('closing.lock.reason'), cell: (row) => row.reason !== null && <bdi>{row.reason}</bdi> },
  ];
  return (
    <ReportSection title={t('closing.lock.history')}>
      {lock.history.length === 0 ? (
        <ReportNote>{t('closing.lock.noHistory')}</ReportNote>
      ) : (
        <ReportTable
          label={t('closing.lock.history')}
          columns={columns}
          rows={lock.history}
          rowId={({ setAt }) => setAt}
        />
      )}
    </ReportSection>
  );
}
