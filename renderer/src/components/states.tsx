import { CircleAlert, Lock, RotateCw, type LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { currencySchema } from '@contract/currency';
import { isConnectionError, type ApiError } from '@/api';
import { useText } from '@/i18n';
import { Button } from './button';
import { classes } from './class-names';
import styles from './states.module.css';

/** Nothing there: says why, and what to do about it. */
export function EmptyState({ icon: Icon, title, text, children }: EmptyStateProps) {
  return (
    <div className={styles.state}>
      <span className={styles.badge}>
        <Icon size={22} aria-hidden />
      </span>
      <h2 className={styles.title}>{title}</h2>
      {text !== undefined && <p className={styles.text}>{text}</p>}
      {children !== undefined && <div className={styles.actions}>{children}</div>}
    </div>
  );
}
interface EmptyStateProps {
  readonly icon: LucideIcon;
  readonly title: string;
  readonly text?: string;
  readonly children?: ReactNode;
}

/** A failure in words: what happened, what to do next, and another try where one may help. */
export function ErrorState({ error, onRetry }: { readonly error: ApiError; readonly onRetry?: () => void }) {
  const { t } = useText();
  const { title, remedy } = useErrorText(error);
  return (
    <div className={styles.state} role="alert">
      <span className={classes(styles.badge, styles.bad)}>
        {error.code === 'no_permission' ? <Lock size={22} aria-hidden /> : <CircleAlert size={22} aria-hidden />}
      </span>
      <h2 className={styles.title}>{title}</h2>
      <p className={styles.text}>{remedy}</p>
      <p className={styles.code}>{t('common.errorCode', { code: error.code })}</p>
      {onRetry !== undefined &&
        (error.code === 'internal' || isConnectionError(error) || error.code === 'conflict') && (
          <div className={styles.actions}>
            <Button icon={RotateCw} onPress={onRetry}>
              {t('common.retry')}
            </Button>
          </div>
        )}
    </div>
  );
}

/** A failure's two sentences in the reader's language, with its values filled in. */
export function useErrorText(error: ApiError): { readonly title: string; readonly remedy: string } {
  const { t, currency } = useText();
  const told = ([name, value]: [string, string | number]): [string, string | number] => {
    const code = currencySchema.safeParse(value);
    if (code.success) return [name, currency(code.data)];
    // A port is a name, not a count.
    return [name, name === 'port' ? String(value) : value];
  };
  const params = Object.fromEntries(Object.entries(error.params).map(told));
  return { title: t(`errors.${error.code}.title`, params), remedy: t(`errors.${error.code}.remedy`, params) };
}

/** Where content will stand in a moment: grey lines of its shape. */
export function Skeleton({ lines = 4 }: { readonly lines?: number }) {
  const { t } = useText();
  return (
    <div className={styles.skeleton} role="status" aria-label={t('common.loading')}>
      {Array.from({ length: lines }, (_, index) => (
        <span key={index} style={{ inlineSize: `${90 - ((index * 23) % 50)}%` }} />
      ))}
    </div>
  );
}
