import { compareAmounts } from '../../contract/amount';
import type { DocumentChoice, ReceiptDocument } from '../../contract/document';
import { frame } from '../frame';
import { html, type Html, type HtmlValue } from '../html';
import { isolatedNumber, isolatedText } from '../isolate';
import { currencyLabels, labels, methodLabels, type Label } from '../labels';
import { box, factList } from '../parts/facts';
import { copyMark, mark, watermark } from '../parts/marks';
import { sellerFoot, sellerHead } from '../parts/seller';
import { sharedText } from '../parts/texts';
import { qrCode } from '../qr';
import { createSetting, type Setting } from '../setting';
import { amountInArabicWords, amountInEnglishWords } from '../words/amount-in-words';

function said(setting: Setting, label: Label, text: (language: 'ar' | 'en') => HtmlValue): Html {
  return html`<div>
    <span class="term" lang="${setting.main}">${label[setting.main]}</span>
    <div class="said">
      ${setting.languages.map(
        (language) => html`<p lang="${language}" dir="${language === 'ar' ? 'rtl' : 'ltr'}">${text(language)}</p>`,
      )}
    </div>
    ${setting.bilingual && html`<span class="term en" lang="en">${label.en}</span>`}
  </div>`;
}

function allocationTable(setting: Setting, document: ReceiptDocument): Html | null {
  if (document.allocations.length === 0) return null;
  return html`<table class="lines">
    <thead>
      <tr>
        <th scope="col">${setting.label(labels.inPaymentOf)}</th>
        <th scope="col" class="amount">${setting.label(labels.allocated)}</th>
        <th scope="col" class="amount">${setting.label(labels.dueAfter)}</th>
      </tr>
    </thead>
    <tbody>
      ${document.allocations.map(
        ({ invoiceNumber, amount, dueAfter }) =>
          html`<tr>
            <td>${isolatedNumber(invoiceNumber)}</td>
            <td class="amount">${setting.amount(amount)}</td>
            <td class="amount">${dueAfter === null ? '—' : setting.amount(dueAfter)}</td>
          </tr>`,
      )}
    </tbody>
  </table>`;
}

function signatures(setting: Setting, document: ReceiptDocument): Html {
  const name = document.receivedBy === null ? null : html`<p>${isolatedText(document.receivedBy, setting.main)}</p>`;
  return html`<section class="signatures">
    <div>
      <h2>${setting.label(labels.receivedBy)}</h2>
      ${name}
    </div>
    <div><h2>${setting.label(labels.accountant)}</h2></div>
    <div><h2>${setting.label(labels.stamp)}</h2></div>
  </section>`;
}

function voucherFacts(setting: Setting, document: ReceiptDocument): Html {
  return factList(setting, [
    { label: labels.voucherNumber, value: isolatedNumber(document.number), strong: true },
    { label: labels.date, value: html`${setting.date(document.date)} ${setting.hijri(document.date)}`, strong: true },
  ]);
}

function methodFacts(setting: Setting, document: ReceiptDocument): Html {
  const hasCredit = compareAmounts(document.credit, '0') > 0;
  return factList(setting, [
    {
      label: labels.method,
      value: setting.languages.map(
        (language) => html`<span lang="${language}">${methodLabels[document.method][language]}</span>`,
      ),
      strong: true,
    },
    document.reference ? { label: labels.reference, value: isolatedNumber(document.reference) } : null,
    document.payerNumber ? { label: labels.payerNumber, value: isolatedNumber(document.payerNumber) } : null,
    hasCredit ? { label: labels.credit, value: setting.amount(document.credit), strong: true } : null,
  ]);
}

/** The receipt voucher (سند قبض), first version. */
export function renderReceipt1(document: ReceiptDocument, choice: DocumentChoice): string {
  const setting = createSetting(choice);
  const { seller, tenant } = document.snapshot;
  const money = { amount: document.amount, currency: document.currency };
  const reversed = document.reversalReason !== null;
  const qr = [document.number, `${document.amount} ${document.currency}`, document.date, seller.name].join('\n');
  return frame(setting, {
    title: labels.receipt,
    number: document.number,
    orientation: setting.paper === 'A5' ? 'landscape' : 'portrait',
    head: sellerHead(setting, seller),
    body: html`
      <div class="title">
        <h1>${setting.label(labels.receipt)}</h1>
        <div class="marks">
          ${copyMark(setting, document.copy)}${reversed && mark(setting, labels.reversed, 'bad')}
          <span class="amount-frame">
            ${setting.amount(document.amount)}<small
              >${currencyLabels[document.currency][setting.bilingual ? 'en' : setting.main]}</small
            >
          </span>
        </div>
      </div>
      <div class="pair">
        ${box(setting, labels.voucherDetails, voucherFacts(setting, document))}
        ${box(setting, labels.paymentDetails, methodFacts(setting, document))}
      </div>
      <section class="statement">
        ${said(setting, labels.receivedFrom, (language) => setting.either(tenant.nameAr, tenant.name, language))}
        ${said(setting, labels.theSum, (language) =>
          language === 'ar' ? amountInArabicWords(money) : amountInEnglishWords(money),
        )}
        ${document.allocations.length === 0 && said(setting, labels.inPaymentOf, (language) => labels.onAccount[language])}
      </section>
      ${allocationTable(setting, document)} ${sharedText(setting, labels.reversalReason, document.reversalReason)}
      ${sharedText(setting, labels.notes, document.note)}
      <div class="bottom receipt-bottom">
        ${signatures(setting, document)}
        <div class="check">${qrCode(qr, labels.scan[setting.main])}</div>
      </div>
    `,
    foot: sellerFoot(setting, seller),
    watermark: reversed ? watermark(setting, labels.reversed) : null,
  });
}
