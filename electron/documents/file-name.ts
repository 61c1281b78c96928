import type { BillingDocument } from '../contract/document';
import type { DocumentLanguage } from '../contract/documents';
import { dateOf } from './render';

/** What a pattern may hold; the settings offer the same words. */
export const defaultFileNamePattern = '{number}-{tenant}-{language}';

const longestName = 120;
/** Windows keeps these for its devices, with any extension. */
const deviceName = /^(?:con|prn|aux|nul|com\d|lpt\d)$/i;

/** A text made fit for a file's name on Windows, macOS and Linux. */
function fileText(text: string): string {
  return text
    .toWellFormed()
    .normalize('NFC')
    .replace(/[\u0000-\u001f\u007f\u061c\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]/g, '')
    .replace(/[<>:"/\\|?*\ufffd]/g, ' ')
    .replace(/\s+/g, '-')
    .replace(/-{2,}/g, '-')
    .replace(/^[-.]+|[-.]+$/g, '');
}

/** Cuts on a whole character, so that the name keeps under the limit of bytes that file systems have (255). */
function shortened(text: string, bytes: number): string {
  let kept = '';
  for (const character of text) {
    if (Buffer.byteLength(kept + character) > bytes) break;
    kept += character;
  }
  return kept;
}

/** Whose it is: a customer's, a clerk's, or that of whoever started the run. */
function ownerOf(document: BillingDocument): { readonly name: string; readonly nameAr: string } {
  if (document.kind === 'day_close') return { name: document.clerk, nameAr: document.clerk };
  if (document.kind === 'run_summary') return { name: document.startedBy, nameAr: document.startedBy };
  return document.snapshot.tenant;
}

/** The name of a document's PDF by a pattern of {kind}, {number}, {tenant}, {date} and {language}: `SAH-2026-0005-مزرعة-الجوف-both.pdf`. */
export function pdfFileName(
  document: BillingDocument,
  language: DocumentLanguage,
  pattern: string = defaultFileNamePattern,
): string {
  const whose = ownerOf(document);
  const values: Readonly<Record<string, string>> = {
    kind: document.kind,
    number: document.number ?? (document.kind === 'invoice' ? 'draft' : `${document.kind}-${dateOf(document)}`),
    tenant: language === 'en' ? whose.name : whose.nameAr,
    date: dateOf(document),
    language,
  };
  const filled = pattern.replace(/\{(\w+)\}/g, (_, word: string) =>
    shortened(fileText(values[word] ?? ''), longestName),
  );
  const name = shortened(fileText(filled), 2 * longestName - 1).replace(/[-.]+$/, '');
  return `${name === '' || deviceName.test(name) ? `document-${name}`.replace(/-$/, '') : name}.pdf`;
}
