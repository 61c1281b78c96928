import type { ReminderDocument } from '../../contract/document';
import { labels } from '../labels';
import { renderReminder1 } from '../templates/reminder-1';
import type { Kind } from './kind';

export const reminderKind: Kind<ReminderDocument> = {
  title: labels.reminder,
  templates: new Map([[1, renderReminder1]]),
  papers: ['A4'],
  date: ({ date }) => date,
  amounts: ({ snapshot }) => ({
    sums: snapshot.groups.map(({ due }) => due),
    lines: snapshot.groups.flatMap(({ invoices }) => invoices.map(({ amountDue }) => amountDue)),
  }),
};
