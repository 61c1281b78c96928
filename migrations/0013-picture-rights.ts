import type { TableRights } from './0012-rights-of-a-table';

/** The rights on the pictures that documents show: whoever may change the seller adds them, nobody changes one. */
export const pictureRights: readonly TableRights[] = [
  {
    table: 'billing_desktop.pictures',
    select: 'viewer',
    writes: { administrator: { insert: ['hash', 'media_type', 'content'] } },
  },
];
