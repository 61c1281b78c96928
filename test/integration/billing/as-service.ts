import pg from 'pg';

/** What a program without keys does, such as the service: on a connection of its own, which names it. */
export async function asService<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url, application_name: 'billing-core' });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/** Has the last row of the audit about a record be from so many days ago; no trigger sees it. */
export function backdateAudit(url: string, entity: string, id: string, days: number): Promise<void> {
  return asService(url, async (client) => {
    await client.query('SET session_replication_role = replica');
    await client.query(
      `UPDATE billing_desktop.audit SET at = at - make_interval(days => $3)
     WHERE id = (SELECT max(id) FROM billing_desktop.audit WHERE entity = $1 AND entity_id = $2)`,
      [entity, id, days],
    );
  });
}
