import { Code, Copy } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import type { MonitoringPart } from '@contract/monitoring';
import { useAction, useRead } from '@/api';
import { Button, Dialog, ErrorBanner, ErrorState, Skeleton, toast } from '@/components';
import { useText } from '@/i18n';
import styles from '../database-screen.module.css';

/** A part of the tab with its title, what there is to say about it, and the SQL behind it. */
export function Card({ title, note, part, children }: CardProps) {
  const { t } = useText();
  const [open, setOpen] = useState(false);
  return (
    <section className={styles.card}>
      <h2 className={styles.cardTitle}>
        <span>{title}</span>
        <Button
          size="small"
          variant="quiet"
          icon={Code}
          label={t('monitoring.sqlOf', { title })}
          onPress={() => setOpen(true)}
        >
          {t('monitoring.sql')}
        </Button>
      </h2>
      {note !== undefined && <p className={styles.note}>{note}</p>}
      {children}
      {open && <SqlDialog title={title} part={part} onClose={() => setOpen(false)} />}
    </section>
  );
}
interface CardProps {
  readonly title: string;
  readonly note?: string;
  readonly part: MonitoringPart;
  readonly children: ReactNode;
}

function SqlDialog({ title, part, onClose }: SqlDialogProps) {
  const { t } = useText();
  const { data, error } = useRead('monitoring.queries', {});
  const copy = useAction('monitoring.copyQuery');
  const run = async () => {
    if ((await copy.run({ part })) !== null) toast({ tone: 'ok', title: t('connection.copied') });
  };
  return (
    <Dialog
      title={t('monitoring.sqlOf', { title })}
      look="wide"
      onClose={onClose}
      actions={
        <Button variant="primary" icon={Copy} pending={copy.pending} onPress={() => void run()}>
          {t('monitoring.copySql')}
        </Button>
      }
    >
      {copy.error && <ErrorBanner error={copy.error} />}
      {data ? (
        <pre className={styles.text} dir="ltr" lang="en" tabIndex={0}>
          {data[part]}
        </pre>
      ) : error ? (
        <ErrorState error={error} />
      ) : (
        <Skeleton lines={8} />
      )}
    </Dialog>
  );
}
interface SqlDialogProps {
  readonly title: string;
  readonly part: MonitoringPart;
  readonly onClose: () => void;
}

/** A table that may be wider than its card; the first cell of a row says what it is about. */
export function WideTable({ label, head, children }: WideTableProps) {
  return (
    <div className={styles.scroll} tabIndex={0} role="region" aria-label={label}>
      <table className={styles.table}>
        <thead>
          <tr>
            {head.map(({ title, number = false, hidden = false }) => (
              <th key={title} scope="col" className={number ? styles.number : ''}>
                {hidden ? <span className="visually-hidden">{title}</span> : title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>{children}</tbody>
      </table>
    </div>
  );
}
interface WideTableProps {
  readonly label: string;
  readonly head: readonly { readonly title: string; readonly number?: boolean; readonly hidden?: boolean }[];
  readonly children: ReactNode;
}
