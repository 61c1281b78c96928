import type {
  CreationOptional,
  InferAttributes,
  InferCreationAttributes,
  Model,
  ModelStatic,
  Sequelize,
} from 'sequelize';
import {
  boolean,
  char,
  chosenKey,
  filled,
  instant,
  integer,
  required,
  table,
  text,
  texts,
  varchar,
} from './attributes';

/** billing_desktop.schema_migrations: which migrations were applied. Written by the migrator alone. */
export interface SchemaMigration extends Model<
  InferAttributes<SchemaMigration>,
  InferCreationAttributes<SchemaMigration>
> {
  name: string;
  checksum: string;
  appliedAt: CreationOptional<string>;
  appliedBy: CreationOptional<string>;
  durationMs: number;
  appVersion: string;
  adopted: CreationOptional<boolean>;
  found: CreationOptional<readonly string[]>;
}

export function defineSchemaMigration(sequelize: Sequelize): ModelStatic<SchemaMigration> {
  return sequelize.define<SchemaMigration>(
    'SchemaMigration',
    {
      name: chosenKey(varchar(255)),
      checksum: required(char(64)),
      appliedAt: filled(instant()),
      appliedBy: filled(text()),
      durationMs: required(integer()),
      appVersion: required(text()),
      adopted: filled(boolean()),
      found: filled(texts()),
    },
    table('billing_desktop', 'schema_migrations'),
  );
}
