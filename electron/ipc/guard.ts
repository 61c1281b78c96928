import { AppError } from '../contract/result';

/** Deeper than any input of the contract; far below what would exhaust a stack. */
export const greatestDepth = 24;
/** Characters of all texts and names together. A form's draft is the largest honest input, at 200,000. */
export const greatestSize = 1_000_000;
/** Values of all lists and objects together. */
export const greatestCount = 50_000;

const forbiddenNames = new Set(['__proto__', 'constructor', 'prototype']);

interface Pending {
  readonly value: unknown;
  readonly depth: number;
}

function refuse(reason: string): never {
  throw new AppError('bad_input', { path: '', reason });
}

/**
 * Refuses what is not plain JSON of a sensible size before any schema sees it. Walks with a list of its own instead of
 * calling itself, so that depth costs nothing, and stops at the first breach, so that size costs little.
 */
export function guardInput(input: unknown): void {
  const waiting: Pending[] = [{ value: input, depth: 0 }];
  let size = 0;
  let count = 0;
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const { value, depth } = next;
    if (depth > greatestDepth) refuse('too_deep');
    if (++count > greatestCount) refuse('too_large');
    if (typeof value === 'string') size += guardText(value);
    else if (typeof value === 'number') {
      if (!Number.isFinite(value)) refuse('not_finite');
    } else if (typeof value === 'object' && value !== null) {
      size += guardContainer(value, depth, waiting);
    } else if (value !== null && value !== undefined && typeof value !== 'boolean') refuse('not_json');
    if (size > greatestSize) refuse('too_large');
  }
}

/** Neither PostgreSQL nor JSON can hold NUL or half a surrogate pair, so no field of the contract means them. */
function guardText(text: string): number {
  if (text.length > greatestSize) refuse('too_large');
  if (text.includes('\0') || !text.isWellFormed()) refuse('text');
  return text.length;
}

/** Puts the container's values on the list; gives the size of its names. */
function guardContainer(container: object, depth: number, waiting: Pending[]): number {
  if (Array.isArray(container)) {
    if (container.length > greatestCount) refuse('too_large');
    for (const value of container as readonly unknown[]) waiting.push({ value, depth: depth + 1 });
    return 0;
  }
  const prototype: unknown = Object.getPrototypeOf(container);
  if (prototype !== Object.prototype && prototype !== null) refuse('not_json');
  let size = 0;
  const entries = Object.entries(container);
  if (entries.length > greatestCount) refuse('too_large');
  for (const [name, value] of entries) {
    if (forbiddenNames.has(name)) refuse('forbidden_name');
    size += guardText(name);
    waiting.push({ value, depth: depth + 1 });
  }
  return size;
}
