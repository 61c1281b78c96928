import type {
  CreationOptional,
  InferAttributes,
  InferCreationAttributes,
  Model,
  ModelStatic,
  Sequelize,
} from 'sequelize';
import { filled, identityKey, instant, nullable, required, table, text } from './attributes';

/** billing_desktop.login_changes: what administrators did to the logins of the desktop's users. */
export interface LoginChange extends Model<InferAttributes<LoginChange>, InferCreationAttributes<LoginChange>> {
  id: CreationOptional<string>;
  login: string;
  change: string;
  role: CreationOptional<string | null>;
  displayName: CreationOptional<string | null>;
  at: CreationOptional<string>;
  byWhom: CreationOptional<string>;
}

export function defineLoginChange(sequelize: Sequelize): ModelStatic<LoginChange> {
  return sequelize.define<LoginChange>(
    'LoginChange',
    {
      id: identityKey(),
      login: required(text()),
      change: required(text()),
      role: nullable(text()),
      displayName: nullable(text()),
      at: filled(instant()),
      byWhom: filled(text()),
    },
    table('billing_desktop', 'login_changes'),
  );
}
