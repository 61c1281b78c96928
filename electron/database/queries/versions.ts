/**
 * The `version` that a record is read with and an edit sends back: the row's xmin, the number of the transaction that
 * wrote it last, as text. It changes with every write, the service's and the triggers' too, and not with a lock or a
 * foreign key's check. Use the same expression to read, to compare (`WHERE i.xmin::text = $1` under the row's lock) and
 * in RETURNING. An invoice's and a subscription's is that of its row in `public`, where everything an edit shows is kept.
 */
export const versionOf = {
  invoice: 'i.xmin::text',
  subscription: 's.xmin::text',
  tenant: 't.xmin::text',
  plan: 'p.xmin::text',
  settings: 'g.xmin::text',
} as const;

/** The version of what has no row yet: a tenant that only the service's rows name. */
export const noVersion = '0';
