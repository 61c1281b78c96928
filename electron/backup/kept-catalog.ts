import { z } from 'zod';
import type { ExpectedCatalog, ExpectedSchema } from '../database/catalog/catalog';
import { describeCatalog, type FoundCatalog } from '../database/catalog/describe-catalog';

const namedSchema = z.object({ name: z.string(), definition: z.string() });

/** The tables, enums and functions as they stood, in the shape that the drift check compares. */
export const keptCatalogSchema = z.object({
  extensions: z.array(z.string()),
  schemas: z.array(
    z.object({
      name: z.string(),
      enums: z.array(z.object({ name: z.string(), labels: z.array(z.string()) })),
      tables: z.array(
        z.object({
          name: z.string(),
          columns: z.array(
            z.object({
              name: z.string(),
              type: z.string(),
              nullable: z.boolean(),
              default: z.string().nullable(),
              comment: z.string().nullable(),
            }),
          ),
          constraints: z.array(namedSchema),
          indexes: z.array(namedSchema),
          triggers: z.array(namedSchema).optional(),
        }),
      ),
      functions: z.array(namedSchema).optional(),
    }),
  ),
});
export type KeptCatalog = z.infer<typeof keptCatalogSchema>;

/** What a backup keeps of a catalog; views of other programs are named in `leftOut`. */
export function keepCatalog(found: FoundCatalog): { readonly catalog: KeptCatalog; readonly leftOut: string[] } {
  const described = describeCatalog(found);
  const isView = (table: ExpectedSchema['tables'][number]): boolean => table.view === true;
  return {
    catalog: keptCatalogSchema.parse({
      extensions: [...found.extensions],
      schemas: described.map((schema) => ({ ...schema, tables: schema.tables.filter((table) => !isView(table)) })),
    }),
    leftOut: described.flatMap(({ name, tables }) => tables.filter(isView).map((table) => `${name}.${table.name}`)),
  };
}

/** The kept catalog as the drift check expects it. */
export function expectedOf(catalog: KeptCatalog): ExpectedCatalog {
  return {
    migrations: {},
    extensions: catalog.extensions,
    schemas: catalog.schemas.map(({ name, enums, tables, functions }) => ({
      name,
      enums,
      tables: tables.map(({ triggers, ...table }) => (triggers === undefined ? table : { ...table, triggers })),
      ...(functions === undefined ? {} : { functions }),
    })),
  };
}
