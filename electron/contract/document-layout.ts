import { z } from 'zod';

export const documentLanguageSchema = z.enum(['ar', 'en', 'both']);
export type DocumentLanguage = z.infer<typeof documentLanguageSchema>;

/** Whether dates have the Hijri date (Umm al-Qura) beside them. */
export const documentCalendarSchema = z.enum(['gregorian', 'gregorian_hijri']);
export type DocumentCalendar = z.infer<typeof documentCalendarSchema>;

/** `roll` is the 80 mm paper of a till's printer: vouchers only, as long as what stands on it. */
export const paperSchema = z.enum(['A4', 'A5', 'roll']);
export type Paper = z.infer<typeof paperSchema>;

/** What the reader chooses of a document's layout. What is left out is as the preferences have it. */
export const documentLayoutSchema = z.object({
  language: documentLanguageSchema,
  paper: paperSchema.optional(),
  calendar: documentCalendarSchema.optional(),
});
export type DocumentLayout = z.infer<typeof documentLayoutSchema>;
