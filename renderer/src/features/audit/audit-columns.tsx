import { MoveRight } from 'lucide-react';
import type { AuditRow, auditSortColumns } from '@contract/audit';
import {
  actionOf,
  AuditValue,
  Bdi,
  entityName,
  fieldName,
  InstantText,
  toldChanges,
  type ListColumn,
} from '@/components';
import type { Text } from '@/i18n';

type Column = ListColumn<AuditRow, (typeof auditSortColumns)[number]>;

/** The columns of the audit, in the reader's words and digits. */
export function auditColumns(text: Text): readonly Column[] {
  const { t } = text;
  return [
    {
      id: 'at',
      header: t('audit.columns.at'),
      width: 148,
      sort: 'at',
      cell: (row) => <InstantText at={row.at} />,
    },
    {
      id: 'actor',
      header: t('audit.columns.actor'),
      width: 120,
      cell: (row) => <Bdi>{row.claimedBy ?? row.actor}</Bdi>,
    },
    {
      id: 'what',
      header: t('audit.columns.what'),
      width: 150,
      cell: (row) => <span className="strong">{t(`timeline.action.${actionOf(row.action)}`)}</span>,
    },
    {
      id: 'entity',
      header: t('audit.columns.entity'),
      width: 116,
      cell: (row) => entityName(row.entity, t),
    },
    {
      id: 'name',
      header: t('audit.columns.name'),
      width: 150,
      grows: true,
      cell: (row) => <Bdi>{recordName(row, text)}</Bdi>,
    },
    {
      id: 'changes',
      header: t('audit.columns.changes'),
      width: 200,
      grows: true,
      yields: 3,
      cell: (row) => <Summary row={row} text={text} />,
    },
    {
      id: 'machine',
      header: t('audit.columns.machine'),
      width: 110,
      yields: 2,
      hidden: true,
      cell: (row) => row.machine !== null && <Bdi>{row.machine}</Bdi>,
    },
  ];
}

/** How people call the record, in the reader's language where it has a name there. A draft has none yet. */
export function recordName(row: AuditRow, text: Text): string {
  const name = text.name(row.name ?? '', row.nameAr ?? '');
  return name.startsWith('DRAFT-') ? text.t('status.invoice.draft') : name;
}

const shown = 3;

/** The first changes in one line; all of them are beside the list. */
function Summary({ row, text }: { readonly row: AuditRow; readonly text: Text }) {
  return (
    <span className="muted">
      {toldChanges(row.changes)
        .slice(0, shown)
        .map(({ field, before, after }, index) => (
          <span key={field}>
            {index > 0 && ' · '}
            {fieldName(field, text.t)}:{' '}
            {before !== null && after !== null && (
              <>
                <AuditValue entity={row.entity} field={field} value={before} />{' '}
                <MoveRight className="mirrored" size={12} aria-hidden />{' '}
              </>
            )}
            <AuditValue entity={row.entity} field={field} value={after ?? before} />
          </span>
        ))}
    </span>
  );
}
