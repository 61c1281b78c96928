import { CalendarCheck, LockKeyhole, Printer, RotateCcw } from 'lucide-react';
import { useState } from 'react';
import type { DayClose, DayCloseRow } from '@contract/closing';
import type { Output } from '@contract/api';
import { useRead } from '@/api';
import { AmountText, Banner, Button, InstantText, Pill, RecordHistory, Select } from '@/components';
import { ExportMenu } from '@/features/exports';
import { PreviewDialog } from '@/features/documents/preview-dialog';
import { DayFilter } from '@/features/reports/report-filters';
import { ReportContent, ReportNote, ReportPage, ReportSection } from '@/features/reports/report-page';
import { AmountFigure, ReportTable, type ReportColumn } from '@/features/reports/report-table';
import type { ReportProps } from '@/features/reports/reports-screen';
import { RowsDialog, type OpenedFigure } from '@/features/reports/rows-dialog';
import { useText } from '@/i18n';
import { CloseDayDialog } from './close-day-dialog';
import { ReopenDayDialog } from './reopen-day-dialog';
import styles from './closing.module.css';

type Day = Output<'closing', 'day'>;
type Dialogs = 'close' | 'reopen' | 'preview' | null;

/** A clerk's day: what was taken, the count, the signature; and the days that are closed. */
export function DayCloseReport({ search, today, onSearch, onBack }: ReportProps) {
  const text = useText();
  const { t } = text;
  const day = search.day ?? today;
  const read = useRead('closing.day', { clerk: search.clerk ?? null, day }, { keepPrevious: true });
  const [dialog, setDialog] = useState<Dialogs>(null);
  const close = read.data?.close ?? null;
  return (
    <ReportPage
      title={t('reports.names.day')}
      onBack={onBack}
      actions={
        read.data === undefined ? null : (
          <>
            <ExportMenu source={{ report: 'day', asked: { clerk: read.data.clerk, day } }} />
            {close === null ? (
              <Button needs="closing.closeDay" variant="primary" icon={LockKeyhole} onPress={() => setDialog('close')}>
                {t('closing.close')}
              </Button>
            ) : (
              <>
                <Button variant="primary" icon={Printer} onPress={() => setDialog('preview')}>
                  {t('closing.preview')}
                </Button>
                <Button needs="closing.reopenDay" icon={RotateCcw} onPress={() => setDialog('reopen')}>
                  {t('closing.reopen.action')}
                </Button>
              </>
            )}
          </>
        )
      }
      filters={
        <>
          <DayFilter label={t('reports.columns.day')} value={day} onChange={(next) => onSearch({ day: next })} />
          <Select
            label={t('closing.clerk')}
            value={read.data?.clerk ?? search.clerk ?? null}
            choices={(read.data?.clerks ?? []).map((clerk) => ({ value: clerk, label: clerk }))}
            onChange={(clerk) => onSearch({ clerk })}
          />
        </>
      }
    >
      <ReportContent read={read}>
        {(data) => (
          <>
            {close === null ? (
              <OpenDay data={data} onDay={(next) => onSearch({ day: next })} />
            ) : (
              <ClosedDay close={close} />
            )}
            <History clerk={data.clerk} onOpen={(row) => onSearch({ day: row.day, clerk: row.clerk })} />
            {dialog === 'close' && <CloseDayDialog data={data} onClose={() => setDialog(null)} />}
            {dialog === 'reopen' && close !== null && <ReopenDayDialog close={close} onClose={() => setDialog(null)} />}
            {dialog === 'preview' && close !== null && (
              <PreviewDialog
                document={{ kind: 'day_close', id: close.id }}
                name={text.date(close.day)}
                onClose={() => setDialog(null)}
              />
            )}
          </>
        )}
      </ReportContent>
    </ReportPage>
  );
}

function OpenDay({ data, onDay }: { readonly data: Day; readonly onDay: (day: Day['day']) => void }) {
  const text = useText();
  const { t } = text;
  const [opened, setOpened] = useState<OpenedFigure | null>(null);
  const columns: readonly ReportColumn<Day['takings'][number]>[] = [
    { id: 'method', header: t('reports.columns.method'), cell: (row) => t(`status.method.${row.method}`) },
    { id: 'currency', header: t('reports.columns.currency'), cell: (row) => text.currency(row.currency) },
    {
      id: 'entries',
      header: t('closing.entries'),
      amount: true,
      cell: (row) => <span className="num">{text.count(row.entries)}</span>,
    },
    {
      id: 'expected',
      header: t('closing.expected'),
      amount: true,
      cell: (row) => (
        <AmountFigure
          amount={row.expected}
          strong
          onOpen={() =>
            setOpened({
              title: t('reports.figureOf', {
                what: t(`status.method.${row.method}`),
                whose: text.currency(row.currency),
              }),
              asked: {
                of: 'takings',
                clerk: data.clerk,
                day: data.day,
                currency: row.currency,
                method: row.method,
              },
            })
          }
        />
      ),
    },
  ];
  return (
    <>
      {data.openDays.length > 0 && (
        <Banner tone="warn" title={t('closing.openDays', { count: data.openDays.length })}>
          <span className={styles.days}>
            {data.openDays.map((day) => (
              <Button key={day} size="small" onPress={() => onDay(day)}>
                <span className="num">{text.date(day)}</span>
              </Button>
            ))}
          </span>
        </Banner>
      )}
      <ReportSection title={t('closing.takings')} aside={<Pill tone="info">{t('closing.state.open')}</Pill>}>
        {data.takings.length === 0 ? (
          <ReportNote>{t('closing.nothing')}</ReportNote>
        ) : (
          <ReportTable
            label={t('closing.takings')}
            columns={columns}
            rows={data.takings}
            rowId={({ currency, method }) => `${currency} ${method}`}
          />
        )}
      </ReportSection>
      {opened !== null && <RowsDialog figure={opened} onClose={() => setOpened(null)} />}
    </>
  );
}

function ClosedDay({ close }: { readonly close: DayClose }) {
  const text = useText();
  const { t } = text;
  const columns: readonly ReportColumn<DayClose['figures'][number]>[] = [
    { id: 'method', header: t('reports.columns.method'), cell: (row) => t(`status.method.${row.method}`) },
    { id: 'currency', header: t('reports.columns.currency'), cell: (row) => text.currency(row.currency) },
    {
      id: 'entries',
      header: t('closing.entries'),
      amount: true,
      cell: (row) => <span className="num">{text.count(row.entries)}</span>,
    },
    ...(['expected', 'counted'] as const).map((figure) => ({
      id: figure,
      header: t(`closing.${figure}`),
      amount: true,
      cell: (row: DayClose['figures'][number]) => <AmountText amount={row[figure]} />,
    })),
    {
      id: 'difference',
      header: t('closing.difference'),
      amount: true,
      cell: (row) => <AmountText amount={row.difference} strong tone={row.difference === '0.00' ? 'muted' : 'bad'} />,
    },
  ];
  return (
    <ReportSection title={t('closing.takings')} aside={<ClosePill close={close} />}>
      <p className={styles.signed}>
        {t('closing.signedBy', { name: close.signedBy })} <InstantText at={close.signedAt} />
      </p>
      {close.reason !== null && <p>{t('closing.reasonIs', { reason: close.reason })}</p>}
      {close.note !== null && <p className="muted">{close.note}</p>}
      {close.figures.length === 0 ? (
        <ReportNote>{t('closing.nothing')}</ReportNote>
      ) : (
        <ReportTable
          label={t('closing.takings')}
          columns={columns}
          rows={close.figures}
          rowId={({ currency, method }) => `${currency} ${method}`}
        />
      )}
      <RecordHistory entity="day_close" id={close.id} />
    </ReportSection>
  );
}

function ClosePill({ close }: { readonly close: DayCloseRow }) {
  const { t } = useText();
  if (close.reopened !== null) return <Pill tone="mute">{t('closing.state.reopened')}</Pill>;
  return close.differs ? (
    <Pill tone="bad">{t('closing.state.differs')}</Pill>
  ) : (
    <Pill tone="ok">{t('closing.state.closed')}</Pill>
  );
}

function History({ clerk, onOpen }: { readonly clerk: string; readonly onOpen: (row: DayCloseRow) => void }) {
  const text = useText();
  const { t } = text;
  const read = useRead('closing.history', { clerk, from: null, to: null }, { keepPrevious: true });
  const columns: readonly ReportColumn<DayCloseRow>[] = [
    {
      id: 'day',
      header: t('reports.columns.day'),
      cell: (row) => (
        <button type="button" className={styles.link} onClick={() => onOpen(row)}>
          <span className="num">{text.date(row.day)}</span>
        </button>
      ),
    },
    { id: 'state', header: t('closing.stateColumn'), cell: (row) => <ClosePill close={row} /> },
    { id: 'by', header: t('closing.signer'), cell: (row) => <bdi>{row.signedBy}</bdi> },
    { id: 'at', header: t('closing.signedAt'), cell: (row) => <InstantText at={row.signedAt} /> },
    {
      id: 'reopened',
      header: t('closing.reopenReason'),
      cell: (row) => row.reopened !== null && <bdi>{row.reopened.reason}</bdi>,
    },
  ];
  return (
    <ReportSection
      title={t('closing.history')}
      aside={<ExportMenu source={{ report: 'dayCloses', asked: { clerk, from: null, to: null } }} />}
    >
      <ReportContent read={read}>
        {(rows) =>
          rows.length === 0 ? (
            <ReportNote>
              <CalendarCheck size={15} aria-hidden /> {t('closing.noHistory')}
            </ReportNote>
          ) : (
            <ReportTable label={t('closing.history')} columns={columns} rows={rows} rowId={({ id }) => id} />
          )
        }
      </ReportContent>
    </ReportSection>
  );
}
