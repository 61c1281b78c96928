import { X } from 'lucide-react';
import type { ReactNode } from 'react';
import type { Currency } from '@contract/currency';
import type { ApiError } from '@/api';
import { useText } from '@/i18n';
import { IconButton } from './button';
import { classes } from './class-names';
import { ErrorState, Skeleton } from './states';
import { AmountText } from './values';
import { paidShare } from './paid-share';
import styles from './record-panel.module.css';
import { ActionArea } from './withheld';

export interface RecordPanelProps {
  readonly title: ReactNode;
  readonly status?: ReactNode;
  readonly onClose: () => void;
  /** Sections of the record; see RecordMeta, MoneyTiles, RecordSection. */
  readonly children: ReactNode;
  /** What can be done next, at the foot: the first is primary and shows its key. */
  readonly actions?: ReactNode;
}

export function RecordPanel({ title, status, onClose, children, actions }: RecordPanelProps) {
  const { t } = useText();
  return (
    <div className={styles.panel}>
      <header className={styles.head}>
        <h2 className={styles.title}>{title}</h2>
        {status}
        <span className={styles.close}>
          <IconButton label={t('common.close')} keys="Esc" icon={X} onPress={onClose} />
        </span>
      </header>
      {/* A scrolling region without a focusable child must be reachable itself. */}
      <div className={styles.body} tabIndex={0} role="group" aria-label={t('common.details')}>
        {children}
      </div>
      {actions !== undefined && (
        <footer className={styles.actions}>
          <ActionArea>{actions}</ActionArea>
        </footer>
      )}
    </div>
  );
}

/** The panel while its record is read, and where it cannot be. */
export function RecordPanelState({ error, onRetry, onClose }: RecordPanelStateProps) {
  const { t } = useText();
  return (
    <div className={styles.panel}>
      <header className={styles.head}>
        <span className={styles.close}>
          <IconButton label={t('common.close')} keys="Esc" icon={X} onPress={onClose} />
        </span>
      </header>
      {error === null ? <Skeleton lines={7} /> : <ErrorState error={error} onRetry={onRetry} />}
    </div>
  );
}
interface RecordPanelStateProps {
  readonly error: ApiError | null;
  readonly onRetry: () => void;
  readonly onClose: () => void;
}

export interface RecordEntry {
  readonly label: string;
  readonly value: ReactNode;
}

/** Names and values of a record. Entries without a value are left out. */
export function RecordMeta({ entries }: { readonly entries: readonly RecordEntry[] }) {
  return (
    <dl className={styles.meta}>
      {entries
        .filter(({ value }) => value !== null && value !== undefined && value !== '' && value !== false)
        .map(({ label, value }) => (
          <div key={label} className={styles.entry}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
    </dl>
  );
}

export function RecordSection({ title, action, level = 3, children }: RecordSectionProps) {
  const Heading = `h${level}` as const;
  return (
    <section className={styles.section}>
      {(title !== undefined || action !== undefined) && (
        <header className={styles.sectionHead}>
          <Heading>{title}</Heading>
          <ActionArea>{action}</ActionArea>
        </header>
      )}
      {children}
    </section>
  );
}
interface RecordSectionProps {
  readonly title?: ReactNode;
  /** The heading's level: 2 where it stands on a page of its own instead of in a record. */
  readonly level?: 2 | 3;
  readonly action?: ReactNode;
  readonly children: ReactNode;
}

export interface MoneyTile {
  readonly label: string;
  readonly amount: string;
  readonly tone?: 'bad';
}

/** The money of a record in one glance; with `paid` and `total` a bar says how far it is. */
export function MoneyTiles({ tiles, currency, paid, total }: MoneyTilesProps) {
  const text = useText();
  const share = paid === undefined || total === undefined ? null : paidShare(paid, total);
  return (
    <div>
      <div className={styles.money}>
        {tiles.map((tile, index) => (
          <div key={tile.label} className={styles.tile}>
            <span className={styles.tileLabel}>
              {tile.label}
              {index === tiles.length - 1 && <> · {text.currency(currency)}</>}
            </span>
            <span className={classes(styles.tileAmount, tile.tone === 'bad' && styles.bad)}>
              <AmountText amount={tile.amount} />
            </span>
          </div>
        ))}
      </div>
      {share !== null && (
        <div
          className={styles.bar}
          role="meter"
          aria-valuemin={0}
          aria-valuemax={100}
          aria-valuenow={share}
          aria-label={text.t('common.paidShare')}
        >
          <i style={{ inlineSize: `${share}%` }} />
        </div>
      )}
    </div>
  );
}
interface MoneyTilesProps {
  readonly tiles: readonly MoneyTile[];
  readonly currency: Currency;
  readonly paid?: string;
  readonly total?: string;
}
