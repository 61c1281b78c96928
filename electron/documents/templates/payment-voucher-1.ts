import type { DocumentChoice, PaymentVoucherDocument } from '../../contract/document';
import type { Framed } from '../frame';
import { html, type Html } from '../html';
import { isolatedNumber, isolatedText } from '../isolate';
import { labels, methodLabels } from '../labels';
import { formatAmount } from '../numbers';
import { column, numberWidth } from '../parts/columns';
import { box, factList } from '../parts/facts';
import { framedAmount, heading } from '../parts/heading';
import { copyMark, mark, watermark } from '../parts/marks';
import { said } from '../parts/said';
import { sellerFoot, sellerHead } from '../parts/seller';
import { signatureRow } from '../parts/signatures';
import { sharedText } from '../parts/texts';
import { qrCode } from '../qr';
import { createSetting, type Setting } from '../setting';
import { amountInArabicWords, amountInEnglishWords } from '../words/amount-in-words';

function lineTable(setting: Setting, { lines, amount: whole }: PaymentVoucherDocument): Html {
  const width = numberWidth('amount', [formatAmount(whole, setting.digits)]);
  return html`<table class="lines">
    <colgroup>
      <col />
      ${column(width)}
    </colgroup>
    <thead>
      <tr>
        <th scope="col">${setting.label(labels.refundOf)}</th>
        <th scope="col" class="amount">${setting.label(labels.refunded)}</th>
      </tr>
    </thead>
    <tbody>
      ${lines.map(
        ({ invoiceNumber, fromCredit, amount }) =>
          html`<tr>
            <td>
              ${invoiceNumber !== null && isolatedNumber(invoiceNumber)} ${fromCredit && setting.label(labels.credit)}
            </td>
            <td class="amount">${setting.amount(amount)}</td>
          </tr>`,
      )}
    </tbody>
  </table>`;
}

function voucherFacts(setting: Setting, { number, date, receiptNumber }: PaymentVoucherDocument): Html {
  return factList(setting, [
    { label: labels.voucherNumber, value: isolatedNumber(number), strong: true },
    { label: labels.date, value: html`${setting.date(date)} ${setting.hijri(date)}`, strong: true },
    receiptNumber === null ? null : { label: labels.receiptNumber, value: isolatedNumber(receiptNumber) },
  ]);
}

function payoutFacts(setting: Setting, { method, reference, payeeNumber }: PaymentVoucherDocument): Html {
  return factList(setting, [
    {
      label: labels.method,
      value: setting.languages.map(
        (language) => html`<span lang="${language}">${methodLabels[method][language]}</span>`,
      ),
      strong: true,
    },
    reference ? { label: labels.reference, value: isolatedNumber(reference) } : null,
    payeeNumber ? { label: labels.payeeNumber, value: isolatedNumber(payeeNumber) } : null,
  ]);
}

/** The payment voucher (سند صرف), first version. */
export function renderPaymentVoucher1(document: PaymentVoucherDocument, choice: DocumentChoice): Framed {
  const setting = createSetting(choice);
  const { seller, tenant } = document.snapshot;
  const money = { amount: document.amount, currency: document.currency };
  const canceled = document.cancelReason !== null;
  const qr = [document.number, `${document.amount} ${document.currency}`, document.date, seller.name].join('\n');
  return {
    title: labels.paymentVoucher,
    author: seller,
    number: document.number,
    orientation: setting.paper === 'A5' ? 'landscape' : 'portrait',
    head: sellerHead(setting, seller),
    body: html`
      ${heading(setting, labels.paymentVoucher, [
        copyMark(setting, document.copy),
        canceled && mark(setting, labels.canceledDocument, 'bad'),
        framedAmount(setting, document.amount, document.currency),
      ])}
      <div class="pair">
        ${box(setting, labels.voucherDetails, voucherFacts(setting, document))}
        ${box(setting, labels.payoutDetails, payoutFacts(setting, document))}
      </div>
      <section class="statement">
        ${said(setting, labels.paidOutTo, (language) => setting.either(tenant.nameAr, tenant.name, language))}
        ${said(setting, labels.theSum, (language) =>
          language === 'ar' ? amountInArabicWords(money) : amountInEnglishWords(money),
        )}
      </section>
      ${lineTable(setting, document)} ${sharedText(setting, labels.refundReason, document.reason)}
      ${sharedText(setting, labels.cancelReason, document.cancelReason)}
      <div class="bottom receipt-bottom">
        ${signatureRow(setting, seller, [
          { label: labels.paidOutBy, name: isolatedText(document.paidBy, setting.main) },
          { label: labels.payee },
        ])}
        <div class="check">${qrCode(qr, labels.scan[setting.main])}</div>
      </div>
    `,
    foot: sellerFoot(setting, seller),
    watermark: canceled ? watermark(setting, labels.canceledDocument) : null,
  };
}
