import type { Blocked, SessionOwner } from '@contract/monitoring';
import type { Text } from '@/i18n';

const minute = 60;
const hour = 60 * minute;
const day = 24 * hour;

/** A span as a person says it: one unit, rounded down. */
export function durationText({ t }: Pick<Text, 't'>, seconds: number): string {
  if (seconds < minute) return t('monitoring.span.seconds', { value: Math.floor(seconds) });
  if (seconds < hour) return t('monitoring.span.minutes', { value: Math.floor(seconds / minute) });
  if (seconds < day) return t('monitoring.span.hours', { value: Math.floor(seconds / hour) });
  return t('monitoring.span.days', { value: Math.floor(seconds / day) });
}

/** Whose connection it is: the login, and the computer where that is known. */
export function ownerText({ t }: Pick<Text, 't'>, { user, machine }: SessionOwner): string {
  const name = user === '' ? t('monitoring.unknown') : user;
  return machine === null ? name : `${name} @ ${machine}`;
}

const works = [
  'payments',
  'invoices',
  'creditNotes',
  'subscriptions',
  'tenants',
  'plans',
  'usage',
  'billing',
  'bank',
  'receivables',
  'closing',
  'business',
] as const;

/** What a connection is at: the kind of command, or the program that it belongs to. */
export function workText({ t }: Pick<Text, 't'>, { command, program, application }: SessionOwner): string {
  const area = works.find((work) => command?.startsWith(`${work}.`) === true);
  if (area !== undefined) return t(`monitoring.work.${area}`);
  if (program === 'other' && application !== '') return t('monitoring.programNamed', { name: application });
  return t(`monitoring.program.${program}`);
}

/** What is waited for, in words. */
export function thingText({ t }: Pick<Text, 't'>, { kind, entity, name, table }: Blocked['thing']): string {
  if (kind === 'row' && entity !== null) {
    return name === null ? t(`monitoring.thing.${entity}`) : t(`monitoring.thingNamed.${entity}`, { name });
  }
  if (table !== null && (kind === 'row' || kind === 'table')) return t(`monitoring.lock.${kind}`, { table });
  return t(`monitoring.lock.${kind === 'row' || kind === 'table' ? 'transaction' : kind}`);
}
