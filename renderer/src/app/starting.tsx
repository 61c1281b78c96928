import { useText } from '@/i18n';
import { Mark } from './mark';
import styles from './starting.module.css';

/** The moment before the program knows anything. */
export function Starting() {
  const { t } = useText();
  return (
    <div className={styles.starting} role="status" aria-label={t('app.starting')}>
      <Mark size={48} />
    </div>
  );
}
