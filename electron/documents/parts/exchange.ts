import { html, type Html } from '../html';
import { isolatedNumber } from '../isolate';
import { currencyLabels } from '../labels';
import { formatAmount, formatDecimal, toDigits } from '../numbers';
import type { Setting } from '../setting';

/** `1 USD = 535.00 YER`; in words where the document is Arabic alone, since a code would reorder the line. */
export function dollarIs(setting: Setting, yerPerUsd: string): Html {
  const one = toDigits('1', setting.digits);
  const rate = formatDecimal(yerPerUsd, setting.digits, 2);
  if (setting.language !== 'ar') return isolatedNumber(`${one} USD = ${rate} YER`);
  const { USD, YER } = currencyLabels;
  return html`<span>${isolatedNumber(one)} ${USD.ar} = ${isolatedNumber(rate)} ${YER.ar}</span>`;
}

/** An amount in Yemeni rials with its currency, in the words of `dollarIs`. */
export function rials(setting: Setting, amount: string): Html {
  const written = formatAmount(amount, setting.digits);
  if (setting.language !== 'ar') return isolatedNumber(`${written} YER`);
  return html`<span>${isolatedNumber(written)} ${currencyLabels.YER.ar}</span>`;
}
