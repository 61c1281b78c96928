import type {
  CreationOptional,
  InferAttributes,
  InferCreationAttributes,
  Model,
  ModelStatic,
  Sequelize,
} from 'sequelize';
import { chosenKey, filled, instant, integer, nullable, required, table, text, uuid, uuidKey } from './attributes';

/** billing_desktop.usage_imports: each file of usage that was taken in, by the hash of its content. */
export interface UsageImport extends Model<InferAttributes<UsageImport>, InferCreationAttributes<UsageImport>> {
  id: CreationOptional<string>;
  fileName: string;
  contentHash: string;
  rowCount: number;
  leftOut: number;
  importedAt: CreationOptional<string>;
  importedBy: CreationOptional<string>;
  commandKey: CreationOptional<string | null>;
}

/** billing_desktop.usage_import_rows: which row of a file a usage record came from; its key keeps it from coming twice. */
export interface UsageImportRow extends Model<
  InferAttributes<UsageImportRow>,
  InferCreationAttributes<UsageImportRow>
> {
  importId: string;
  rowNumber: number;
  rowKey: string;
  usageRecordId: string;
}

export function defineUsageImport(sequelize: Sequelize): ModelStatic<UsageImport> {
  return sequelize.define<UsageImport>(
    'UsageImport',
    {
      id: uuidKey(),
      fileName: required(text()),
      contentHash: required(text()),
      rowCount: required(integer()),
      leftOut: required(integer()),
      importedAt: filled(instant()),
      importedBy: filled(text()),
      commandKey: nullable(uuid()),
    },
    table('billing_desktop', 'usage_imports'),
  );
}

export function defineUsageImportRow(sequelize: Sequelize): ModelStatic<UsageImportRow> {
  return sequelize.define<UsageImportRow>(
    'UsageImportRow',
    {
      importId: chosenKey(uuid()),
      rowNumber: chosenKey(integer()),
      rowKey: required(text()),
      usageRecordId: required(uuid()),
    },
    table('billing_desktop', 'usage_import_rows'),
  );
}
