import type { AuditChange } from '@contract/timeline';
import { useText } from '@/i18n';
import { AuditValue } from './audit-value';
import { fieldName, toldChanges } from './audit-words';
import styles from './change-table.module.css';

/** What each column was and became; of a new record only what it is, of one that is gone what it was. */
export function ChangeTable({ entity, changes }: ChangeTableProps) {
  const { t } = useText();
  const told = toldChanges(changes);
  if (told.length === 0) return <p className="muted">{t('audit.change.none')}</p>;
  const hadBefore = told.some(({ before }) => before !== null);
  const hasAfter = told.some(({ after }) => after !== null);
  const both = hadBefore && hasAfter;
  return (
    <table className={styles.table}>
      <thead>
        <tr>
          <th scope="col">{t('audit.change.field')}</th>
          {both && <th scope="col">{t('audit.change.before')}</th>}
          <th scope="col">
            {t(both ? 'audit.change.after' : hadBefore ? 'audit.change.before' : 'audit.change.value')}
          </th>
        </tr>
      </thead>
      <tbody>
        {told.map(({ field, before, after }) => (
          <tr key={field}>
            <th scope="row">{fieldName(field, t)}</th>
            {both && (
              <td className={styles.before}>
                <AuditValue entity={entity} field={field} value={before} />
              </td>
            )}
            <td>
              <AuditValue entity={entity} field={field} value={hasAfter ? after : before} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
interface ChangeTableProps {
  readonly entity: string;
  readonly changes: readonly AuditChange[];
}
