import type {
  CreationOptional,
  InferAttributes,
  InferCreationAttributes,
  Model,
  ModelStatic,
  Sequelize,
} from 'sequelize';
import {
  chosenKey,
  filled,
  identityKey,
  instant,
  json,
  nullable,
  required,
  table,
  text,
  uuid,
  type Json,
} from './attributes';

/** billing_desktop.commands: one effect for each key, with the answer that a repetition gets. Written by billing/command.ts. */
export interface StoredCommand extends Model<InferAttributes<StoredCommand>, InferCreationAttributes<StoredCommand>> {
  key: string;
  kind: string;
  contentHash: string;
  actor: CreationOptional<string>;
  startedAt: CreationOptional<string>;
  answer: CreationOptional<Json>;
}

/** billing_desktop.audit: who changed what. Written by the triggers, and never changed. */
export interface AuditEntry extends Model<InferAttributes<AuditEntry>, InferCreationAttributes<AuditEntry>> {
  id: CreationOptional<string>;
  at: CreationOptional<string>;
  actor: CreationOptional<string>;
  application: CreationOptional<string | null>;
  machine: CreationOptional<string | null>;
  entity: string;
  entityId: string;
  action: string;
  before: CreationOptional<Json>;
  after: CreationOptional<Json>;
  commandKey: CreationOptional<string | null>;
  claimedBy: CreationOptional<string | null>;
}

export function defineStoredCommand(sequelize: Sequelize): ModelStatic<StoredCommand> {
  return sequelize.define<StoredCommand>(
    'StoredCommand',
    {
      key: chosenKey(uuid()),
      kind: required(text()),
      contentHash: required(text()),
      actor: filled(text()),
      startedAt: filled(instant()),
      answer: nullable(json()),
    },
    table('billing_desktop', 'commands'),
  );
}

export function defineAuditEntry(sequelize: Sequelize): ModelStatic<AuditEntry> {
  return sequelize.define<AuditEntry>(
    'AuditEntry',
    {
      id: identityKey(),
      at: filled(instant()),
      actor: filled(text()),
      application: nullable(text()),
      machine: nullable(text()),
      entity: required(text()),
      entityId: required(text()),
      action: required(text()),
      before: nullable(json()),
      after: nullable(json()),
      commandKey: nullable(uuid()),
      claimedBy: nullable(text()),
    },
    table('billing_desktop', 'audit'),
  );
}
