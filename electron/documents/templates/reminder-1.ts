import type { DocumentChoice, ReminderDocument } from '../../contract/document';
import type { Framed } from '../frame';
import { html, type Html } from '../html';
import { isolatedNumber } from '../isolate';
import { currencyLabels, labels, type Label } from '../labels';
import { box, factList } from '../parts/facts';
import { heading } from '../parts/heading';
import { copyMark } from '../parts/marks';
import { howToPay } from '../parts/pay-to';
import { sellerFoot, sellerHead } from '../parts/seller';
import { signatureRow } from '../parts/signatures';
import { tenantBox } from '../parts/tenant';
import { freeText, isolatedLines } from '../parts/texts';
import { toDigits } from '../numbers';
import { createSetting, type Setting } from '../setting';

/** How firmly each level asks. Part of the template: a change of meaning is a new version. */
const letters: Readonly<Record<number, { readonly title: Label; readonly text: Label }>> = {
  1: {
    title: labels.reminder,
    text: {
      ar: 'السادة الكرام، تحية طيبة وبعد،\nنود تذكيركم بأن الفواتير المبينة أدناه ما زالت قائمة في سجلاتنا وقد تجاوز بعضها تاريخ استحقاقه. نرجو التكرم بسدادها في أقرب وقت، فإن كنتم قد سددتموها فنرجو اعتبار هذا الخطاب لاغياً مع الشكر.',
      en: 'Dear Sir or Madam,\nOur records show that the invoices below are still open and that some are past their due date. Please settle them at your earliest convenience. If you have paid already, please disregard this letter, with our thanks.',
    },
  },
  2: {
    title: labels.secondReminder,
    text: {
      ar: 'السادة الكرام، تحية طيبة وبعد،\nإلحاقاً بتذكيرنا السابق، لم يصلنا حتى تاريخه سداد الفواتير المتأخرة المبينة أدناه. نرجو سدادها خلال سبعة أيام من تاريخ هذا الخطاب، أو التواصل معنا للاتفاق على موعد للسداد.',
      en: 'Dear Sir or Madam,\nFurther to our earlier reminder, payment of the overdue invoices below has not reached us. Please pay within seven days of this letter, or contact us to agree on a date.',
    },
  },
  3: {
    title: labels.demand,
    text: {
      ar: 'السادة الكرام، تحية طيبة وبعد،\nرغم تذكيراتنا السابقة لم تُسدد الفواتير المتأخرة المبينة أدناه. نطالبكم بسداد المبلغ المتأخر كاملاً خلال ثلاثة أيام من تاريخ هذا الخطاب، وإلا فقد نضطر إلى إيقاف الخدمة واتخاذ ما يلزم لتحصيل حقوقنا.',
      en: 'Dear Sir or Madam,\nDespite our earlier reminders the overdue invoices below remain unpaid. We demand payment of the whole overdue amount within three days of this letter, failing which we may have to suspend the service and take the steps needed to collect it.',
    },
  },
};

type Group = ReminderDocument['snapshot']['groups'][number];

type Invoice = Group['invoices'][number];

/** So many of the last invoices stay with their sums. */
const keptWithSums = 2;

/** What is said in words in both languages, one below the other: beside each other they would break in a narrow column. */
function inBoth(setting: Setting, label: Label): Html[] {
  return setting.languages.map(
    (language, place) =>
      html`<p lang="${language}" class="${place === 0 ? '' : 'basis'}">
        <bdi dir="${language === 'ar' ? 'rtl' : 'ltr'}">${label[language]}</bdi>
      </p>`,
  );
}

function invoiceRow(setting: Setting, invoice: Invoice): Html {
  return html`<tr>
    <td>${isolatedNumber(invoice.number)}</td>
    <td>${setting.date(invoice.dueDate)}</td>
    <td>
      ${
        invoice.daysOverdue === 0
          ? inBoth(setting, labels.notDueYet)
          : isolatedNumber(toDigits(String(invoice.daysOverdue), setting.digits))
      }
    </td>
    <td class="amount">${setting.amount(invoice.total)}</td>
    <td class="amount">${setting.amount(invoice.amountDue)}</td>
  </tr>`;
}

/** One currency's invoices. The head comes again on each page; the sums never stand alone. */
function groupTable(setting: Setting, group: Group): Html {
  const currency = html`<span>${setting.label(currencyLabels[group.currency])}</span>`;
  const rows = group.invoices.map((invoice) => invoiceRow(setting, invoice));
  const first = rows.slice(0, -keptWithSums);
  return html`<section>
    <h2>${setting.label(labels.openInvoices)} · ${currency}</h2>
    <table class="lines">
      <thead>
        <tr>
          <th scope="col">${setting.label(labels.invoiceNumber)}</th>
          <th scope="col">${setting.label(labels.dueDate)}</th>
          <th scope="col">${setting.label(labels.daysOverdue)}</th>
          <th scope="col" class="amount">${setting.label(labels.total)}</th>
          <th scope="col" class="amount">${setting.label(labels.due)}</th>
        </tr>
      </thead>
      ${
        first.length > 0 &&
        html`<tbody>
          ${first}
        </tbody>`
      }
      <tbody class="last">
        ${rows.slice(-keptWithSums)}
        <tr>
          <td colspan="4">${setting.label(labels.overdueTotal)}</td>
          <td class="amount">${setting.amount(group.overdue)}</td>
        </tr>
        <tr>
          <td colspan="4"><strong>${setting.label(labels.allDue)}</strong></td>
          <td class="amount"><strong>${setting.amount(group.due)}</strong></td>
        </tr>
      </tbody>
    </table>
  </section>`;
}

/** The reminder letter (خطاب تذكير / مطالبة), first version. */
export function renderReminder1(document: ReminderDocument, choice: DocumentChoice): Framed {
  const setting = createSetting(choice);
  const { seller, tenant, groups } = document.snapshot;
  const letter = letters[document.level] ?? { title: labels.reminder, text: { ar: '', en: '' } };
  return {
    title: letter.title,
    author: seller,
    number: document.number,
    orientation: 'portrait',
    head: sellerHead(setting, seller),
    body: html`
      ${heading(setting, letter.title, [copyMark(setting, document.copy)])}
      <div class="pair">
        ${tenantBox(setting, tenant)}
        ${box(
          setting,
          labels.reminderDetails,
          factList(setting, [
            { label: labels.reminderNumber, value: isolatedNumber(document.number), strong: true },
            {
              label: labels.date,
              value: html`${setting.date(document.date)} ${setting.hijri(document.date)}`,
              strong: true,
            },
          ]),
        )}
      </div>
      <section class="free">
        ${setting.languages.map(
          (language) =>
            html`<div lang="${language}" dir="${language === 'ar' ? 'rtl' : 'ltr'}">
              ${isolatedLines(letter.text[language], language)}
            </div>`,
        )}
      </section>
      ${groups.map((group) => groupTable(setting, group))}
      ${howToPay(
        setting,
        seller,
        groups.map(({ currency }) => currency),
      )}
      ${seller.accounts.length === 0 && freeText(setting, labels.howToPay, seller.payToAr, seller.payTo)}
      <div class="letter-end">${signatureRow(setting, seller, [{ label: labels.accountant }])}</div>
    `,
    foot: sellerFoot(setting, seller),
    watermark: null,
  };
}
