import type { CalendarDate } from '../contract/calendar-date';
import type { BillingDocument, DocumentByKind, DocumentChoice, DocumentKind } from '../contract/document';
import type { Paper } from '../contract/document-layout';
import { AppError } from '../contract/result';
import { documentTitle, frame, frameTogether, type Framed } from './frame';
import type { Amounts } from './kinds/kind';
import { kinds, type Kinds } from './kinds/registry';
import { createSetting } from './setting';

/** The paper that a kind is laid out on where this one was asked for: its usual one where it has no such layout. */
export function paperFor(kind: DocumentKind, asked: Paper | undefined): Paper {
  const { papers } = kinds[kind];
  return (asked !== undefined && papers.includes(asked) ? asked : papers[0]) ?? 'A4';
}

/** The papers that a kind can be laid out on, the usual one first. */
export function papersOf(kind: DocumentKind): Paper[] {
  return [...kinds[kind].papers];
}

/** A choice as this kind can follow it. */
export function choiceFor(kind: DocumentKind, choice: DocumentChoice): DocumentChoice {
  return { ...choice, paper: paperFor(kind, choice.paper) };
}

function framed<K extends DocumentKind>(kind: K, document: DocumentByKind[K], choice: DocumentChoice): Framed {
  const entry: Kinds[K] = kinds[kind];
  const template = entry.templates.get(document.snapshot.templateVersion);
  // A newer app issued it: better to say so than to print something else.
  if (!template) throw new AppError('document_not_ready', { version: document.snapshot.templateVersion });
  return template(document, choice);
}

/**
 * A document as one self-contained HTML page, for preview, print and PDF. Pure: the same document gives the same text.
 * Throws AppError `document_not_ready` where a newer app made the document's template.
 */
export function renderDocument(document: BillingDocument, choice: DocumentChoice): string {
  const followed = choiceFor(document.kind, choice);
  return frame(createSetting(followed), framed(document.kind, document, followed));
}

/** Whether a document may share an HTML page with others: on sheets, and without a watermark, which would lie on all. */
export function maySharePage(document: BillingDocument, choice: DocumentChoice): boolean {
  const followed = choiceFor(document.kind, choice);
  return followed.paper !== 'roll' && framed(document.kind, document, followed).watermark === null;
}

/** Documents of one kind and of one page each in one HTML page. Throws as renderDocument. */
export function renderTogether(
  documents: readonly [BillingDocument, ...BillingDocument[]],
  choice: DocumentChoice,
): string {
  const [first, ...others] = documents;
  const followed = choiceFor(first.kind, choice);
  const lay = (document: BillingDocument): Framed => framed(document.kind, document, followed);
  return frameTogether(createSetting(followed), [lay(first), ...others.map(lay)]);
}

/** What the window, the PDF's properties and the printer's queue call a document: `SAH-2026-0005 · Invoice`. */
export function titleOf(document: BillingDocument, choice: DocumentChoice): string {
  return documentTitle(createSetting(choice), kinds[document.kind].title, document.number);
}

/** Who issues a document, in the language of its page. */
export function authorOf(document: BillingDocument, { language }: DocumentChoice): string {
  const { seller } = document.snapshot;
  return language === 'en' ? seller.name : seller.nameAr;
}

function dated<K extends DocumentKind>(kind: K, document: DocumentByKind[K]): CalendarDate {
  const entry: Kinds[K] = kinds[kind];
  return entry.date(document);
}

/** The date that a document bears. */
export function dateOf(document: BillingDocument): CalendarDate {
  return dated(document.kind, document);
}

function summed<K extends DocumentKind>(kind: K, document: DocumentByKind[K]): Amounts {
  const entry: Kinds[K] = kinds[kind];
  return entry.amounts(document);
}

/** The amounts that must be readable on a document. */
export function amountsOf(document: BillingDocument): Amounts {
  return summed(document.kind, document);
}

/** The version that a document of each kind gets into its snapshot when it is issued now. */
export function newestVersion(kind: DocumentKind): number {
  return Math.max(...kinds[kind].templates.keys());
}
