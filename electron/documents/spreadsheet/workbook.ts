import type { Writable } from 'node:stream';
import Big from 'big.js';
import ExcelJS from 'exceljs';
import type { SheetColumnType } from '../../database/exports/sheet';

/** A column as the spreadsheet shows it. */
export interface HeadedColumn {
  readonly heading: string;
  readonly type: SheetColumnType;
}

/** How a table is written down. */
export interface WorkbookPlan {
  readonly title: string;
  readonly author: string;
  /** Arabic sheets run from right to left. */
  readonly rightToLeft: boolean;
  readonly columns: readonly HeadedColumn[];
  /** What the rows at the foot are called: `Total`. */
  readonly totalWord: string;
}

/** A sheet of Excel ends at row 1,048,576; what is more goes on in the next one, with room left for heads and totals. */
const rowsOfOneSheet = 1_048_000;

const widths: Readonly<Record<SheetColumnType, number>> = {
  text: 24,
  word: 16,
  amount: 16,
  figure: 16,
  count: 10,
  rate: 10,
  date: 13,
  moment: 20,
  currency: 10,
};
const formats: Partial<Readonly<Record<SheetColumnType, string>>> = {
  amount: '#,##0.00',
  figure: '#,##0.00',
  count: '#,##0',
  rate: '0.0',
  date: 'yyyy-mm-dd',
  moment: 'yyyy-mm-dd hh:mm',
};

const numbers: ReadonlySet<SheetColumnType> = new Set(['amount', 'figure', 'count', 'rate']);

type Cell = string | number | Date | null;

/** Excel keeps dates as days without a zone; exceljs takes them from a Date's UTC fields. */
function dateCell(text: string): Date {
  return new Date(`${text.replace(' ', 'T')}${text.length === 10 ? 'T00:00:00' : ''}Z`);
}

/** A text from the database as a typed cell. An amount has at most 12 digits, which a spreadsheet's number holds exactly. */
function cellOf(type: SheetColumnType, text: string): Cell {
  if (text === '') return null;
  if (numbers.has(type)) return Number(text);
  if (type === 'date' || type === 'moment') return dateCell(text);
  return text;
}

/** The letter name of a column, 1 being A. */
function letterOf(place: number): string {
  const before = Math.floor((place - 1) / 26);
  return `${before > 0 ? letterOf(before) : ''}${String.fromCharCode(65 + ((place - 1) % 26))}`;
}

/** Writes a table as .xlsx while its rows arrive: typed cells, a frozen head, filters, and totals for each currency. */
export class WorkbookTable {
  readonly #plan: WorkbookPlan;
  readonly #workbook: ExcelJS.stream.xlsx.WorkbookWriter;
  readonly #sums = new Map<string, Map<number, Big>>();
  readonly #currencyPlace: number;
  readonly #amountPlaces: readonly number[];
  #sheet: ExcelJS.Worksheet;
  #rowsHere = 0;
  #sheets = 0;
  rows = 0;

  constructor(stream: Writable, plan: WorkbookPlan) {
    this.#plan = plan;
    this.#workbook = new ExcelJS.stream.xlsx.WorkbookWriter({ stream, useStyles: true, useSharedStrings: false });
    this.#workbook.creator = plan.author;
    this.#workbook.title = plan.title;
    this.#currencyPlace = plan.columns.findIndex(({ type }) => type === 'currency');
    this.#amountPlaces = plan.columns.flatMap(({ type }, place) => (type === 'amount' ? [place] : []));
    this.#sheet = this.#addSheet();
  }

  #addSheet(): ExcelJS.Worksheet {
    const { title, rightToLeft, columns } = this.#plan;
    this.#sheets += 1;
    // Excel's limit for a sheet's name is 31 characters, and some are not allowed in it.
    const name = title.replaceAll(/[\\/?*[\]:]/g, ' ').slice(0, 27);
    const sheet = this.#workbook.addWorksheet(this.#sheets === 1 ? name : `${name} ${this.#sheets}`, {
      views: [{ state: 'frozen', ySplit: 1, rightToLeft }],
      pageSetup: { orientation: 'landscape', fitToPage: true, fitToWidth: 1, fitToHeight: 0, paperSize: 9 },
    });
    sheet.columns = columns.map(({ type, heading }) => ({
      header: heading,
      width: Math.max(widths[type], Math.min(heading.length + 4, 40)),
      style: {
        ...(formats[type] === undefined ? {} : { numFmt: formats[type] }),
        alignment: { vertical: 'middle', ...(numbers.has(type) ? { horizontal: 'right' } : {}) },
      },
    }));
    const head = sheet.getRow(1);
    head.font = { bold: true };
    head.fill = { type: 'pattern', pattern: 'solid', fgColor: { argb: 'FFECEFE8' } };
    head.commit();
    sheet.autoFilter = { from: { row: 1, column: 1 }, to: { row: 1, column: columns.length } };
    this.#rowsHere = 0;
    return sheet;
  }

  /** One row, its texts in the columns' order. */
  add(texts: readonly string[]): void {
    if (this.#rowsHere >= rowsOfOneSheet) {
      this.#sheet.commit();
      this.#sheet = this.#addSheet();
    }
    this.#sheet.addRow(this.#plan.columns.map(({ type }, place) => cellOf(type, texts[place] ?? ''))).commit();
    this.#rowsHere += 1;
    this.rows += 1;
    this.#count(texts);
  }

  #count(texts: readonly string[]): void {
    if (this.#currencyPlace < 0) return;
    const currency = texts[this.#currencyPlace] ?? '';
    const sums = this.#sums.get(currency) ?? new Map<number, Big>();
    for (const place of this.#amountPlaces) {
      const text = texts[place] ?? '';
      if (text !== '') sums.set(place, (sums.get(place) ?? new Big(0)).plus(text));
    }
    this.#sums.set(currency, sums);
  }

  /** Currencies are never added together: a row for each. On one sheet they are formulas that follow a change. */
  #addTotals(): void {
    const last = this.#rowsHere + 1;
    const currencyColumn = letterOf(this.#currencyPlace + 1);
    for (const [currency, sums] of [...this.#sums].toSorted(([left], [right]) => (left < right ? -1 : 1))) {
      const values = this.#plan.columns.map((_column, place): ExcelJS.CellValue => {
        if (place === 0) return this.#plan.totalWord;
        if (place === this.#currencyPlace) return currency;
        const sum = sums.get(place);
        if (sum === undefined) return null;
        const result = sum.toNumber();
        const column = letterOf(place + 1);
        const formula = `SUMIFS(${column}2:${column}${last},${currencyColumn}2:${currencyColumn}${last},"${currency}")`;
        return this.#sheets === 1 ? { formula, result } : result;
      });
      const row = this.#sheet.addRow(values);
      row.font = { bold: true };
      row.border = { top: { style: 'thin' } };
      row.commit();
    }
  }

  /** Ends the file; resolves when all of it has been handed to the stream. */
  async finish(): Promise<void> {
    if (this.rows > 0 && this.#currencyPlace >= 0) this.#addTotals();
    this.#sheet.commit();
    await this.#workbook.commit();
  }
}
