import { QueryTypes, type Transaction } from 'sequelize';
import type { Database } from '../database';

/** Runs statements about roles, which take no bind parameters, inside one transaction. */
export interface RoleStatements {
  rows<Row extends object>(sql: string, bind?: readonly unknown[]): Promise<Row[]>;
  /** PostgreSQL's own format() writes the names (%I) and texts (%L) into the statement, so that quoting is never ours. */
  run(template: string, ...values: readonly string[]): Promise<void>;
}

export function roleStatements({ sequelize }: Pick<Database, 'sequelize'>, transaction: Transaction): RoleStatements {
  const rows = <Row extends object>(sql: string, bind: readonly unknown[] = []): Promise<Row[]> =>
    sequelize.query<Row>(sql, { transaction, type: QueryTypes.SELECT, bind: [...bind] });
  return {
    rows,
    async run(template, ...values) {
      const places = values.map((_value, place) => `, $${place + 2}::text`).join('');
      const [made] = await rows<{ statement: string }>(`SELECT format($1::text${places}) AS statement`, [
        template,
        ...values,
      ]);
      if (made) await sequelize.query(made.statement, { transaction });
    },
  };
}
