import { compareAmounts, negateAmount, subtractAmounts } from '../../contract/amount';
import type { CreditNoteDocument, DocumentChoice } from '../../contract/document';
import type { Framed } from '../frame';
import { html, type Html } from '../html';
import { isolatedNumber, isolatedText } from '../isolate';
import { currencyLabels, labels } from '../labels';
import { formatAmount, formatQuantity } from '../numbers';
import { scanToCheck } from '../parts/check';
import { column, numberWidth } from '../parts/columns';
import { dollarIs } from '../parts/exchange';
import { box, factList } from '../parts/facts';
import { heading } from '../parts/heading';
import { copyMark, mark, watermark } from '../parts/marks';
import { sellerFoot, sellerHead } from '../parts/seller';
import { tenantBox } from '../parts/tenant';
import { freeText, sharedText } from '../parts/texts';
import { totals, type TotalRow } from '../parts/totals';
import { inWords } from '../parts/words';
import { createSetting, type Setting } from '../setting';

function details(setting: Setting, document: CreditNoteDocument): Html {
  const { invoice, rate } = document.snapshot;
  const facts = factList(setting, [
    { label: labels.creditNoteNumber, value: isolatedNumber(document.number), strong: true },
    {
      label: labels.issueDate,
      value: html`${setting.date(document.issueDate)} ${setting.hijri(document.issueDate)}`,
      strong: true,
    },
    { label: labels.onInvoice, value: isolatedNumber(invoice.number), strong: true },
    { label: labels.invoiceDate, value: setting.date(invoice.issueDate) },
    { label: labels.invoiceTotal, value: setting.amount(invoice.total) },
    rate && { label: labels.rate, value: dollarIs(setting, rate.yerPerUsd) },
  ]);
  return box(setting, labels.creditNoteDetails, facts, 'details');
}

/** The width of the amounts, of the lines and of the sums alike. */
function sumWidth(setting: Setting, { lines, subtotal, discount, total }: CreditNoteDocument): string {
  const values = [subtotal, discount, total, ...lines.map(({ amount }) => amount)];
  return numberWidth(
    'amount',
    values.map((value) => formatAmount(value, setting.digits)),
  );
}

function sums(setting: Setting, document: CreditNoteDocument): Html {
  const { discount, total, freed } = document;
  const rows: TotalRow[] = [{ label: labels.subtotal, value: setting.amount(document.subtotal) }];
  if (compareAmounts(discount, '0') !== 0) {
    rows.push({ label: labels.discount, value: setting.amount(negateAmount(discount)) });
  }
  rows.push({ label: labels.tax, aside: setting.percent(document.taxRate), value: setting.amount(document.tax) });
  rows.push({
    label: labels.creditTotal,
    aside: currencyLabels[document.currency][setting.bilingual ? 'en' : setting.main],
    value: setting.amount(total),
    tone: 'grand',
  });
  const offDue = subtractAmounts(total, freed);
  if (compareAmounts(offDue, '0') > 0) rows.push({ label: labels.offDue, value: setting.amount(offDue) });
  if (compareAmounts(freed, '0') > 0) {
    rows.push({ label: labels.toCredit, value: setting.amount(freed), tone: 'settled' });
  }
  return totals(setting, rows, sumWidth(setting, document));
}

/** So many of the last lines stay with the sums. */
const keptWithTotals = 2;

function lineTable(setting: Setting, document: CreditNoteDocument, closing: Html): Html {
  const descriptions = setting.languages.map(
    (language, place) =>
      html`<th scope="col" lang="${language}" class="${place === 0 ? '' : 'second'}">
        ${labels.description[language]}
      </th>`,
  );
  const rows = document.lines.map((line, index) => {
    const cells = setting.languages.map((language, place) => {
      const basis = language === 'ar' ? line.basisAr : line.basis;
      return html`<td class="${place === 0 ? '' : 'second'}">
        ${setting.either(line.descriptionAr, line.description, language)}
        ${basis && html`<p class="basis">${isolatedText(basis, language)}</p>`}
      </td>`;
    });
    return html`<tr>
      <td class="no">${isolatedNumber(formatQuantity(String(index + 1), setting.digits))}</td>
      ${cells}
      <td class="amount">${setting.amount(line.amount)}</td>
    </tr>`;
  });
  const first = rows.slice(0, -keptWithTotals);
  return html`<table class="lines">
    <colgroup>
      ${column(numberWidth('no', [String(document.lines.length)]))}${setting.languages.map(() => html`<col />`)}
      ${column(sumWidth(setting, document))}
    </colgroup>
    <thead>
      <tr>
        <th scope="col" class="no">${labels.line[setting.main]}</th>
        ${descriptions}
        <th scope="col" class="amount sum">${setting.label(labels.amount)}</th>
      </tr>
    </thead>
    ${
      first.length > 0 &&
      html`<tbody>
        ${first}
      </tbody>`
    }
    <tbody class="last">
      ${rows.slice(-keptWithTotals)}
      <tr>
        <td class="closing-cell" colspan="${2 + setting.languages.length}">${closing}</td>
      </tr>
    </tbody>
  </table>`;
}

/** The credit note (إشعار دائن), first version. */
export function renderCreditNote1(document: CreditNoteDocument, choice: DocumentChoice): Framed {
  const setting = createSetting(choice);
  const { seller, tenant } = document.snapshot;
  const canceled = document.cancelReason !== null;
  const scan = [
    document.number,
    `${document.total} ${document.currency}`,
    document.issueDate,
    seller.name,
    seller.taxId,
  ];
  return {
    title: labels.creditNote,
    author: seller,
    number: document.number,
    orientation: 'portrait',
    head: sellerHead(setting, seller),
    body: html`
      ${heading(setting, labels.creditNote, [
        copyMark(setting, document.copy),
        canceled && mark(setting, labels.canceledDocument, 'bad'),
      ])}
      <div class="pair">${tenantBox(setting, tenant, labels.creditTo)}${details(setting, document)}</div>
      ${lineTable(
        setting,
        document,
        html`<div class="bottom">
          <div>${scanToCheck(setting, scan)}</div>
          ${sums(setting, document)}
        </div>`,
      )}
      ${inWords(setting, labels.totalInWords, { amount: document.total, currency: document.currency })}
      ${sharedText(setting, labels.cancelReason, document.cancelReason)}
      <div class="tail">${freeText(setting, labels.creditReason, document.reasonAr, document.reason)}</div>
    `,
    foot: sellerFoot(setting, seller),
    watermark: canceled ? watermark(setting, labels.canceledDocument) : null,
  };
}
