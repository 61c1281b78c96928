import type { AuditChange } from '@contract/timeline';
import type { Text } from '@/i18n';
import { ar } from '@/i18n/resources';

type Words = typeof ar;
type Action = keyof Words['timeline']['action'];
type Entity = keyof Words['audit']['entity'];
type Field = keyof Words['audit']['field'];

function isAction(action: string): action is Action {
  return Object.hasOwn(ar.timeline.action, action);
}

/** The word for what happened, as a key of the translations; one that is not known is a change. */
export function actionOf(action: string): Action {
  return isAction(action) ? action : 'other';
}

function isEntity(entity: string): entity is Entity {
  return Object.hasOwn(ar.audit.entity, entity);
}

/** A kind of record in the reader's words. */
export function entityName(entity: string, t: Text['t']): string {
  return t(`audit.entity.${isEntity(entity) ? entity : 'other'}`);
}

function isField(field: string): field is Field {
  return Object.hasOwn(ar.audit.field, field);
}

/** A column in the reader's words; one that came since keeps its own name. */
export function fieldName(field: string, t: Text['t']): string {
  return isField(field) ? t(`audit.field.${field}`) : field.replaceAll('_', ' ');
}

const uuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** What a reader can make something of: the numbers that rows have for the program alone lead to records instead. */
export function toldChanges(changes: readonly AuditChange[]): AuditChange[] {
  return changes.filter(({ before, after }) => !uuid.test(after ?? before ?? ''));
}
