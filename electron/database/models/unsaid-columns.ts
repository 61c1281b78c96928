import { Sequelize, type CreateOptions, type Model } from 'sequelize';

/** What filled() gives a column that a new row does not say. */
function isUnsaid(value: unknown): boolean {
  return (
    value === undefined ||
    value === null ||
    (value instanceof Sequelize.literal('').constructor && Reflect.get(value, 'val') === 'DEFAULT')
  );
}

/**
 * A new row names only the columns that it says something of. `DEFAULT` in a column's place takes the right to write that
 * column, which nobody has where it says who wrote the row and when.
 */
export function leaveUnsaidColumnsOut(sequelize: Sequelize): void {
  sequelize.addHook('beforeCreate', (row: Model, options: CreateOptions) => {
    options.fields = (options.fields ?? []).filter((field) => !isUnsaid(row.getDataValue(field)));
  });
}
