import { QueryTypes, type Transaction } from 'sequelize';
import { functionRights, tableGrants } from '../../../migrations/rights';
import type { Difference } from '../../contract/schema';
import type { Database } from '../database';
import { roleName, roleNames } from './role-names';

/** Somebody's rights on one thing: each verb with the columns that it is for; no column stands for the whole. */
type Rights = Map<string, ReadonlySet<string>>;

interface Found {
  /** `public.payments`, `billing_desktop.today()`, or the schema's own name. */
  readonly place: string;
  /** How the place is named in GRANT. */
  readonly named: string;
  /** A role of ours, or PUBLIC. */
  readonly role: string;
  readonly verb: string;
  readonly column: string | null;
}

/** What the desktop's roles, and everybody, hold on what the desktop uses; the owner's own rights are not looked at. */
const foundSql = `WITH told AS (
  SELECT quote_ident(n.nspname) || '.' || quote_ident(c.relname) AS place,
    quote_ident(n.nspname) || '.' || quote_ident(c.relname) AS named, n.nspname AS schema, x.grantee, x.privilege_type AS verb, NULL AS "column"
  FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace CROSS JOIN LATERAL aclexplode(c.relacl) x
  WHERE c.relkind IN ('r', 'p', 'v', 'm') AND n.nspname IN ('public', 'billing_desktop')
  UNION ALL
  SELECT quote_ident(n.nspname) || '.' || quote_ident(c.relname), quote_ident(n.nspname) || '.' || quote_ident(c.relname),
    n.nspname, x.grantee, x.privilege_type, quote_ident(a.attname)
  FROM pg_catalog.pg_attribute a JOIN pg_catalog.pg_class c ON c.oid = a.attrelid
  JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace CROSS JOIN LATERAL aclexplode(a.attacl) x
  WHERE c.relkind IN ('r', 'p', 'v', 'm') AND n.nspname IN ('public', 'billing_desktop') AND NOT a.attisdropped
  UNION ALL
  SELECT p.oid::regprocedure::text, 'FUNCTION ' || p.oid::regprocedure, n.nspname, x.grantee, x.privilege_type, NULL
  FROM pg_catalog.pg_proc p JOIN pg_catalog.pg_namespace n ON n.oid = p.pronamespace
  CROSS JOIN LATERAL aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) x WHERE n.nspname = 'billing_desktop'
  UNION ALL
  SELECT n.nspname, 'SCHEMA ' || n.nspname, n.nspname, x.grantee, x.privilege_type, NULL
  FROM pg_catalog.pg_namespace n CROSS JOIN LATERAL aclexplode(n.nspacl) x WHERE n.nspname = 'billing_desktop'
)
SELECT t.place, t.named, coalesce(r.rolname, 'PUBLIC') AS role, t.verb, t."column"
FROM told t LEFT JOIN pg_catalog.pg_roles r ON r.oid = t.grantee
WHERE r.rolname = ANY ($1::text[]) OR (t.grantee = 0 AND t.schema = 'billing_desktop')`;

const functionsSql = `SELECT p.proname AS name, p.oid::regprocedure::text AS place
FROM pg_catalog.pg_proc p WHERE p.pronamespace = 'billing_desktop'::regnamespace`;

function add(rights: Rights, verb: string, columns: readonly string[]): void {
  rights.set(verb, new Set([...(rights.get(verb) ?? []), ...columns]));
}

/** `UPDATE (notes, notes_ar)`; a whole verb has no brackets. */
function written(rights: Rights): string[] {
  return [...rights].map(([verb, columns]) => {
    const named = [...columns].filter((column) => column !== '');
    return named.length === 0 ? verb : `${verb} (${named.join(', ')})`;
  });
}

/** What of the one is not in the other. */
function less(left: Rights, right: Rights): Rights {
  const rest: Rights = new Map();
  for (const [verb, columns] of left) {
    const missing = [...columns].filter((column) => right.get(verb)?.has(column) !== true);
    if (missing.length > 0) rest.set(verb, new Set(missing));
  }
  return rest;
}

/** Rights by whose they are and on what, told apart by a line break that no name has. */
class Holdings {
  readonly byKey = new Map<string, Rights>();

  of(role: string, place: string): Rights {
    const key = `${role}\n${place}`;
    const rights = this.byKey.get(key) ?? new Map<string, ReadonlySet<string>>();
    this.byKey.set(key, rights);
    return rights;
  }
}

function expectedHoldings(
  standing: readonly string[],
  functions: readonly { name: string; place: string }[],
): Holdings {
  const expected = new Holdings();
  for (const role of standing) add(expected.of(role, 'billing_desktop'), 'USAGE', ['']);
  for (const { role, right, table } of tableGrants) {
    const [verb = '', columns] = right.split(/ \(|\)/);
    if (standing.includes(roleName(role)))
      add(expected.of(roleName(role), table), verb, columns === undefined ? [''] : columns.split(', '));
  }
  for (const { name, place } of functions) {
    const who = functionRights[name] ?? null;
    const holder = who === 'public' ? 'PUBLIC' : who === null ? null : roleName(who);
    if (holder !== null && (holder === 'PUBLIC' || standing.includes(holder)))
      add(expected.of(holder, place), 'EXECUTE', ['']);
  }
  return expected;
}

/** REVOKE of a whole verb takes its columns along: those that are expected are granted again. */
function revokes(extra: Rights, expected: Rights, named: string, role: string): string[] {
  return [...extra.keys()].flatMap((verb) => {
    const whole = extra.get(verb)?.has('') === true;
    const [what = verb] = written(new Map([[verb, whole ? new Set(['']) : (extra.get(verb) ?? new Set())]]));
    const kept = [...(expected.get(verb) ?? [])].filter((column) => column !== '');
    return [
      `REVOKE ${what} ON ${named} FROM ${role}`,
      ...(whole && kept.length > 0 ? [`GRANT ${verb} (${kept.join(', ')}) ON ${named} TO ${role}`] : []),
    ];
  });
}

/**
 * Where the rights of the desktop's roles differ from what the migrations grant, each with the statements that mend it. Nothing
 * where the roles do not exist; one that has no right at all in this database is said once.
 */
export async function compareGrants(
  { sequelize }: Pick<Database, 'sequelize'>,
  transaction: Transaction,
): Promise<Difference[]> {
  const rows = <Row extends object>(sql: string, bind: readonly unknown[] = []): Promise<Row[]> =>
    sequelize.query<Row>(sql, { transaction, type: QueryTypes.SELECT, bind: [...bind] });
  const roles = await rows<{ name: string }>(
    'SELECT r.rolname AS name FROM pg_catalog.pg_roles r WHERE r.rolname = ANY ($1::text[])',
    [roleNames],
  );
  if (roles.length === 0) return [];
  const functions = await rows<{ name: string; place: string }>(functionsSql);
  const named = new Map(functions.map(({ place }) => [place, `FUNCTION ${place}`]));
  named.set('billing_desktop', 'SCHEMA billing_desktop');
  const found = new Holdings();
  for (const one of await rows<Found>(foundSql, [roleNames])) {
    named.set(one.place, one.named);
    add(found.of(one.role, one.place), one.verb, [one.column ?? '']);
  }
  const holders = new Set([...found.byKey.keys()].map((key) => key.split('\n')[0]));
  const absent = roles.filter(({ name }) => !holders.has(name)).map(({ name }) => name);
  const standing = roleNames.filter((name) => roles.some((role) => role.name === name) && !absent.includes(name));
  const expected = expectedHoldings(standing, functions);
  const nothing: Rights = new Map();
  const differences = [...new Set([...expected.byKey.keys(), ...found.byKey.keys()])].toSorted().flatMap((key) => {
    const [role = '', place = ''] = key.split('\n');
    const [wanted, held] = [expected.byKey.get(key) ?? nothing, found.byKey.get(key) ?? nothing];
    const [missing, extra] = [less(wanted, held), less(held, wanted)];
    const on = named.get(place) ?? place;
    const told = { severity: 'blocking', object: place, part: role } as const;
    return [
      ...(extra.size === 0
        ? []
        : [
            {
              ...told,
              code: 'grant_unexpected',
              expected: '',
              found: written(extra).join(', '),
              mend: revokes(extra, wanted, on, role),
            } as const,
          ]),
      ...(missing.size === 0
        ? []
        : [
            {
              ...told,
              code: 'grant_missing',
              expected: written(missing).join(', '),
              found: '',
              mend: written(missing).map((right) => `GRANT ${right} ON ${on} TO ${role}`),
            } as const,
          ]),
    ];
  });
  return [
    ...absent.map((name): Difference => ({
      code: 'grants_absent',
      severity: 'warning',
      object: name,
      part: '',
      expected: '',
      found: '',
      mend: ['SELECT billing_desktop.grant_roles()'],
    })),
    ...differences,
  ];
}
