import type { Finding } from '@contract/verify';
import type { Text } from '@/i18n';
import { fieldName } from '@/components';
import { ar, en } from '@/i18n/resources';

type FindingCode = keyof typeof ar.verify.finding;
type InvoiceStatus = keyof typeof ar.status.invoice;

function isKnown(code: string): code is FindingCode {
  return Object.hasOwn(ar.verify.finding, code);
}
function isStatus(status: string): status is InvoiceStatus {
  return Object.hasOwn(ar.status.invoice, status);
}

/** A plan goes by its id; a cycle and a status of a subscription have words. */
function valueOf(value: string, { language }: Text): string {
  const { cycle, subscription } = (language === 'ar' ? ar : en).status;
  const words: Readonly<Record<string, string>> = { ...cycle, ...subscription };
  return words[value] ?? value;
}

/** What a finding means, its amounts in the reader's digits; its bare code where a newer program found it. */
export function findingSentence({ code, details, entity, id }: Finding, text: Text): string {
  if (!isKnown(code)) return `${code} · ${id}`;
  const values = Object.entries(details).map(([name, value]): readonly [string, string] => {
    if (/^-?\d+\.\d{2}$/.test(value)) return [name, text.amount(value)];
    if (name === 'status' && entity === 'invoice' && isStatus(value)) return [name, text.t(`status.invoice.${value}`)];
    if (name === 'field' || name === 'fields') {
      return [
        name,
        value
          .split(',')
          .map((field) => fieldName(field, text.t))
          .join(text.language === 'ar' ? '، ' : ', '),
      ];
    }
    if (entity === 'subscription' && (name === 'was' || name === 'found')) return [name, valueOf(value, text)];
    return [name, value];
  });
  // A record without a number of its own is named by its id.
  const places = { number: id, ...Object.fromEntries<string>(values) };
  return text.t(`verify.finding.${code}`, { ...places });
}
