import { isElsewhere } from './0014-changed-elsewhere';
import type { IndexesMigration } from './migration';

/** What changed_elsewhere() looks in: a handful of the audit's rows. */
export const elsewhereIndex: IndexesMigration = {
  name: '0015-elsewhere-index',
  title: { en: 'Index of what another program changed', ar: 'فهرس ما غيّره برنامج آخر' },
  transactional: false,
  indexes: [
    {
      name: 'bd_audit_elsewhere',
      table: 'billing_desktop.audit',
      definition: `(entity, entity_id) WHERE ${isElsewhere}`,
    },
  ],
};
