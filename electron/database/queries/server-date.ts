import { QueryTypes } from 'sequelize';
import { z } from 'zod';
import { calendarDateSchema, instantSchema, type CalendarDate } from '../../contract/calendar-date';
import type { Database } from '../database';

const clockSchema = z.tuple([z.object({ at: instantSchema })]);

/** This moment by the server's clock, whatever the computer's own clock says. */
export async function readServerClock({ sequelize }: Pick<Database, 'sequelize'>): Promise<Date> {
  const rows = await sequelize.query('SELECT clock_timestamp() AS at', { type: QueryTypes.SELECT });
  return new Date(clockSchema.parse(rows)[0].at);
}

const rowsSchema = z.tuple([z.object({ today: calendarDateSchema })]);

/** Today as every desktop has it: the server's clock in the business zone. Needs a migrated schema. */
export async function readToday({ sequelize }: Pick<Database, 'sequelize'>): Promise<CalendarDate> {
  const rows = await sequelize.query('SELECT billing_desktop.today()::text AS today', { type: QueryTypes.SELECT });
  return rowsSchema.parse(rows)[0].today;
}
