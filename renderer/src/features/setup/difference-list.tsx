import type { Difference } from '@contract/schema';
import { classes } from '@/components';
import { useText } from '@/i18n';
import styles from './upgrade-plan.module.css';

/** Stands where there is nothing: a default that a column does not have. */
const nothing = '—';

/** Differences between a database and what this program expects, each as a sentence. */
export function DifferenceList({ label, differences }: DifferenceListProps) {
  const { t } = useText();
  return (
    <section className={styles.box} aria-label={label}>
      <h2 className={styles.boxTitle}>{label}</h2>
      <ul className={classes(styles.differences, styles.scrolled)} tabIndex={0} aria-label={label}>
        {differences.map(({ code, object, part, expected, found }) => (
          <li key={`${code} ${object} ${part}`}>
            {t(`differences.${code}`, { object, part, expected: expected || nothing, found: found || nothing })}
          </li>
        ))}
      </ul>
    </section>
  );
}
interface DifferenceListProps {
  readonly label: string;
  readonly differences: readonly Difference[];
}
