import { z } from 'zod';
import { documentCalendarSchema, documentLanguageSchema, paperSchema } from './document-layout';
import { method } from './method';
import { searchHitSchema } from './search';
import { lineText } from './text';
import { unzoomed, zoomSchema } from './zoom';

export const languageSchema = z.enum(['ar', 'en']);
export type Language = z.infer<typeof languageSchema>;
export const digitsSchema = z.enum(['arab', 'latn']);
export type Digits = z.infer<typeof digitsSchema>;

export const logLevelSchema = z.enum(['error', 'warn', 'info']);
export type LogLevel = z.infer<typeof logLevelSchema>;
export const serviceAddressSchema = z.url({ protocol: /^https?$/ }).max(500);

/** How one list looks for this user: columns in order, widths, what is hidden, and the sort. */
export const listLayoutSchema = z.object({
  columns: z
    .array(z.object({ id: z.string().max(60), width: z.number().min(20).max(2000), hidden: z.boolean() }))
    .max(60),
  sort: z.object({ column: z.string().max(60), direction: z.enum(['asc', 'desc']) }).nullable(),
});

export const preferencesSchema = z.object({
  language: languageSchema,
  digits: digitsSchema,
  hijri: z.boolean(),
  theme: z.enum(['system', 'light', 'dark']),
  /** In per cent. */
  zoom: zoomSchema,
  /** How wide the record beside a list is, in pixels; null for the width that it has at first. */
  recordWidth: z.int().min(300).max(2000).nullable(),
  density: z.enum(['compact', 'comfortable']),
  firstWeekday: z.enum(['sat', 'sun', 'mon']),
  reduceMotion: z.boolean(),
  documentLanguage: documentLanguageSchema,
  documentCalendar: documentCalendarSchema,
  /** The paper that was last chosen for a kind of document. */
  documentPapers: z.record(z.string().max(40), paperSchema),
  /** The pattern of PDF names: {kind}, {number}, {tenant}, {date}, {language}. */
  documentNames: z.string().min(1).max(120),
  lists: z.record(z.string().max(60), listLayoutSchema),
  /** What each list was last filtered by, as its address says it, under the list's path: `?filter=…`. */
  filters: z.record(z.string().max(60), z.string().max(2000)),
  /** What was opened last from the search, the latest first. */
  recent: z.array(searchHitSchema).max(12),
  /** The hints for a first use that this user has put away. */
  hintsSeen: z.array(z.enum(['today', 'invoice', 'payment', 'billing'])).optional(),
  /** How much the log file holds; `info` where nothing was chosen. */
  logLevel: logLevelSchema.optional(),
  /** Where the billing service says how it is, such as https://billing.example/healthz; null or nothing: not asked. */
  serviceAddress: serviceAddressSchema.nullable().optional(),
  /** Who works on this computer, as he says: for the audit, where several share a login. Empty for nobody's name. */
  workingName: lineText(80),
});
export type Preferences = z.infer<typeof preferencesSchema>;

/** Arabic first; everything else as a Yemeni finance office expects it. */
export const firstPreferences: Preferences = {
  language: 'ar',
  digits: 'latn',
  hijri: true,
  theme: 'system',
  zoom: unzoomed,
  recordWidth: null,
  density: 'compact',
  firstWeekday: 'sat',
  reduceMotion: false,
  documentLanguage: 'both',
  documentCalendar: 'gregorian_hijri',
  documentPapers: {},
  documentNames: '{number}-{tenant}-{language}',
  lists: {},
  filters: {},
  recent: [],
  workingName: '',
};

export const preferences = {
  get: method(z.object({}), preferencesSchema),
  set: method(z.object({ changes: preferencesSchema.partial() }), preferencesSchema),
  /** Unsaved input of a form, so that it survives a restart; `null` forgets it. */
  saveFormDraft: method(
    z.object({ form: z.string().max(100), content: z.string().max(200_000).nullable() }),
    z.object({ saved: z.literal(true) }),
  ),
  formDraft: method(z.object({ form: z.string().max(100) }), z.object({ content: z.string().nullable() })),
};
