import { useText } from '@/i18n';
import styles from './mark.module.css';

/** The program's sign. */
export function Mark({ size = 28 }: { readonly size?: number }) {
  const { t } = useText();
  return (
    <span
      className={styles.mark}
      style={{ inlineSize: size, blockSize: size, fontSize: size * 0.52, borderRadius: size * 0.28 }}
      aria-hidden
    >
      {t('app.mark')}
    </span>
  );
}
