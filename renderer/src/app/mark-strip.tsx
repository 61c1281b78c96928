import { useEffect } from 'react';
import type { ConnectionStatus } from '@contract/connection';
import { classes } from '@/components';
import { useText } from '@/i18n';
import styles from './mark-strip.module.css';

/** Says in words, above everything, which books these are; the window's own title says so too. */
export function MarkStrip({ status }: { readonly status: ConnectionStatus | undefined }) {
  const { t } = useText();
  const mark = status?.mark ?? 'none';
  const words = mark === 'none' ? null : t(`app.books.${mark}`);
  useEffect(() => {
    document.title = words === null ? t('app.name') : `${words} — ${t('app.name')}`;
  }, [words, t]);
  if (words === null) return null;
  return (
    <div className={classes(styles.strip, styles[mark])} role="note">
      {words}
    </div>
  );
}
