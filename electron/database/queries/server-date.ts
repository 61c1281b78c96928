import { QueryTypes } from 'sequelize';
import { z } from 'zod';
import { calendarDateSchema, type CalendarDate } from '../../contract/calendar-date';
import type { Database } from '../database';

const rowsSchema = z.tuple([z.object({ today: calendarDateSchema })]);

/** Today as every desktop has it: the server's clock in the business zone. Needs a migrated schema. */
export async function readToday({ sequelize }: Pick<Database, 'sequelize'>): Promise<CalendarDate> {
  const rows = await sequelize.query('SELECT billing_desktop.today()::text AS today', { type: QueryTypes.SELECT });
  return rowsSchema.parse(rows)[0].today;
}
