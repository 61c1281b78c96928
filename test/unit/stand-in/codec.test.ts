import { describe, expect, it } from 'vitest';
import { decode, encode } from '../../stand-in/codec';

describe('what passes between the stand-in’s page and main', () => {
  const values: readonly (readonly [string, unknown])[] = [
    ['text with marks, NUL and a lone surrogate', '\u202eسهول\u0000\ud800'],
    ['numbers that JSON has not', [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, -0, 1e308]],
    ['undefined in its place', { a: undefined, b: [undefined, null] }],
    ['a 64-bit integer', 9_223_372_036_854_775_807n],
    ['a date, and one that is none', [new Date(0), new Date(Number.NaN)]],
    ['maps and sets', [new Map<unknown, unknown>([['k', { n: 1 }]]), new Set([1, 'two'])]],
    ['bytes', new Uint8Array([0, 128, 255])],
    ['names that the notation itself uses', { $: 'number', v: '1', plain: { $: { $: 1 } } }],
  ];
  it.each(values)('%s comes back as it was', (_name, value) => {
    expect(decode(encode(value))).toEqual(value);
  });

  it('an own __proto__ stays an own name and reaches no prototype', () => {
    const hostile: unknown = JSON.parse('{"__proto__":{"polluted":true}}');
    const back = decode(encode(hostile));
    expect(Object.hasOwn(back as object, '__proto__')).toBe(true);
    expect(Object.getPrototypeOf(back)).toBe(Object.prototype);
  });

  it.each([
    ['a function', () => 1],
    ['a symbol', Symbol('s')],
  ])('%s is refused, as Electron refuses it', (_name, value) => {
    expect(() => encode({ value })).toThrow('An object could not be cloned.');
  });

  it('takes sixteen megabytes', () => {
    const text = 'س'.repeat(8_000_000);
    expect(decode(encode([text]))).toEqual([text]);
  });
});
