import { Num } from '@/components';
import { useText } from '@/i18n';
import styles from './imports.module.css';

interface ProblemListProps {
  readonly problems: readonly { readonly line: number; readonly why: string; readonly value: string }[];
}

/** The rows of a file that are left out, each with its line, the reason and what stands there. */
export function ProblemList({ problems }: ProblemListProps) {
  const text = useText();
  const { t } = text;
  if (problems.length === 0) return null;
  return (
    <section>
      <h3 className={styles.heading}>{t('imports.leftOut')}</h3>
      <div className={styles.problems} tabIndex={0} role="group" aria-label={t('imports.leftOut')}>
        <table className={styles.table}>
          <thead>
            <tr>
              <th>{t('imports.line')}</th>
              <th>{t('imports.reason')}</th>
              <th>{t('imports.value')}</th>
            </tr>
          </thead>
          <tbody>
            {problems.map(({ line, why, value }) => (
              <tr key={line}>
                <td>
                  <Num>{text.count(line)}</Num>
                </td>
                <td>{why}</td>
                <td>
                  <bdi>{value}</bdi>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}
