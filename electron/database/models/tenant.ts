import type {
  CreationOptional,
  InferAttributes,
  InferCreationAttributes,
  Model,
  ModelStatic,
  Sequelize,
} from 'sequelize';
import { boolean, filled, instant, json, nullable, required, table, uuidKey, varchar, type Json } from './attributes';

/** public.tenants: a tenant's names in both languages and how to reach it. */
export interface Tenant extends Model<InferAttributes<Tenant>, InferCreationAttributes<Tenant>> {
  id: CreationOptional<string>;
  tenantId: string;
  name: string;
  nameAr: string;
  contact: CreationOptional<Json>;
  taxId: CreationOptional<string | null>;
  isActive: CreationOptional<boolean>;
  metadata: CreationOptional<Json>;
  createdAt: CreationOptional<string>;
  updatedAt: CreationOptional<string>;
}

export function defineTenant(sequelize: Sequelize): ModelStatic<Tenant> {
  return sequelize.define<Tenant>(
    'Tenant',
    {
      id: uuidKey(),
      tenantId: required(varchar(255)),
      name: required(varchar(255)),
      nameAr: required(varchar(255)),
      contact: filled(json()),
      taxId: nullable(varchar(100)),
      isActive: filled(boolean()),
      metadata: nullable(json()),
      createdAt: filled(instant()),
      updatedAt: filled(instant()),
    },
    table('public', 'tenants'),
  );
}
