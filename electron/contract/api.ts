import { z } from 'zod';
import { app } from './app';
import { audit } from './audit';
import { backups, backupsStateSchema } from './backups';
import { bank } from './bank';
import { billing, runProgressSchema } from './billing';
import { business } from './business';
import type { Area, EventName, MethodOf } from './channels';
import { closing } from './closing';
import { connection, connectionStatusSchema } from './connection';
import { creditNotes } from './credit-notes';
import { documents } from './documents';
import { exportProgressSchema, exports } from './exports';
import { invoices } from './invoices';
import type { Method } from './method';
import { monitoring } from './monitoring';
import { payments } from './payments';
import { plans } from './plans';
import { preferences } from './preferences';
import { printing, printJobsSchema } from './printing';
import { profiles } from './profiles';
import { migrationEventSchema } from './schema';
import { reports } from './reports';
import { receivables } from './receivables';
import { search } from './search';
import { setup, stepResultSchema } from './setup';
import { subscriptions } from './subscriptions';
import { tenants } from './tenants';
import { today } from './today';
import { upkeep } from './upkeep';
import { usage } from './usage';
import { users } from './users';
import { verify } from './verify';
import { zoomWishSchema } from './zoom';

/** What goes in and out of each channel. A name that is missing in channels.ts, or here, does not compile. */
export const api = {
  app,
  preferences,
  connection,
  profiles,
  setup,
  users,
  monitoring,
  business,
  today,
  search,
  invoices,
  creditNotes,
  payments,
  receivables,
  bank,
  subscriptions,
  tenants,
  plans,
  usage,
  reports,
  closing,
  billing,
  documents,
  exports,
  printing,
  backups,
  verify,
  audit,
  upkeep,
} as const satisfies { [A in Area]: Record<MethodOf<A>, Method> };

export type Api = typeof api;

/** What a caller sends, before main's parsing fills in defaults. */
export type Input<A extends Area, M extends keyof Api[A]> = Api[A][M] extends Method
  ? z.input<Api[A][M]['input']>
  : never;
/** What a handler gets, after parsing. */
export type Parsed<A extends Area, M extends keyof Api[A]> = Api[A][M] extends Method
  ? z.output<Api[A][M]['input']>
  : never;
/** What comes back. */
export type Output<A extends Area, M extends keyof Api[A]> = Api[A][M] extends Method
  ? z.output<Api[A][M]['output']>
  : never;

/** What each event carries. */
export const eventPayloads = {
  'connection.changed': connectionStatusSchema,
  'setup.step': stepResultSchema,
  'setup.migration': migrationEventSchema,
  'billing.progress': runProgressSchema,
  /** The areas whose rows changed, by another clerk, the service, or this app: their lists are read again. */
  'data.changed': z.object({ areas: z.array(z.string()) }),
  'exports.progress': exportProgressSchema,
  'printing.changed': printJobsSchema,
  'backups.changed': backupsStateSchema,
  /** The system's menu, or the wheel with Ctrl. */
  'zoom.wanted': z.object({ wish: zoomWishSchema }),
} as const satisfies Record<EventName, z.ZodType>;
export type EventPayload<E extends EventName> = z.infer<(typeof eventPayloads)[E]>;
