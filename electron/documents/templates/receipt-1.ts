import { compareAmounts } from '../../contract/amount';
import type { DocumentChoice, ReceiptDocument } from '../../contract/document';
import type { Framed } from '../frame';
import { html, type Html } from '../html';
import { isolatedNumber, isolatedText } from '../isolate';
import { labels, methodLabels } from '../labels';
import { box, factList } from '../parts/facts';
import { framedAmount, heading } from '../parts/heading';
import { copyMark, mark, watermark } from '../parts/marks';
import { said } from '../parts/said';
import { sellerFoot, sellerHead } from '../parts/seller';
import { signatureRow } from '../parts/signatures';
import { sharedText } from '../parts/texts';
import { qrCode } from '../qr';
import { createSetting, type Setting } from '../setting';
import { receiptRoll } from './receipt-roll';
import { amountInArabicWords, amountInEnglishWords } from '../words/amount-in-words';

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
export function renderReceipt1(document: ReceiptDocument, choice: DocumentChoice): Framed {
  const setting = createSetting(choice);
  if (setting.paper === 'roll') return receiptRoll(setting, document);
  const { seller, tenant } = document.snapshot;
  const money = { amount: document.amount, currency: document.currency };
  const reversed = document.reversalReason !== null;
  const qr = [document.number, `${document.amount} ${document.currency}`, document.date, seller.name].join('\n');
  return {
    title: labels.receipt,
    author: seller,
    number: document.number,
    orientation: setting.paper === 'A5' ? 'landscape' : 'portrait',
    head: sellerHead(setting, seller),
    body: html`
      ${heading(setting, labels.receipt, [
        copyMark(setting, document.copy),
        reversed && mark(setting, labels.reversed, 'bad'),
        framedAmount(setting, document.amount, document.currency),
      ])}
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
        ${signatureRow(setting, seller, [
          {
            label: labels.receivedBy,
            name: document.receivedBy === null ? null : isolatedText(document.receivedBy, setting.main),
          },
          { label: labels.accountant },
        ])}
        <div class="check">${qrCode(qr, labels.scan[setting.main])}</div>
      </div>
    `,
    foot: sellerFoot(setting, seller),
    watermark: reversed ? watermark(setting, labels.reversed) : null,
  };
}
