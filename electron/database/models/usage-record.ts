import type {
  CreationOptional,
  InferAttributes,
  InferCreationAttributes,
  Model,
  ModelStatic,
  Sequelize,
} from 'sequelize';
import {
  filled,
  instant,
  integer,
  json,
  nullable,
  required,
  table,
  uuid,
  uuidKey,
  varchar,
  type Json,
} from './attributes';

/** public.usage_records, as the service made it. Only ever added to. */
export interface UsageRecord extends Model<InferAttributes<UsageRecord>, InferCreationAttributes<UsageRecord>> {
  id: CreationOptional<string>;
  subscriptionId: string;
  tenantId: string;
  metricType: string;
  quantity: number;
  recordedAt: CreationOptional<string>;
  metadata: CreationOptional<Json>;
}

export function defineUsageRecord(sequelize: Sequelize): ModelStatic<UsageRecord> {
  return sequelize.define<UsageRecord>(
    'UsageRecord',
    {
      id: uuidKey(),
      subscriptionId: required(uuid()),
      tenantId: required(varchar(255)),
      metricType: required(varchar(100)),
      quantity: required(integer()),
      recordedAt: filled(instant()),
      metadata: nullable(json()),
    },
    table('public', 'usage_records'),
  );
}
