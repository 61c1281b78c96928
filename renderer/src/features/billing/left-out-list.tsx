import { CircleCheck } from 'lucide-react';
import { useNavigate } from '@tanstack/react-router';
import { useMemo } from 'react';
import type { LeftOutReason, RunPreview } from '@contract/billing';
import type { CalendarDate } from '@contract/calendar-date';
import { call } from '@/api';
import { Button, Chip, DataList, EmptyState, FilterChips, Skeleton } from '@/components';
import { useText } from '@/i18n';
import { loadRows, onlyOrder } from './load-rows';
import { leftOutColumns } from './who-columns';
import styles from './left-out-list.module.css';

/** Where what stands in the way is put right; nowhere for what is as it should be. */
const places: Partial<Record<LeftOutReason, '/plans' | '/settings'>> = {
  no_plan: '/plans',
  no_price: '/plans',
  no_rate: '/settings',
};

/** Whom a run on the date would leave out, by reason, and what to do about each. */
export function LeftOutList({ groups, reason, date, onReason }: LeftOutListProps) {
  const text = useText();
  const { t } = text;
  const navigate = useNavigate();
  // eslint-disable-next-line react-hooks/exhaustive-deps
  const columns = useMemo(() => leftOutColumns(text), [text.language, text.digits]);
  if (groups === undefined) return <Skeleton lines={6} />;
  const shown = groups.find((group) => group.reason === reason)?.reason ?? groups[0]?.reason;
  if (shown === undefined) {
    return (
      <EmptyState icon={CircleCheck} title={t('billing.noneLeftOut.title')} text={t('billing.noneLeftOut.text')} />
    );
  }
  const place = places[shown];
  return (
    <>
      <FilterChips>
        {groups.map((group) => (
          <Chip
            key={group.reason}
            label={t(`billing.reason.${group.reason}.name`)}
            count={group.count}
            on={group.reason === shown}
            onChange={() => onReason(group.reason)}
          />
        ))}
      </FilterChips>
      <div className={styles.remedy}>
        <span>{t(`billing.reason.${shown}.remedy`)}</span>
        {place !== undefined && (
          <Button
            size="small"
            onPress={() =>
              void (place === '/settings'
                ? navigate({ to: '/settings', search: { tab: 'rates' } })
                : navigate({ to: '/plans' }))
            }
          >
            {t(place === '/settings' ? 'billing.enterRate' : 'billing.openPlans')}
          </Button>
        )}
      </div>
      <DataList
        name="billing.leftOut"
        label={t('billing.tab.leftOut')}
        area="billing"
        columns={columns}
        defaultSort={onlyOrder}
        filter={{ date, reason: shown }}
        load={loadRows((after, limit) => call('billing.previewLeftOut', { date, reason: shown, after, limit }))}
        rowId={(row) => row.subscriptionId}
        onOpen={(row) => void navigate({ to: '/subscriptions', search: { open: row.subscriptionId } })}
        empty={
          <EmptyState icon={CircleCheck} title={t('billing.noneLeftOut.title')} text={t('billing.noneLeftOut.text')} />
        }
      />
    </>
  );
}
interface LeftOutListProps {
  readonly groups: RunPreview['leftOut'] | undefined;
  readonly reason: LeftOutReason | undefined;
  readonly date: CalendarDate;
  readonly onReason: (reason: LeftOutReason) => void;
}
