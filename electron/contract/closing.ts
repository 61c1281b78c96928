import { z } from 'zod';
import { amountSchema, sumSchema } from './amount';
import { calendarDateSchema, instantSchema } from './calendar-date';
import { currencySchema } from './currency';
import { commandKeySchema } from './ids';
import { method } from './method';
import { paymentMethodSchema } from './status';
import { lineText } from './text';

export const dayCloseIdSchema = z.uuid().brand<'DayCloseId'>();
export type DayCloseId = z.infer<typeof dayCloseIdSchema>;

/** A PostgreSQL login: the actor of what it enters. */
const clerkSchema = z.string().min(1).max(63);

const place = { currency: currencySchema, method: paymentMethodSchema };

/** What a clerk took on a day by one method in one currency: receipts, less what was reversed of days already closed. */
export const takingSchema = z.object({ ...place, entries: z.int().nonnegative(), expected: sumSchema });
export type Taking = z.infer<typeof takingSchema>;

export const figureSchema = takingSchema.extend({ counted: sumSchema, difference: sumSchema });

export const dayCloseRowSchema = z.object({
  id: dayCloseIdSchema,
  clerk: z.string(),
  day: calendarDateSchema,
  turn: z.int().positive(),
  signedAt: instantSchema,
  signedBy: z.string(),
  /** True where what was counted is not what was expected. */
  differs: z.boolean(),
  reopened: z.object({ at: instantSchema, by: z.string(), reason: z.string() }).nullable(),
});
export type DayCloseRow = z.infer<typeof dayCloseRowSchema>;

export const dayCloseSchema = dayCloseRowSchema.extend({
  reason: z.string().nullable(),
  note: z.string().nullable(),
  figures: z.array(figureSchema),
});
export type DayClose = z.infer<typeof dayCloseSchema>;

const closeDaySchema = z.object({
  key: commandKeySchema,
  clerk: clerkSchema,
  day: calendarDateSchema,
  /** What the clerk was shown, and what was counted. Refused where by now something else is expected. */
  figures: z.array(z.object({ ...place, expected: amountSchema, counted: amountSchema })).max(20),
  /** Why there is a difference; needed where there is one. */
  reason: lineText(500).nullable(),
  note: lineText(500).nullable(),
});
export type CloseDay = z.infer<typeof closeDaySchema>;

export const periodExceptionSchema = z.object({
  id: z.string(),
  /** Null for everybody. */
  clerk: z.string().nullable(),
  firstDay: calendarDateSchema,
  lastDay: calendarDateSchema,
  reason: z.string(),
  until: instantSchema,
  grantedAt: instantSchema,
  grantedBy: z.string(),
  stands: z.boolean(),
});

export const closing = {
  /** What a clerk took on a day, and whether that day is closed. Without a clerk: the one who asks. */
  day: method(
    z.object({ clerk: clerkSchema.nullable(), day: calendarDateSchema.nullable() }),
    z.object({
      clerk: z.string(),
      day: calendarDateSchema,
      today: calendarDateSchema,
      takings: z.array(takingSchema),
      /** The close that stands for this day; null while it is open. */
      close: dayCloseSchema.nullable(),
      /** Who has entered receipts, or closed a day, in the last ninety days; the one who asks first. */
      clerks: z.array(z.string()),
      /** Days of the last two weeks on which this clerk took something and that are not closed, newest first. */
      openDays: z.array(calendarDateSchema),
    }),
  ),
  history: method(
    z.object({ clerk: clerkSchema.nullable(), from: calendarDateSchema.nullable(), to: calendarDateSchema.nullable() }),
    z.array(dayCloseRowSchema),
  ),
  get: method(z.object({ id: dayCloseIdSchema }), dayCloseSchema),
  closeDay: method(closeDaySchema, z.object({ id: dayCloseIdSchema })),
  /** By a recorded exception: the figures stay as they were signed, the day takes entries again until its next close. */
  reopenDay: method(
    z.object({ key: commandKeySchema, id: dayCloseIdSchema, reason: lineText(500, 1) }),
    z.object({ id: dayCloseIdSchema }),
  ),
  periodLock: method(
    z.object({}),
    z.object({
      /** The first day that takes entries; null where nothing is locked. */
      lockDate: calendarDateSchema.nullable(),
      today: calendarDateSchema,
      history: z.array(
        z.object({
          lockDate: calendarDateSchema.nullable(),
          reason: z.string().nullable(),
          setAt: instantSchema,
          setBy: z.string(),
        }),
      ),
      exceptions: z.array(periodExceptionSchema),
    }),
  ),
  setPeriodLock: method(
    z.object({ key: commandKeySchema, lockDate: calendarDateSchema.nullable(), reason: lineText(500).nullable() }),
    z.object({ lockDate: calendarDateSchema.nullable() }),
  ),
  /** Lets a clerk, or everybody, post in locked days for some hours. */
  allowException: method(
    z.object({
      key: commandKeySchema,
      clerk: clerkSchema.nullable(),
      firstDay: calendarDateSchema,
      lastDay: calendarDateSchema,
      hours: z.int().min(1).max(168),
      reason: lineText(500, 1),
    }),
    z.object({ id: z.string() }),
  ),
};
