import fc from 'fast-check';
import { stringify } from 'csv-stringify/sync';
import { describe, expect, it } from 'vitest';
import { decodeText } from '../../../electron/billing/csv/decode-text';
import { readTable } from '../../../electron/billing/csv/read-table';
import {
  dateOrderOf,
  decimalMarkOf,
  readAmount,
  readCount,
  readDate,
  readInstant,
} from '../../../electron/billing/csv/values';
import { recogniseStatement } from '../../../electron/billing/bank/statement-rows';
import { AppError } from '../../../electron/contract/result';
import { runs } from './runs';

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);
const utf16 = (text: string, bigEndian = false, mark = true): Uint8Array => {
  const bytes = Buffer.from(mark ? `\ufeff${text}` : text, 'utf16le');
  return bigEndian ? bytes.swap16() : bytes;
};
/** Arabic letters as Windows-1256 has them, for what these tests write. */
const windows1256 = (text: string): Uint8Array => {
  const byLetter = new Map<string, number>();
  const decoder = new TextDecoder('windows-1256');
  for (let byte = 0; byte < 256; byte += 1) byLetter.set(decoder.decode(Uint8Array.of(byte)), byte);
  return Uint8Array.from(Array.from(text, (letter) => byLetter.get(letter) ?? 0x3f));
};
const cells = (bytes: Uint8Array): string[][] => readTable(bytes).rows.map((row) => [...row.cells]);
const codeOf = (work: () => unknown): string => {
  try {
    work();
  } catch (error) {
    if (error instanceof AppError) return error.code;
    throw error;
  }
  return 'none';
};

const arabic = 'التاريخ,البيان,المبلغ\r\n٢٠٢٦/٠٣/٠٥,حوالة مزرعة الجوف,١٬٢٣٤٫٥٠\r\n';

describe('encodings', () => {
  it.each([
    ['utf-8', utf8(arabic)],
    ['utf-8', utf8(`\ufeff${arabic}`)],
    ['utf-16le', utf16(arabic)],
    ['utf-16be', utf16(arabic, true)],
    ['utf-16le', utf16('date,amount\n2026-01-01,10.00\n', false, false)],
    ['windows-1256', windows1256('التاريخ,البيان\nحوالة,مزرعة')],
  ] as const)('%s is found by itself', (encoding, bytes) => {
    expect(decodeText(bytes).encoding).toBe(encoding);
  });

  it('reads the same table from each', () => {
    for (const bytes of [utf8(arabic), utf8(`\ufeff${arabic}`), utf16(arabic), utf16(arabic, true)]) {
      expect(cells(bytes)).toEqual([
        ['التاريخ', 'البيان', 'المبلغ'],
        ['٢٠٢٦/٠٣/٠٥', 'حوالة مزرعة الجوف', '١٬٢٣٤٫٥٠'],
      ]);
    }
    expect(cells(windows1256('البيان;المبلغ\nحوالة;12'))).toEqual([
      ['البيان', 'المبلغ'],
      ['حوالة', '12'],
    ]);
  });

  it.each([
    ['file_empty', new Uint8Array()],
    ['file_empty', utf8(' \r\n\t\n')],
    ['file_empty', utf8('\ufeff')],
    ['file_empty', utf8(',,,\n,,,\n')],
    ['file_not_table', Uint8Array.of(0x50, 0x4b, 3, 4, 20, 0, 6, 0, 8, 0, 0, 0)],
    ['file_not_table', Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0, 0, 0, 13)],
    ['file_not_table', Uint8Array.of(0xff, 0xfe, 0x00, 0xd8, 0x41)],
  ])('%s for what is no table', (code, bytes) => {
    expect(codeOf(() => readTable(bytes))).toBe(code);
  });
});

describe('tables', () => {
  it('keeps quotes, line ends and delimiters inside of cells, and the line of each row', () => {
    const table = readTable(utf8('a;b\r\n"x;y";"he said ""no"""\r\n"two\nlines";3\r\nlast;4'));
    expect(table.delimiter).toBe(';');
    expect(table.rows.map((row) => row.cells)).toEqual([
      ['a', 'b'],
      ['x;y', 'he said "no"'],
      ['two lines', '3'],
      ['last', '4'],
    ]);
    expect(table.rows.map((row) => row.line)).toEqual([1, 2, 4, 5]);
  });

  it('keeps a formula as the text it is', () => {
    const formulas = ['=1+1', '+1', '-1', '@SUM(A1)', '=HYPERLINK("http://x";"y")', '\t=2'];
    const table = readTable(utf8(stringify(formulas.map((formula) => [formula, 'x']))));
    expect(table.rows.map((row) => row.cells[0])).toEqual(formulas.map((formula) => formula.trim()));
  });

  it('takes marks of direction and controls out of cells', () => {
    expect(cells(utf8('a,b\n\u202e100\u202c,x\u0007y'))).toEqual([
      ['a', 'b'],
      ['100', 'x y'],
    ]);
  });

  it('gives back whatever another program wrote, in any encoding', () => {
    const cell = fc
      .string({ unit: 'grapheme', maxLength: 20 })
      .map((text) => text.replaceAll(/[\p{C}\p{Z}]+/gu, ' ').trim());
    const rows = fc.array(fc.tuple(cell, cell, fc.integer()), { minLength: 1, maxLength: 20 });
    fc.assert(
      fc.property(rows, fc.constantFrom(',', ';', '\t', '|'), fc.boolean(), (content, delimiter, wide) => {
        const written = [['first head', 'second', 'third'], ...content.map((row) => row.map(String))];
        const text = stringify(written, { delimiter, record_delimiter: '\r\n', quoted: true });
        expect(cells(wide ? utf16(text) : utf8(text))).toEqual(written);
      }),
      runs,
    );
  });

  it('never fails otherwise than with a code, whatever the bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        expect(['none', 'file_empty', 'file_not_table', 'file_too_large']).toContain(codeOf(() => readTable(bytes)));
      }),
      runs,
    );
  });
});

describe('values', () => {
  it.each([
    ['2026-03-05', 'dmy', '2026-03-05'],
    ['2026/3/5', 'mdy', '2026-03-05'],
    ['٢٠٢٦/٠٣/٠٥', 'dmy', '2026-03-05'],
    ['05/03/2026', 'dmy', '2026-03-05'],
    ['05/03/2026', 'mdy', '2026-05-03'],
    ['5.3.26', 'dmy', '2026-03-05'],
    ['5-Mar-2026', 'dmy', '2026-03-05'],
    ['20260305', 'dmy', '2026-03-05'],
    ['31/02/2026', 'dmy', null],
    ['29/02/2028', 'dmy', '2028-02-29'],
    ['13/13/2026', 'dmy', null],
    ['yesterday', 'dmy', null],
    ['', 'dmy', null],
  ] as const)('reads the date %s (%s)', (text, order, date) => {
    expect(readDate(text, order)).toBe(date);
  });

  it('finds the order of a column', () => {
    expect(dateOrderOf(['01/02/2026', '13/02/2026'])).toBe('dmy');
    expect(dateOrderOf(['01/02/2026', '02/13/2026'])).toBe('mdy');
    expect(dateOrderOf(['01/02/2026'])).toBe('dmy');
    expect(dateOrderOf(['02/13/2026 10:00'])).toBe('mdy');
  });

  it('reads a time with and without its zone', () => {
    expect(readInstant('2026-03-05T23:30:00Z', 'dmy')).toEqual({ date: '2026-03-05', time: '23:30:00', zone: 'Z' });
    expect(readInstant('05/03/2026 9:05', 'dmy')).toEqual({ date: '2026-03-05', time: '09:05:00', zone: null });
    expect(readInstant('2026-03-05 10:00:00.123+0300', 'dmy')).toMatchObject({ zone: '+03:00' });
    expect(readInstant('2026-03-05 25:00', 'dmy')).toBeNull();
  });

  it.each([
    ['1,234.50', '.', '1234.50'],
    ['1.234,50', ',', '1234.50'],
    ['١٬٢٣٤٫٥٠', '.', '1234.50'],
    ['۱۲۳٫۴', '.', '123.40'],
    ['1 234', '.', '1234.00'],
    ['1,234', '.', '1234.00'],
    ['(12.00)', '.', '-12.00'],
    ['12.00-', '.', '-12.00'],
    ['−5', '.', '-5.00'],
    ['YER 5,000', '.', '5000.00'],
    ['5000 ريال', '.', '5000.00'],
    ['$12.5', '.', '12.50'],
    ['0', '.', '0.00'],
    ['-0.00', '.', '0.00'],
    ['1.500', '.', '1.50'],
    ['1.505', '.', null],
    ['1,23', '.', null],
    ['1e5', '.', null],
    ['NaN', '.', null],
    ['=1+1', '.', null],
    ['99999999999.00', '.', null],
    ['', '.', null],
  ] as const)('reads the amount %s with %s as %s', (text, mark, amount) => {
    expect(readAmount(text, mark)).toBe(amount);
  });

  it('finds the decimal mark of a column', () => {
    expect(decimalMarkOf(['1.234,50', '12'])).toBe(',');
    expect(decimalMarkOf(['1,234.50', '1,000'])).toBe('.');
  });

  it.each([
    ['47', 47],
    ['٤٧', 47],
    ['1,000', 1000],
    ['12.0', 12],
    ['0', null],
    ['-3', null],
    ['1.5', null],
    ['2147483648', null],
    ['2147483647', 2_147_483_647],
    ['12abc', null],
  ])('reads the count %s', (text, count) => {
    expect(readCount(text)).toBe(count);
  });
});

describe('heads', () => {
  it.each([
    [
      'Date,Details,Ref No,Debit,Credit,Balance',
      { date: 0, description: 1, reference: 2, debit: 3, credit: 4, balance: 5 },
    ],
    [
      'التاريخ,البيان,رقم العملية,مدين,دائن,الرصيد',
      { date: 0, description: 1, reference: 2, debit: 3, credit: 4, balance: 5 },
    ],
    ['تاريخ الحركة;المبلغ;رقم الهاتف;الوصف', { date: 0, amount: 1, payer: 2, description: 3, credit: null }],
  ])('%s are recognised', (head, columns) => {
    const mapping = recogniseStatement(readTable(utf8(`Bank,Branch\n${head}\n1;2;3;4\n`)), null);
    expect(mapping.columns).toMatchObject(columns);
  });
});
