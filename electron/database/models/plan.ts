import type {
  CreationOptional,
  InferAttributes,
  InferCreationAttributes,
  Model,
  ModelStatic,
  Sequelize,
} from 'sequelize';
import { planTierSchema, type PlanTier } from '../../contract/plans';
import {
  boolean,
  filled,
  instant,
  integer,
  json,
  nullable,
  oneOf,
  required,
  table,
  text,
  uuidKey,
  varchar,
  type Json,
} from './attributes';

/** public.plans: the price list. Prices stand in `pricing` as strings. */
export interface Plan extends Model<InferAttributes<Plan>, InferCreationAttributes<Plan>> {
  id: CreationOptional<string>;
  planId: string;
  name: string;
  nameAr: string;
  description: CreationOptional<string | null>;
  descriptionAr: CreationOptional<string | null>;
  tier: PlanTier;
  pricing: CreationOptional<Json>;
  features: CreationOptional<Json>;
  limits: CreationOptional<Json>;
  isActive: CreationOptional<boolean>;
  trialDays: CreationOptional<number>;
  createdAt: CreationOptional<string>;
  updatedAt: CreationOptional<string>;
}

export function definePlan(sequelize: Sequelize): ModelStatic<Plan> {
  return sequelize.define<Plan>(
    'Plan',
    {
      id: uuidKey(),
      planId: required(varchar(100)),
      name: required(varchar(255)),
      nameAr: required(varchar(255)),
      description: nullable(text()),
      descriptionAr: nullable(text()),
      tier: required(oneOf(planTierSchema.options)),
      pricing: filled(json()),
      features: filled(json()),
      limits: filled(json()),
      isActive: filled(boolean()),
      trialDays: filled(integer()),
      createdAt: filled(instant()),
      updatedAt: filled(instant()),
    },
    table('public', 'plans'),
  );
}
