import type { CalendarDate } from '../../contract/calendar-date';
import type { BillingDocument, DocumentChoice } from '../../contract/document';
import type { Paper } from '../../contract/document-layout';
import type { Framed } from '../frame';
import type { Label } from '../labels';

/** Lays a document out. Pure: the same document gives the same page. */
export type Template<D extends BillingDocument> = (document: D, choice: DocumentChoice) => Framed;

/** Amounts that a PDF must show: its sums, and the amount of every line, so that a cut page or a lost line is noticed. */
export interface Amounts {
  readonly sums: readonly string[];
  readonly lines: readonly string[];
}

/** What the program must know of a kind of document to show, name, print and check it. */
export interface Kind<D extends BillingDocument> {
  /** What it is called in titles, above following pages and in lists. */
  readonly title: Label;
  /**
   * Its templates by version. A version stays as long as a document names it in its snapshot: what was issued with it must
   * print as it did. It may be mended, never redesigned: a redesign is a new version.
   */
  readonly templates: ReadonlyMap<number, Template<D>>;
  /** The papers it can be laid out on, the usual one first. */
  readonly papers: readonly Paper[];
  /** The date that it bears, for file names and the self-check. */
  date(document: D): CalendarDate;
  /** What must be readable in its PDF. */
  amounts(document: D): Amounts;
}
