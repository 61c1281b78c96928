import type pg from 'pg';
import { grantedRoles, type GrantedRole } from '../../../electron/contract/rights';
import { tableGrants } from '../../../migrations/rights';

interface Column {
  readonly place: string;
  readonly column: string;
}

/** What a role may do, it and those before it: `INSERT public.payments amount`. */
export function allowed(role: GrantedRole): ReadonlySet<string> {
  const own = grantedRoles.slice(0, grantedRoles.indexOf(role) + 1);
  return new Set(
    tableGrants
      .filter((line) => own.includes(line.role))
      .flatMap(({ right, table }) => {
        const [verb = '', columns] = right.split(/ \(|\)/);
        return columns === undefined
          ? [`${verb} ${table}`]
          : columns.split(', ').map((name) => `${verb} ${table} ${name}`);
      }),
  );
}

/** What a login is let do, by trying each verb on each table and column; in the words of allowed(). */
export async function found(client: pg.Client): Promise<string[]> {
  const { rows: columns } = await client.query<Column>(
    `SELECT n.nspname || '.' || c.relname AS place, a.attname AS column FROM pg_attribute a
JOIN pg_class c ON c.oid = a.attrelid JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE n.nspname IN ('public', 'billing_desktop') AND c.relkind = 'r' AND a.attnum > 0 AND NOT a.attisdropped AND c.relname <> 'alembic_version'`,
  );
  const may = async (sql: string): Promise<boolean> => {
    try {
      await client.query(sql);
      return true;
    } catch (error) {
      const code = Reflect.get(Object(error), 'code');
      // An identity column is refused to everyone before anyone's rights are looked at.
      if (code !== '42501' && code !== '428C9') throw error;
      return false;
    }
  };
  const given: string[] = [];
  const note = async (what: string, sql: string): Promise<void> => {
    if (await may(sql)) given.push(what);
  };
  for (const table of new Set(columns.map(({ place }) => place))) {
    await note(`SELECT ${table}`, `SELECT FROM ${table} LIMIT 0`);
    await note(`DELETE ${table}`, `DELETE FROM ${table} WHERE false`);
    await note(`TRUNCATE ${table}`, `TRUNCATE ${table} CASCADE`);
  }
  for (const { place, column } of columns) {
    await note(
      `INSERT ${place} ${column}`,
      `INSERT INTO ${place} (${column}) SELECT (NULL::${place}).${column} WHERE false`,
    );
    await note(`UPDATE ${place} ${column}`, `UPDATE ${place} SET ${column} = (NULL::${place}).${column} WHERE false`);
  }
  return given.toSorted();
}
