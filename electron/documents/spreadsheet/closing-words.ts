import type { Label } from '../labels';

/** What the sheets of closed days and of the period lock say (renderer/src/i18n, closing.json). */
export const closingLabels = {
  closed: { ar: 'مقفل', en: 'Closed' },
  differs: { ar: 'مقفل بفرق', en: 'Closed with a difference' },
  reopened: { ar: 'أُعيد فتحه', en: 'Reopened' },
  lockMoved: { ar: 'تغيير تاريخ القفل', en: 'Lock date' },
  exception: { ar: 'استثناء', en: 'Exception' },
  everybody: { ar: 'الجميع', en: 'Everybody' },
} as const satisfies Readonly<Record<string, Label>>;
