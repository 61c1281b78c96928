import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { LeftOutReason, RunDetail } from '@contract/billing';
import type { BillingRunId } from '@contract/ids';
import { useRead } from '@/api';
import { Bdi, Button, DateText, RecordSection, Skeleton } from '@/components';
import { useText } from '@/i18n';
import styles from './run-record.module.css';

/** So many are shown at first, and more each time they are asked for. */
const shownAtOnce = 20;

/** Whom a run left out: how many for each reason, and on opening one who they were, each with a way to the subscription. */
export function RunLeftOut({ id, reasons }: RunLeftOutProps) {
  const text = useText();
  const { t } = text;
  const [open, setOpen] = useState<LeftOutReason | null>(null);
  if (reasons.length === 0) return null;
  return (
    <RecordSection title={t('billing.leftOut')}>
      <ul className={styles.list}>
        {reasons.map(({ reason, count }) => (
          <li key={reason}>
            <button
              type="button"
              className={styles.row}
              aria-expanded={open === reason}
              onClick={() => setOpen(open === reason ? null : reason)}
            >
              <span>{t(`billing.reason.${reason}.name`)}</span>
              <span className="num">{text.count(count)}</span>
            </button>
            {open === reason && <LeftOutRows id={id} reason={reason} />}
          </li>
        ))}
      </ul>
    </RecordSection>
  );
}
interface RunLeftOutProps {
  readonly id: BillingRunId;
  readonly reasons: RunDetail['leftOutReasons'];
}

function LeftOutRows({ id, reason }: { readonly id: BillingRunId; readonly reason: LeftOutReason }) {
  const text = useText();
  const { t } = text;
  const [limit, setLimit] = useState(shownAtOnce);
  const { data } = useRead('billing.leftOut', { id, reason, after: null, limit }, { keepPrevious: true });
  if (!data) return <Skeleton lines={3} />;
  return (
    <>
      <ul className={styles.leftOut}>
        {data.rows.map((row) => (
          <li key={row.subscriptionId}>
            <Link to="/subscriptions" search={{ open: row.subscriptionId }}>
              <Bdi>{text.name(row.tenantName, row.tenantNameAr) || row.tenantId}</Bdi>
            </Link>
            <Bdi>{text.name(row.planName, row.planNameAr) || row.planId}</Bdi>
            {row.since !== null && (
              <span className="muted">
                {t('billing.columns.since')} <DateText date={row.since} />
              </span>
            )}
          </li>
        ))}
      </ul>
      {data.next !== null && (
        <Button size="small" variant="quiet" onPress={() => setLimit(limit + shownAtOnce)}>
          {t('billing.record.more')}
        </Button>
      )}
    </>
  );
}
