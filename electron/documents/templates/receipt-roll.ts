import { compareAmounts } from '../../contract/amount';
import type { ReceiptDocument } from '../../contract/document';
import type { Framed } from '../frame';
import { html } from '../html';
import { isolatedNumber, isolatedText } from '../isolate';
import { labels, methodLabels } from '../labels';
import { scanToCheck } from '../parts/check';
import { factList } from '../parts/facts';
import { copyMark, mark } from '../parts/marks';
import { rollHead, rollSaid, rollTable, rollTitle } from '../parts/roll';
import { sellerFoot } from '../parts/seller';
import type { Setting } from '../setting';
import { amountInArabicWords, amountInEnglishWords } from '../words/amount-in-words';

/** The receipt voucher on the 80 mm roll of a till's printer: the same facts under each other. */
export function receiptRoll(setting: Setting, document: ReceiptDocument): Framed {
  const { seller, tenant } = document.snapshot;
  const { amount, currency, reversalReason } = document;
  const money = { amount, currency };
  const hasCredit = compareAmounts(document.credit, '0') > 0;
  return {
    title: labels.receipt,
    author: seller,
    number: document.number,
    orientation: 'portrait',
    head: rollHead(setting, seller),
    body: html`
      ${rollTitle(setting, labels.receipt, amount, currency, [
        copyMark(setting, document.copy),
        reversalReason !== null && mark(setting, labels.reversed, 'bad'),
      ])}
      ${factList(setting, [
        { label: labels.voucherNumber, value: isolatedNumber(document.number), strong: true },
        { label: labels.date, value: html`${setting.date(document.date)}`, strong: true },
        {
          label: labels.method,
          value: setting.languages.map(
            (language) => html`<span lang="${language}">${methodLabels[document.method][language]}</span>`,
          ),
        },
        document.reference ? { label: labels.reference, value: isolatedNumber(document.reference) } : null,
        document.payerNumber ? { label: labels.payerNumber, value: isolatedNumber(document.payerNumber) } : null,
      ])}
      ${rollSaid(setting, labels.receivedFrom, (language) => setting.either(tenant.nameAr, tenant.name, language))}
      ${rollSaid(setting, labels.theSum, (language) =>
        language === 'ar' ? amountInArabicWords(money) : amountInEnglishWords(money),
      )}
      ${
        document.allocations.length === 0
          ? rollSaid(setting, labels.inPaymentOf, (language) => labels.onAccount[language])
          : rollTable(
              setting,
              [labels.invoice, labels.allocated, labels.dueAfter],
              document.allocations.map((each) => [
                isolatedNumber(each.invoiceNumber),
                setting.amount(each.amount),
                each.dueAfter === null ? '—' : setting.amount(each.dueAfter),
              ]),
            )
      }
      ${hasCredit && factList(setting, [{ label: labels.credit, value: setting.amount(document.credit), strong: true }])}
      ${
        reversalReason !== null &&
        rollSaid(setting, labels.reversalReason, (language) => isolatedText(reversalReason, language), 1)
      }
      ${
        document.receivedBy !== null &&
        factList(setting, [{ label: labels.receivedBy, value: isolatedText(document.receivedBy, setting.main) }])
      }
      ${scanToCheck(setting, [document.number, `${amount} ${currency}`, document.date, seller.name])}
    `,
    foot: sellerFoot(setting, seller),
    watermark: null,
  };
}
