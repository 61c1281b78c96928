import { html, type Html } from '../html';
import { labels, type Label } from '../labels';
import { toDigits } from '../numbers';
import type { Setting } from '../setting';
import { isolatedNumber } from '../isolate';

/** How a mark is coloured: the state's meaning, not its name. */
export type MarkTone = 'calm' | 'good' | 'warn' | 'bad';

/** The state of the document, framed like a stamp. */
export function mark(setting: Setting, label: Label, tone: MarkTone): Html {
  return html`<span class="stamp ${tone}">${setting.label(label)}</span>`;
}

/** COPY with its count; nothing on the original. */
export function copyMark(setting: Setting, copy: number): Html | null {
  if (copy === 0) return null;
  const count = isolatedNumber(toDigits(String(copy), setting.digits));
  return html`<span class="stamp calm">${setting.label(labels.copy)} ${count}</span>`;
}

/** Large and pale behind every page: what must never be taken for a valid document. */
export function watermark(setting: Setting, label: Label): Html {
  return html`<div class="watermark" aria-hidden="true">${setting.label(label)}</div>`;
}
