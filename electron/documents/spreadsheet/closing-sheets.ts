import type { Parsed } from '../../contract/api';
import type { DayClose, DayCloseRow } from '../../contract/closing';
import type { Language } from '../../contract/preferences';
import type { Database } from '../../database/database';
import { listDayCloseFigures, listDayCloses, readDay, readPeriodLock } from '../../database/queries/closing';
import { methodLabels } from '../labels';
import { closingLabels } from './closing-words';
import { column, currencyColumn, momentsOf, sheet, type ReportColumn, type ReportSheet } from './report-sheet';

type Figure = DayClose['figures'][number];
type Counted = Omit<Figure, 'counted' | 'difference'> & { readonly counted: string; readonly difference: string };

const figureColumns = <R extends Counted>(language: Language): readonly ReportColumn<R>[] => [
  column('method', 'word', (row) => methodLabels[row.method][language]),
  currencyColumn(),
  column('entries', 'count', (row) => row.entries),
  column('expected', 'amount', (row) => row.expected),
  column('counted', 'amount', (row) => row.counted),
  column('difference', 'amount', (row) => row.difference),
];

/** A clerk's day by method and currency; what was counted is empty while it is open. */
export async function daySheet(
  database: Database,
  asked: Parsed<'closing', 'day'>,
  language: Language,
): Promise<ReportSheet> {
  const { clerk, day, takings, close } = await readDay(database, asked);
  const figures: readonly Counted[] =
    close?.figures ?? takings.map((taking) => ({ ...taking, counted: '', difference: '' }));
  return sheet(figures, [
    column('day', 'date', () => day),
    column('clerk', 'text', () => clerk),
    ...figureColumns<Counted>(language),
  ]);
}

interface ClosedFigure {
  readonly close: DayCloseRow;
  readonly figure: Figure | null;
}

function stateOf({ reopened, differs }: DayCloseRow): keyof typeof closingLabels {
  if (reopened !== null) return 'reopened';
  return differs ? 'differs' : 'closed';
}

/** Every close, one row for each figure that was signed; a day on which nothing was taken has a row without figures. */
export async function dayClosesSheet(
  database: Database,
  asked: Parsed<'closing', 'history'>,
  language: Language,
): Promise<ReportSheet> {
  const moment = await momentsOf(database);
  const closes = await listDayCloses(database, asked, null);
  const figures = await listDayCloseFigures(database, asked);
  const rows = closes.flatMap((close): ClosedFigure[] => {
    const own = figures.filter(({ closeId }) => closeId === close.id);
    return own.length === 0 ? [{ close, figure: null }] : own.map((figure) => ({ close, figure }));
  });
  return sheet<ClosedFigure>(rows, [
    column('day', 'date', ({ close }) => close.day),
    column('clerk', 'text', ({ close }) => close.clerk),
    column('status', 'word', ({ close }) => closingLabels[stateOf(close)][language]),
    column('signedBy', 'text', ({ close }) => close.signedBy),
    column('signedAt', 'moment', ({ close }) => moment(close.signedAt)),
    column('method', 'word', ({ figure }) => (figure === null ? '' : methodLabels[figure.method][language])),
    column('currency', 'currency', ({ figure }) => figure?.currency ?? ''),
    column('entries', 'count', ({ figure }) => figure?.entries ?? ''),
    column('expected', 'amount', ({ figure }) => figure?.expected ?? ''),
    column('counted', 'amount', ({ figure }) => figure?.counted ?? ''),
    column('difference', 'amount', ({ figure }) => figure?.difference ?? ''),
    column('reopenReason', 'text', ({ close }) => close.reopened?.reason ?? ''),
    column('reopenedBy', 'text', ({ close }) => close.reopened?.by ?? ''),
    column('reopenedAt', 'moment', ({ close }) => moment(close.reopened?.at ?? null)),
  ]);
}

/** How the lock date moved, and the exceptions that were granted, the newest first of each. */
export async function periodLockSheet(database: Database, language: Language): Promise<ReportSheet> {
  const moment = await momentsOf(database);
  const { history, exceptions } = await readPeriodLock(database, null);
  const words = (key: keyof typeof closingLabels): string => closingLabels[key][language];
  const rows = [
    ...history.map(({ lockDate, reason, setAt, setBy }) => ({
      what: words('lockMoved'),
      from: lockDate ?? '',
      to: '',
      who: '',
      reason: reason ?? '',
      by: setBy,
      at: moment(setAt),
      until: '',
    })),
    ...exceptions.map(({ clerk, firstDay, lastDay, reason, until, grantedAt, grantedBy }) => ({
      what: words('exception'),
      from: firstDay,
      to: lastDay,
      who: clerk ?? words('everybody'),
      reason,
      by: grantedBy,
      at: moment(grantedAt),
      until: moment(until),
    })),
  ];
  return sheet(rows, [
    column('kind', 'word', ({ what }) => what),
    column('firstDay', 'date', ({ from }) => from),
    column('lastDay', 'date', ({ to }) => to),
    column('forWhom', 'text', ({ who }) => who),
    column('reason', 'text', ({ reason }) => reason),
    column('changedBy', 'text', ({ by }) => by),
    column('changedAt', 'moment', ({ at }) => at),
    column('until', 'moment', ({ until }) => until),
  ]);
}
