import { describe, expect, it, vi } from 'vitest';
import { placesIn, sample, withAt } from '../support/sample';
import { everyChannel, registerAll } from './border-kit';

vi.mock('electron', () => import('../support/fake-electron'));

/** Inputs for each channel: 1,000 in the long run. The places they are put in and the order are fixed. */
const long = process.env['SAHOOL_LONG'] === '1';
const inputsPerChannel = long ? 1000 : 120;
/** How long the long run lets an answer take, whatever was sent. */
const answeredWithinMs = 1000;

function deep(levels: number): unknown {
  let value: unknown = 'bottom';
  for (let level = 0; level < levels; level += 1) value = level % 2 === 0 ? [value] : { next: value };
  return value;
}

const sixteenMegabytes = 'x'.repeat(16 * 1024 * 1024);
const circular: Record<string, unknown> = {};
circular['self'] = circular;

/** No field of any channel means these: each must be refused wherever it stands. */
const neverMeant: readonly (readonly [string, unknown])[] = [
  ['NaN', Number.NaN],
  ['infinity', Number.POSITIVE_INFINITY],
  ['minus infinity', Number.NEGATIVE_INFINITY],
  ['1e400', JSON.parse('1e400')],
  ['NUL in a text', 'SAH\u0000-2026-0001'],
  ['NUL alone', '\u0000'],
  ['a lone high surrogate', 'name \ud800'],
  ['a lone low surrogate', '\udfff name'],
  ['__proto__ as an own name', JSON.parse('{"__proto__": {"admin": true}}')],
  ['constructor as a name', JSON.parse('{"constructor": {"prototype": {"admin": true}}}')],
  ['10,000 levels', deep(10_000)],
  ['16 MB of text', sixteenMegabytes],
  ['16 MB under a name', { [sixteenMegabytes]: 1 }],
  ['a million entries', Array.from({ length: 1_000_000 }, () => 0)],
  ['a list with a hole of millions', Object.assign([], { length: 50_000_000 })],
  ['a circle', circular],
  ['a date', new Date(0)],
  ['a map', new Map([['amount', '1.00']])],
  ['a big integer', 10n],
  ['bytes', new Uint8Array(8)],
  ['a regular expression', /a/],
];

/** A field may mean some of these; where it does, what arrives must still be what the schema promises. */
const sometimesMeant: readonly unknown[] = [
  '١٢٣٫٤٥',
  '١٢٣',
  '1,234.50',
  '1e2',
  '0x10',
  '-0.00',
  '-1.00',
  '00.10',
  '12.505',
  '99999999999.99',
  ' 1.00 ',
  '+1.00',
  'NaN',
  'Infinity',
  'null',
  '',
  ' ',
  '\u202e00.001',
  '\u2066SAH-1\u2069',
  '\u200f12.50',
  '؜1.00',
  'a\u0301',
  '😀',
  "'; DROP TABLE invoices; --",
  '<img src=x onerror=alert(1)>',
  '../../etc/passwd',
  '${7*7}',
  '%00',
  '\\',
  '"',
  '\n',
  'a'.repeat(100_000),
  '0000-00-00',
  '2026-02-30',
  '2026-13-01',
  '9999-12-31',
  'SAH-2026-0001',
  '00000000-0000-0000-0000-000000000000',
  0,
  -1,
  1.5,
  2 ** 31,
  2 ** 53,
  Number.MIN_VALUE,
  -0,
  true,
  false,
  null,
  undefined,
  [],
  {},
  [[]],
  [null],
  { length: 1 },
  { toString: 'x' },
  { valueOf: 1 },
  JSON.parse('{"then": "x"}'),
  { key: 'x' },
  { $gt: '' },
  { 'amount ': '1.00' },
  Object.create(null),
  ['admin'],
  { ok: true },
];

/** Whether everything in it could be stored and read again: no NaN, no NUL, no half a surrogate pair. */
function isStorable(value: unknown): boolean {
  if (typeof value === 'string') return value.isWellFormed() && !value.includes('\u0000');
  if (typeof value === 'number') return Number.isFinite(value);
  if (Array.isArray(value)) return value.every(isStorable);
  if (typeof value === 'object' && value !== null) {
    return Object.getPrototypeOf(value) !== null && Object.entries(value).every((entry) => entry.every(isStorable));
  }
  return true;
}

interface Answer {
  readonly ok: boolean;
  readonly error?: { readonly code: string; readonly params: Readonly<Record<string, unknown>> };
}

function isAnswer(value: unknown): value is Answer {
  return typeof value === 'object' && value !== null && 'ok' in value;
}

async function answerTo(send: (channel: string, input: unknown) => Promise<unknown>, channel: string, input: unknown) {
  const since = performance.now();
  const answer = await send(channel, input);
  if (long) expect(performance.now() - since, channel).toBeLessThan(answeredWithinMs);
  if (!isAnswer(answer)) throw new Error(`${channel} gave no Result`);
  return answer;
}

describe.each(everyChannel)('%s', (channel, method) => {
  const honest = sample(method.input);
  const places = placesIn(honest);

  it('refuses what no field can mean, wherever it stands, and reaches nothing', async () => {
    const { send, reached, written } = registerAll();
    for (const [what, value] of neverMeant) {
      for (const place of places) {
        const answer = await answerTo(send, channel, withAt(honest, place, value));
        expect(answer.error?.code, `${what} at ${place.join('.')}`).toBe('bad_input');
        expect(JSON.stringify(answer).length).toBeLessThan(1000);
      }
    }
    expect([reached, written]).toEqual([[], []]);
  });

  it('refuses the rest by a typed error, or gets exactly what its schema promises', async () => {
    const { send, reached, logged } = registerAll();
    for (let index = 0; index < inputsPerChannel; index += 1) {
      const value = sometimesMeant[index % sometimesMeant.length];
      const place = places[Math.floor(index / sometimesMeant.length + index) % places.length] ?? [];
      const answer = await answerTo(send, channel, withAt(honest, place, value));
      if (!answer.ok)
        expect(answer.error?.code, `value ${index % sometimesMeant.length} at ${place.join('.')}`).toBe('bad_input');
    }
    for (const { input } of reached) {
      expect(isStorable(input)).toBe(true);
      expect(method.input.safeParse(input).success).toBe(true);
    }
    expect(logged).toEqual([]);
    expect(Object.prototype).not.toHaveProperty('admin');
  });
});
