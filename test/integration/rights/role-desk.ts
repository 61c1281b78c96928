import { calendarDateSchema, type CalendarDate } from '../../../electron/contract/calendar-date';
import { grantedRoles, leastRole, type GrantedRole } from '../../../electron/contract/rights';
import type { Database } from '../../../electron/database/database';
import { newKey, type Office } from '../billing/office';
import { openRightsOffice, type RightsOffice } from './rights-office';

/** Where the roles' commands are tried: an office with a login for each role, and a customer of it. */
export interface Desk {
  readonly rights: RightsOffice;
  readonly tenant: Awaited<ReturnType<Office['tenant']>>;
  readonly today: CalendarDate;
}

/** By the channel: the command as a login gives it, on what others have made for it. */
export type Commands = Readonly<Record<string, (as: Database) => Promise<unknown>>>;

/** On the PostgreSQL of the tests, or on one whose programs lie in `programs`. */
export async function openDesk(programs?: string): Promise<Desk> {
  const rights = await openRightsOffice(programs);
  const tenant = await rights.office.accountant.tenant();
  return { rights, tenant, today: calendarDateSchema.parse(await rights.office.viewer.today()) };
}

/** What a channel's input makes of a value under a key of its own. */
export const parse = <T>(input: { parse(value: unknown): T }, value: object): T =>
  input.parse({ key: newKey(), ...value });

/** The least role of a channel and the one below it; null where none is. */
export function rolesAbout(channel: string): readonly [least: GrantedRole, below: GrantedRole | null] {
  const least = leastRole(channel);
  if (least === 'anyone') throw new Error(`${channel} is for a role`);
  return [least, grantedRoles[grantedRoles.indexOf(least) - 1] ?? null];
}
