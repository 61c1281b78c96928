import { CalendarCheck } from 'lucide-react';
import { useMemo } from 'react';
import type { CalendarDate } from '@contract/calendar-date';
import { call } from '@/api';
import { Button, DataList, EmptyState } from '@/components';
import { useText } from '@/i18n';
import { loadRows, onlyOrder } from './load-rows';
import { dueColumns } from './who-columns';

/** The subscriptions that a run on the date would bill. */
export function DueList({ date, openedId, onOpen, leftOut, onLeftOut }: DueListProps) {
  const text = useText();
  const { t } = text;
  // eslint-disable-next-line react-hooks/exhaustive-deps
  const columns = useMemo(() => dueColumns(text), [text.language, text.digits]);
  return (
    <DataList
      name="billing.due"
      label={t('billing.tab.due')}
      area="billing"
      columns={columns}
      defaultSort={onlyOrder}
      filter={{ date }}
      load={loadRows((after, limit) => call('billing.previewDue', { date, after, limit }))}
      rowId={(row) => row.subscriptionId}
      openedId={openedId}
      onOpen={(row) => onOpen(row.subscriptionId)}
      empty={
        <EmptyState icon={CalendarCheck} title={t('billing.empty.title')} text={t('billing.empty.text')}>
          {leftOut > 0 && <Button onPress={onLeftOut}>{t('billing.empty.leftOut')}</Button>}
        </EmptyState>
      }
    />
  );
}
interface DueListProps {
  readonly date: CalendarDate;
  readonly openedId: string | undefined;
  readonly onOpen: (id: string) => void;
  readonly leftOut: number;
  readonly onLeftOut: () => void;
}
