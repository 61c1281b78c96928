import { CircleAlert, CircleCheck, Info, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import type { ApiError } from '@/api';
import { classes } from './class-names';
import { useErrorText } from './states';
import styles from './banner.module.css';

const icons = { info: Info, ok: CircleCheck, warn: TriangleAlert, bad: CircleAlert } as const;

/** A message that stays where it belongs: above a list, in a form, at the head of a screen. */
export function Banner({ tone, title, children, action }: BannerProps) {
  const Icon = icons[tone];
  return (
    <div className={classes(styles.banner, styles[tone])} role={tone === 'bad' ? 'alert' : 'status'}>
      <Icon size={17} aria-hidden className={styles.icon} />
      <div className={styles.words}>
        <strong>{title}</strong>
        {children !== undefined && <div>{children}</div>}
      </div>
      {action}
    </div>
  );
}
interface BannerProps {
  readonly tone: keyof typeof icons;
  readonly title: ReactNode;
  readonly children?: ReactNode;
  readonly action?: ReactNode;
}

/** A failed command, above the form that it came from. */
export function ErrorBanner({ error, action }: { readonly error: ApiError; readonly action?: ReactNode }) {
  const { title, remedy } = useErrorText(error);
  return (
    <Banner tone="bad" title={title} {...(action === undefined ? {} : { action })}>
      {remedy}
    </Banner>
  );
}
