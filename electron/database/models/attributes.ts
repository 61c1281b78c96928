import { DataTypes, literal, type DataType, type ModelAttributeColumnOptions, type ModelOptions } from 'sequelize';

/**
 * How the columns of our tables are written down in a model. Every call makes a new object: Sequelize writes into the ones
 * that it is given.
 */
type Column = Pick<ModelAttributeColumnOptions, 'type' | 'validate'>;

/** What a jsonb column holds. Numbers in it go through JavaScript: money that stands in one is read by SQL (queries/lines.ts). */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

/** One end of a range as Sequelize reads it; a null value is an open end. */
export interface DateRangeEnd {
  readonly value: string | null;
  readonly inclusive: boolean;
}
export type DateRange = readonly [DateRangeEnd, DateRangeEnd];

const plain = (type: DataType): Column => ({ type });

export const uuid = (): Column => plain(DataTypes.UUID);
export const text = (): Column => plain(DataTypes.TEXT);
export const texts = (): Column => plain(DataTypes.ARRAY(DataTypes.TEXT));
export const uuids = (): Column => plain(DataTypes.ARRAY(DataTypes.UUID));
export const varchar = (length: number): Column => plain(DataTypes.STRING(length));
export const char = (length: number): Column => plain(DataTypes.CHAR(length));
export const boolean = (): Column => plain(DataTypes.BOOLEAN);
export const integer = (): Column => plain(DataTypes.INTEGER);
export const smallint = (): Column => plain(DataTypes.SMALLINT);
/** 64 bits: a decimal string here. */
export const bigint = (): Column => plain(DataTypes.BIGINT);
/** A calendar date, YYYY-MM-DD: never a Date. */
export const date = (): Column => plain(DataTypes.DATEONLY);
export const dateRange = (): Column => plain(DataTypes.RANGE(DataTypes.DATEONLY));
/** An instant, ISO 8601 to the microsecond. The server's clock writes it, never this computer's. */
export const instant = (): Column => plain(DataTypes.DATE);
/** Bytes; a Buffer here. */
export const bytes = (): Column => plain(DataTypes.BLOB);
export const json = (): Column => plain(DataTypes.JSONB);
export const oneOf = (labels: readonly string[]): Column => plain(DataTypes.ENUM(...labels));

/**
 * An exact decimal string, in both directions. PostgreSQL takes NaN for a decimal and rounds what has too many places
 * without a word: both are refused before they get there.
 */
export function decimal(precision: number, scale: number): Column {
  const exact = new RegExp(String.raw`^-?\d{1,${precision - scale}}(?:\.\d{1,${scale}})?$`, 'u');
  return {
    type: DataTypes.DECIMAL(precision, scale),
    validate: {
      isExact(value: unknown): void {
        if (typeof value !== 'string' || !exact.test(value)) {
          throw new TypeError(`expected an exact decimal of at most ${scale} places as a string`);
        }
      },
    },
  };
}

/** numeric(12,2), as every amount of money is kept. */
export const money = (): Column => decimal(12, 2);

/** NOT NULL, and no default: whoever makes a row says it. */
export const required = (column: Column): ModelAttributeColumnOptions => ({ ...column, allowNull: false });

export const nullable = (column: Column): ModelAttributeColumnOptions => ({ ...column, allowNull: true });

/**
 * NOT NULL, and filled in by the database's own default where a new row does not say it. A new column says the SQL of its
 * default here, so that `db revision --autogenerate` can write it down: `filled(text(), "''")`.
 */
export const filled = (column: Column, sql = 'DEFAULT'): ModelAttributeColumnOptions => ({
  ...column,
  allowNull: false,
  defaultValue: literal(sql),
});

/** A primary key that whoever makes the row chooses. */
export const chosenKey = (column: Column): ModelAttributeColumnOptions => ({
  ...column,
  allowNull: false,
  primaryKey: true,
});

/** A uuid that the database makes where a new row brings none. */
export const uuidKey = (): ModelAttributeColumnOptions => ({ ...filled(uuid()), primaryKey: true });

/** GENERATED ALWAYS AS IDENTITY. */
export const identityKey = (): ModelAttributeColumnOptions => ({
  ...bigint(),
  allowNull: false,
  primaryKey: true,
  autoIncrement: true,
  autoIncrementIdentity: true,
});

/** The server's clock, for a column that an update moves on: a desktop's own clock may be wrong. */
export const serverNow = (): ReturnType<typeof literal> => literal('CURRENT_TIMESTAMP');

/** The options of every model: mapping only, names as they are in the database, no clock of this computer's. */
export function table(
  schema: 'public' | 'billing_desktop',
  tableName: string,
): Pick<ModelOptions, 'schema' | 'tableName' | 'freezeTableName' | 'underscored' | 'timestamps'> {
  return { schema, tableName, freezeTableName: true, underscored: true, timestamps: false };
}
