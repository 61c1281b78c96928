import { AppError } from '../../contract/result';
import { ownSchema, type ExpectedCatalog } from '../catalog/catalog';
import { qualified } from '../catalog/ddl';
import { expectedCatalog } from '../catalog/expected';
import { readAlembicVersion } from './adoption';
import { migrateUp, type UpgradeResult } from './migrate';
import type { Migratable } from './session';
import { takeTurns, type MigrateOptions } from './turn';

function dropStatements({ schemas }: ExpectedCatalog): string[] {
  return [
    `DROP SCHEMA IF EXISTS ${ownSchema} CASCADE`,
    ...schemas
      .filter(({ name }) => name !== ownSchema)
      .flatMap(({ name: schema, tables, enums }) => [
        ...tables.map(({ name }) => `DROP TABLE IF EXISTS ${qualified({ schema, name })} CASCADE`),
        ...enums.map(({ name }) => `DROP TYPE IF EXISTS ${qualified({ schema, name })}`),
      ]),
  ];
}

/** Throws `reset_not_here` where ENVIRONMENT is anything but `development`. */
export function requireDevelopment(environment: string | undefined): void {
  if (environment !== 'development') throw new AppError('reset_not_here', { environment: environment ?? '-' });
}

/**
 * Drops every table of this app with all that is in it, whatever their state, and makes them anew: for a developer's own
 * database. The caller has asked for the database's name, and where `environment` (ENVIRONMENT) is anything but
 * `development` it throws `reset_not_here`; so it does where the service has marked the database as its own. Throws the
 * failures of migrateUp, and what the guard throws.
 */
export async function resetDatabase(
  database: Migratable,
  environment: string | undefined,
  options: Omit<MigrateOptions, 'to' | 'step'> = {},
): Promise<UpgradeResult> {
  requireDevelopment(environment);
  // An edited or unknown history is what a developer comes here to be rid of.
  await takeTurns(database, { ...options, evenIfUnlike: true }, async (session) => {
    if ((await readAlembicVersion(session)) !== null || session.applied.some(({ adopted }) => adopted)) {
      throw new AppError('reset_not_here', { environment: 'billing-core' });
    }
    await options.guard?.before(session);
    for (const sql of dropStatements(expectedCatalog)) {
      await session.sequelize.query(sql, { transaction: session.transaction });
    }
  });
  return migrateUp(database, options);
}
