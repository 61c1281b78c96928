import { calendarDateSchema, instantSchema } from '@contract/calendar-date';
import { useText, type Text } from '@/i18n';
import { ar, en } from '@/i18n/resources';
import { AmountText, DateText, InstantText, MetricName, Num, Prose } from './values';

/** The words of a stored value, by its column, and by the kind of record where several have that column. */
function wordsOf(entity: string, field: string, language: Text['language']): Readonly<Record<string, string>> {
  const { billing, receivables, status, users } = language === 'ar' ? ar : en;
  if (field === 'status') {
    if (entity === 'invoice') return status.invoice;
    return entity === 'payment' ? status.payment : status.subscription;
  }
  if (field.endsWith('_status')) return status.subscription;
  if (field.endsWith('_cycle')) return status.cycle;
  if (field === 'method' || field === 'payment_method') return status.method;
  if (field === 'currency') return status.currency;
  if (field === 'tier') return status.tier;
  if (field === 'state' && entity === 'billing_run') return billing.state;
  if (field === 'role') return users.roleOf;
  if (field === 'channel') return receivables.channel;
  return {};
}

/** `{"phone": "77", "city": null}` as `phone: 77`; null where it is no such object or was cut. */
function partsOf(value: string): string | null {
  try {
    const parsed: unknown = JSON.parse(value);
    if (typeof parsed !== 'object' || parsed === null) return null;
    return Object.entries(parsed)
      .filter(([, part]) => part !== null && part !== '')
      .map(([name, part]) => `${name}: ${typeof part === 'object' ? JSON.stringify(part) : String(part)}`)
      .join(', ');
  } catch {
    return null;
  }
}

/** One value of the audit as a reader knows it: a status in words, an amount, a date in the chosen digits. */
export function AuditValue({ entity, field, value }: AuditValueProps) {
  const text = useText();
  const { t } = text;
  if (value === null || value === '') return <span className="muted">{t('audit.value.nothing')}</span>;
  const words = wordsOf(entity, field, text.language);
  const word = Object.hasOwn(words, value) ? words[value] : undefined;
  if (word !== undefined) return word;
  if (field.startsWith('metric')) return <MetricName metric={value} />;
  if (value === 'true') return t('audit.value.yes');
  if (value === 'false') return t('audit.value.no');
  if (value.startsWith('data:')) return t('audit.value.picture');
  if (value.startsWith('DRAFT-')) return t('status.invoice.draft');
  const items = /^\[(\d+)\]$/.exec(value)?.[1];
  if (items !== undefined) return t('audit.value.items', { count: Number(items) });
  if (/^-?\d{1,14}\.\d\d$/.test(value)) return <AmountText amount={value} />;
  if (/^-?\d{1,15}(?:\.\d+)?$/.test(value) && !isCode(field)) return <Num>{text.decimal(value)}</Num>;
  const date = calendarDateSchema.safeParse(value);
  if (date.success) return <DateText date={date.data} />;
  if (/^\d{4}-\d\d-\d\dT/.test(value)) {
    const at = instantSchema.safeParse(new Date(value).toISOString());
    if (at.success) return <InstantText at={at.data} />;
  }
  if (/^[A-Z]{2,5}-\d{4}-\d+$/.test(value)) return <Num>{value}</Num>;
  return <Prose text={value.startsWith('{') ? (partsOf(value) ?? value) : value} />;
}
interface AuditValueProps {
  readonly entity: string;
  readonly field: string;
  readonly value: string | null;
}

/** Digits that are a name: a phone, a reference, a tax number. */
function isCode(field: string): boolean {
  return /(?:^|_)(?:id|number|reference|phone|name|note|notes|reason)$|^taxId$/.test(field);
}
