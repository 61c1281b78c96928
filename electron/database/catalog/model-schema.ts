import type { IndexesOptions, Model, ModelAttributeColumnOptions, ModelStatic } from 'sequelize';
import type { ColumnShape, EnumShape, IndexShape, TableShape } from '../../../migrations/shape';
import { identifier, qualified, type Place } from './ddl';
import type { ExpectedCatalog, ExpectedSchema } from './catalog';

/** The service's own: no model of ours changes them. */
const givenTables: ReadonlySet<string> = new Set(['subscriptions', 'invoices', 'payments', 'usage_records']);

/** How the catalog writes what Sequelize declares. */
const typeWords: readonly (readonly [RegExp, string])[] = [
  [/^VARCHAR\((\d+)\)$/u, 'character varying($1)'],
  [/^CHAR\((\d+)\)$/u, 'character($1)'],
  [/^DECIMAL\((\d+),\s?(\d+)\)$/u, 'numeric($1,$2)'],
  [/^TIMESTAMP WITH TIME ZONE$/u, 'timestamp with time zone'],
];

function typeInCatalog(declared: string): string {
  if (declared.endsWith('[]')) return `${typeInCatalog(declared.slice(0, -2))}[]`;
  const known = typeWords.find(([pattern]) => pattern.test(declared));
  return known ? declared.replace(known[0], known[1]) : declared.toLowerCase();
}

function placeOf(model: ModelStatic<Model>): Place {
  const place: unknown = model.getTableName();
  if (typeof place !== 'object' || place === null) throw new Error(`${model.name} has no schema`);
  return { schema: String(Reflect.get(place, 'schema')), name: String(Reflect.get(place, 'tableName')) };
}

/** The labels of an enum attribute, null for any other. */
function labelsOf(attribute: ModelAttributeColumnOptions): readonly string[] | null {
  const labels: unknown = Reflect.get(attribute, 'values');
  return Array.isArray(labels) ? labels.map(String) : null;
}

/** The SQL of a default that a model says; null where it leaves it to the database. */
function defaultOf(attribute: ModelAttributeColumnOptions): string | null {
  if (attribute.autoIncrementIdentity === true) return 'GENERATED ALWAYS AS IDENTITY';
  const value: unknown = attribute.defaultValue;
  const sql: unknown = typeof value === 'object' && value !== null ? Reflect.get(value, 'val') : undefined;
  return typeof sql === 'string' && sql !== 'DEFAULT' ? sql : null;
}

function columnOf(name: string, attribute: ModelAttributeColumnOptions, known: ColumnShape | undefined): ColumnShape {
  const labels = labelsOf(attribute);
  // Which of the types an enum attribute has, only the catalog knows; a new one is named after its column.
  const type = labels ? (known?.type ?? `public.${name}_enum`) : typeInCatalog(String(attribute.type));
  return {
    name,
    type: known && sameType(known.type, type) ? known.type : type,
    nullable: attribute.allowNull !== false,
    default: defaultOf(attribute) ?? known?.default ?? null,
    comment: attribute.comment ?? known?.comment ?? null,
  };
}

/** A collation is the migration's own business. */
function sameType(inCatalog: string, declared: string): boolean {
  return inCatalog.replace(/ COLLATE .*$/u, '') === declared;
}

function indexOf({ schema, name: table }: Place, index: IndexesOptions): IndexShape | null {
  if (index.name === undefined || !index.fields || index.where !== undefined) return null;
  const fields = index.fields.map((field) => {
    if (typeof field === 'string') return identifier(field);
    if ('name' in field) return `${identifier(field.name)}${field.order === 'DESC' ? ' DESC' : ''}`;
    return String(Reflect.get(field, 'val'));
  });
  const kind = index.unique === true ? 'CREATE UNIQUE INDEX' : 'CREATE INDEX';
  const using = (index.using ?? 'btree').toLowerCase();
  const definition = `${kind} ${identifier(index.name)} ON ${qualified({ schema, name: table })} USING ${using} (${fields.join(', ')})`;
  return { name: index.name, definition };
}

function tableOf(model: ModelStatic<Model>, place: Place, known: TableShape | undefined): TableShape {
  const attributes = Object.values(model.getAttributes());
  const named = new Map(attributes.map((attribute) => [attribute.field ?? '', attribute]));
  const standing = known?.columns.map(({ name }) => name).filter((name) => named.has(name)) ?? [];
  const added = [...named.keys()].filter((name) => !standing.includes(name));
  const columns = [...standing, ...added].flatMap((name) => {
    const attribute = named.get(name);
    return attribute
      ? [
          columnOf(
            name,
            attribute,
            known?.columns.find((column) => column.name === name),
          ),
        ]
      : [];
  });
  const indexes = (model.options.indexes ?? []).flatMap((index) => indexOf(place, index) ?? []);
  const key = attributes.filter(({ primaryKey }) => primaryKey === true).map(({ field }) => identifier(field ?? ''));
  const ownKey = { name: `${place.name}_pkey`, definition: `PRIMARY KEY (${key.join(', ')})` };
  return {
    name: place.name,
    columns,
    constraints: known?.constraints ?? (key.length > 0 ? [ownKey] : []),
    indexes: [
      ...(known?.indexes ?? []),
      ...indexes.filter(({ name }) => known?.indexes.some((index) => index.name === name) !== true),
    ],
    triggers: known?.triggers ?? [],
    ...(known?.view === true ? { view: true } : {}),
  };
}

function enumsOf(schema: ExpectedSchema, declared: ReadonlyMap<string, readonly string[]>): EnumShape[] {
  const prefix = `${schema.name}.`;
  const known = schema.enums.map(({ name, labels }) => ({ name, labels: declared.get(`${prefix}${name}`) ?? labels }));
  const added = [...declared]
    .filter(([name]) => name.startsWith(prefix))
    .map(([name, labels]) => ({ name: name.slice(prefix.length), labels }))
    .filter(({ name }) => !schema.enums.some((type) => type.name === name));
  return [...known, ...added];
}

/**
 * The catalog that the models ask for: what the migrations make, with the models laid over it. A model speaks of its
 * columns (name, type, whether it may be null, and a default and comment where it says them), of its enums' labels and of
 * further indexes; of constraints, triggers and functions only the migrations speak. In a released version both are the
 * same, which a test proves; while one is being written the difference is what `db revision --autogenerate` writes down.
 * The service's tables are left as they are.
 */
export function withModels(
  catalog: ExpectedCatalog,
  models: Readonly<Record<string, ModelStatic<Model>>>,
): ExpectedCatalog {
  const ours = Object.values(models)
    .map((model) => ({ model, place: placeOf(model) }))
    .filter(({ place }) => !(place.schema === 'public' && givenTables.has(place.name)));
  const declared = new Map<string, readonly string[]>();
  const schemas = catalog.schemas.map((schema): ExpectedSchema => {
    const modelled = new Map(
      ours.filter(({ place }) => place.schema === schema.name).map((entry) => [entry.place.name, entry]),
    );
    const over = (name: string, known: TableShape | undefined): TableShape[] => {
      const entry = modelled.get(name);
      if (!entry) return known ? [known] : [];
      const table = tableOf(entry.model, entry.place, known);
      for (const attribute of Object.values(entry.model.getAttributes())) {
        const labels = labelsOf(attribute);
        const type = table.columns.find(({ name: column }) => column === attribute.field)?.type;
        if (labels && type !== undefined) declared.set(type, labels);
      }
      return [table];
    };
    const added = [...modelled.keys()].filter((name) => !schema.tables.some((table) => table.name === name));
    return {
      ...schema,
      tables: [
        ...schema.tables.flatMap((table) => over(table.name, table)),
        ...added.flatMap((name) => over(name, undefined)),
      ],
    };
  });
  return { ...catalog, schemas: schemas.map((schema) => ({ ...schema, enums: enumsOf(schema, declared) })) };
}
