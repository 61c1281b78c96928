import Big from 'big.js';
import { compareAmounts, negateAmount } from '../../contract/amount';
import { addDays, type CalendarDate } from '../../contract/calendar-date';
import { moneyScale } from '../../contract/currency';
import type { DocumentChoice, InvoiceDocument } from '../../contract/document';
import type { Framed } from '../frame';
import { html, type Html } from '../html';
import { isolatedNumber } from '../isolate';
import { currencyLabels, cycleLabels, labels, standingLabels } from '../labels';
import { scanToCheck } from '../parts/check';
import { dollarIs, rials } from '../parts/exchange';
import { box, factList } from '../parts/facts';
import { heading } from '../parts/heading';
import { copyMark, mark, watermark, type MarkTone } from '../parts/marks';
import { howToPay } from '../parts/pay-to';
import { sellerFoot, sellerHead } from '../parts/seller';
import { tenantBox } from '../parts/tenant';
import { freeText, sharedText } from '../parts/texts';
import { totals, type TotalRow } from '../parts/totals';
import { inWords } from '../parts/words';
import { createSetting, type Setting } from '../setting';
import { lineTable, sumWidth } from './invoice-lines';

const tones: Readonly<Record<InvoiceDocument['standing'], MarkTone>> = {
  draft: 'calm',
  pending: 'calm',
  partly_paid: 'warn',
  paid: 'good',
  overdue: 'bad',
  canceled: 'bad',
  refunded: 'calm',
};

/** Both days are in the period. A dash alone could be read from either side in Arabic. */
function periodText(setting: Setting, first: CalendarDate, last: CalendarDate): Html {
  if (setting.language === 'ar') {
    return html`<span>${labels.from.ar} ${setting.date(first)} ${labels.to.ar} ${setting.date(last)}</span>`;
  }
  return html`<bdi class="range" dir="ltr">${setting.date(first)} – ${setting.date(last)}</bdi>`;
}

function details(setting: Setting, document: InvoiceDocument): Html {
  const { plan, period } = document.snapshot;
  const planTexts =
    plan &&
    setting.languages.map((language) => {
      const name = setting.either(plan.nameAr, plan.name, language);
      return html`<span lang="${language}" dir="${language === 'ar' ? 'rtl' : 'ltr'}"
        >${name}${language === 'ar' ? '، ' : ', '}${cycleLabels[plan.cycle][language]}</span
      >`;
    });
  const facts = factList(setting, [
    {
      label: labels.invoiceNumber,
      value: document.number === null ? '—' : isolatedNumber(document.number),
      strong: true,
    },
    {
      label: labels.issueDate,
      value: html`${setting.date(document.issueDate)} ${setting.hijri(document.issueDate)}`,
      strong: true,
    },
    {
      label: labels.dueDate,
      value: html`${setting.date(document.dueDate)} ${setting.hijri(document.dueDate)}`,
      strong: true,
    },
    period && { label: labels.period, value: periodText(setting, period.start, addDays(period.end, -1)) },
    planTexts ? { label: labels.plan, value: planTexts } : null,
  ]);
  return box(setting, labels.details, facts, 'details');
}

function sums(setting: Setting, document: InvoiceDocument): Html {
  const rows: TotalRow[] = [{ label: labels.subtotal, value: setting.amount(document.subtotal) }];
  if (compareAmounts(document.discount, '0') !== 0) {
    rows.push({ label: labels.discount, value: setting.amount(negateAmount(document.discount)) });
  }
  rows.push({ label: labels.tax, aside: setting.percent(document.taxRate), value: setting.amount(document.tax) });
  rows.push({
    label: labels.total,
    aside: currencyLabels[document.currency][setting.bilingual ? 'en' : setting.main],
    value: setting.amount(document.total),
    tone: 'grand',
  });
  const isOpenMatter = document.standing !== 'draft' && document.standing !== 'canceled';
  if (isOpenMatter) {
    rows.push({ label: labels.paidTo, aside: setting.date(document.printedOn), value: setting.amount(document.paid) });
    if (compareAmounts(document.credited, '0') !== 0) {
      rows.push({ label: labels.credited, value: setting.amount(negateAmount(document.credited)) });
    }
    const settled = compareAmounts(document.due, '0') === 0;
    const tone = settled ? 'settled' : document.standing === 'overdue' ? 'late' : 'open';
    rows.push({ label: labels.due, value: setting.amount(document.due), tone });
  }
  return totals(setting, rows, sumWidth(setting, document));
}

/** The rate, and what the total is in Yemeni rials by it; a YER invoice only says which rate it was made with. */
function rateFacts(setting: Setting, document: InvoiceDocument): Html | null {
  const { rate } = document.snapshot;
  if (rate === null) return null;
  const equivalent = new Big(document.total)
    .times(rate.yerPerUsd)
    .round(moneyScale, Big.roundHalfUp)
    .toFixed(moneyScale);
  return factList(setting, [
    {
      label: labels.rate,
      value: html`${dollarIs(setting, rate.yerPerUsd)} ${setting.date(rate.date)}`,
    },
    document.currency === 'USD'
      ? {
          label: labels.equivalent,
          value: rials(setting, equivalent),
          strong: true,
        }
      : null,
  ]);
}

/** What the code says: plain lines. */
function codeLines(document: InvoiceDocument): readonly string[] {
  const { seller } = document.snapshot;
  const total = `${document.total} ${document.currency}`;
  return [document.number ?? 'DRAFT', total, document.issueDate, seller.name, seller.taxId];
}

/** The invoice, first version. Issued invoices name this version in their snapshot: it may be mended, never redesigned. */
export function renderInvoice1(document: InvoiceDocument, choice: DocumentChoice): Framed {
  const setting = createSetting(choice);
  const { seller, tenant } = document.snapshot;
  const money = { amount: document.total, currency: document.currency };
  const invalid = document.standing === 'draft' || document.standing === 'canceled';
  const closing = html`<div class="bottom">
    <div>${rateFacts(setting, document)}${scanToCheck(setting, codeLines(document))}</div>
    ${sums(setting, document)}
  </div>`;
  return {
    title: labels.invoice,
    author: seller,
    number: document.number,
    orientation: 'portrait',
    head: sellerHead(setting, seller),
    body: html`
      ${heading(setting, labels.invoice, [
        copyMark(setting, document.copy),
        mark(setting, standingLabels[document.standing], tones[document.standing]),
      ])}
      <div class="pair">${tenantBox(setting, tenant)}${details(setting, document)}</div>
      ${lineTable(setting, document, closing)} ${inWords(setting, labels.totalInWords, money)}
      ${sharedText(setting, labels.voidReason, document.voidReason)}
      <div class="tail">
        ${freeText(setting, labels.notes, document.notesAr, document.notes)}
        ${
          document.standing !== 'canceled' &&
          seller.accounts.length === 0 &&
          freeText(setting, labels.howToPay, seller.payToAr, seller.payTo)
        }
      </div>
      ${document.standing !== 'canceled' && howToPay(setting, seller, [document.currency])}
    `,
    foot: sellerFoot(setting, seller),
    watermark: invalid ? watermark(setting, standingLabels[document.standing]) : null,
  };
}
