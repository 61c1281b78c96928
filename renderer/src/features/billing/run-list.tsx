import { History } from 'lucide-react';
import { useMemo } from 'react';
import type { RunAmounts, RunRow, RunState } from '@contract/billing';
import type { Currency } from '@contract/currency';
import { call } from '@/api';
import {
  AmountText,
  DataList,
  DateText,
  EmptyState,
  InstantText,
  Pill,
  type ListColumn,
  type Tone,
} from '@/components';
import { loadFromArray } from '@/components/data-list/load-from-array';
import { useText, type Text } from '@/i18n';

const tones: Readonly<Record<RunState, Tone>> = { running: 'info', stopped: 'warn', done: 'ok' };

/** A run's state; one that nobody here is at was cut off, or goes on elsewhere. */
export function RunPill({ run }: { readonly run: Pick<RunRow, 'state' | 'active'> }) {
  const { t } = useText();
  const interrupted = run.state === 'running' && !run.active;
  return (
    <Pill tone={interrupted ? 'warn' : tones[run.state]}>
      {t(`billing.state.${interrupted ? 'interrupted' : run.state}`)}
    </Pill>
  );
}

type Column = ListColumn<RunRow, 'started' | 'date'>;

function totalIn(amounts: RunAmounts, currency: Currency): string {
  return amounts.find((amount) => amount.currency === currency)?.total ?? '0.00';
}

function columnsOf(text: Text): readonly Column[] {
  const { t } = text;
  const amount = (currency: Currency): Column => ({
    id: currency,
    header: t(`common.totalIn.${currency}`),
    width: 132,
    align: 'amount',
    cell: (row) => <AmountText amount={totalIn(row.amounts, currency)} />,
  });
  return [
    {
      id: 'date',
      header: t('billing.columns.date'),
      width: 112,
      grows: true,
      sort: 'date',
      cell: (row) => <DateText date={row.asOf} />,
    },
    { id: 'state', header: t('billing.columns.state'), width: 118, cell: (row) => <RunPill run={row} /> },
    {
      id: 'invoices',
      header: t('billing.columns.invoices'),
      width: 92,
      align: 'amount',
      cell: (row) => (
        <span className="num strong">{text.count(row.amounts.reduce((sum, { invoices }) => sum + invoices, 0))}</span>
      ),
    },
    amount('USD'),
    amount('YER'),
    {
      id: 'leftOut',
      header: t('billing.leftOut'),
      width: 90,
      yields: 2,
      align: 'amount',
      cell: (row) => <span className="num">{text.count(row.leftOut)}</span>,
    },
    {
      id: 'by',
      header: t('billing.columns.by'),
      width: 110,
      yields: 3,
      cell: (row) => <bdi>{row.startedBy}</bdi>,
    },
    {
      id: 'started',
      header: t('billing.columns.started'),
      width: 142,
      yields: 1,
      sort: 'started',
      cell: (row) => <InstantText at={row.startedAt} />,
    },
  ];
}

const compare = (left: string, right: string): number => (left < right ? -1 : left > right ? 1 : 0);
const load = loadFromArray<RunRow, 'started' | 'date'>(() => call('billing.list', {}), {
  started: (left, right) => compare(left.startedAt, right.startedAt),
  date: (left, right) => compare(left.asOf, right.asOf),
});
const newest = { column: 'started', direction: 'desc' } as const;
const everything = {};

/** The runs that there were, the newest first. */
export function RunList({ openedId, onOpen }: RunListProps) {
  const text = useText();
  const { t } = text;
  // eslint-disable-next-line react-hooks/exhaustive-deps
  const columns = useMemo(() => columnsOf(text), [text.language, text.digits]);
  return (
    <DataList
      name="billing.runs"
      label={t('billing.tab.history')}
      area="billing"
      columns={columns}
      defaultSort={newest}
      filter={everything}
      load={load}
      rowId={(row) => row.id}
      openedId={openedId}
      onOpen={(row) => onOpen(row.id)}
      empty={<EmptyState icon={History} title={t('billing.noRuns.title')} text={t('billing.noRuns.text')} />}
    />
  );
}
interface RunListProps {
  readonly openedId: string | undefined;
  readonly onOpen: (id: string) => void;
}
