import type { DocumentChoice } from '../../contract/document';
import type { DayCloseDocument } from '../../contract/report-documents';
import type { Framed } from '../frame';
import { html, type Html } from '../html';
import { isolatedNumber, isolatedText } from '../isolate';
import { currencyLabels, labels, methodLabels } from '../labels';
import { formatQuantity } from '../numbers';
import { box, factList } from '../parts/facts';
import { heading } from '../parts/heading';
import { mark, watermark } from '../parts/marks';
import { sellerFoot, sellerHead } from '../parts/seller';
import { signatureRow } from '../parts/signatures';
import { sharedText } from '../parts/texts';
import { reportLabels } from '../report-labels';
import { createSetting, type Setting } from '../setting';

type Figure = DayCloseDocument['figures'][number];

function figureRow(setting: Setting, figure: Figure): Html {
  const [first, second] = setting.languages.map((language) => methodLabels[figure.method][language]);
  return html`<tr>
    <td>${first}${second !== undefined && html`<p class="basis" lang="en"><bdi dir="ltr">${second}</bdi></p>`}</td>
    <td>${currencyLabels[figure.currency][setting.main]}</td>
    <td class="amount">${setting.quantity(String(figure.entries))}</td>
    <td class="amount">${setting.amount(figure.expected)}</td>
    <td class="amount">${setting.amount(figure.counted)}</td>
    <td class="amount"><b>${setting.amount(figure.difference)}</b></td>
  </tr>`;
}

function figureTable(setting: Setting, document: DayCloseDocument): Html {
  const amounts = [reportLabels.entries, reportLabels.expected, reportLabels.counted, reportLabels.difference];
  return html`<table class="lines">
    <thead>
      <tr>
        <th scope="col">${setting.label(labels.method)}</th>
        <th scope="col">${setting.label(labels.currency)}</th>
        ${amounts.map((label) => html`<th scope="col" class="amount">${setting.label(label)}</th>`)}
      </tr>
    </thead>
    <tbody>
      ${
        document.figures.length === 0
          ? html`<tr>
              <td class="empty" colspan="6">${setting.label(reportLabels.nothingTaken)}</td>
            </tr>`
          : document.figures.map((figure) => figureRow(setting, figure))
      }
    </tbody>
  </table>`;
}

function details(setting: Setting, document: DayCloseDocument): Html {
  return box(
    setting,
    reportLabels.closeDetails,
    factList(setting, [
      {
        label: reportLabels.day,
        value: html`${setting.date(document.day)} ${setting.hijri(document.day)}`,
        strong: true,
      },
      { label: reportLabels.clerk, value: isolatedText(document.clerk, setting.main), strong: true },
      {
        label: reportLabels.signedBy,
        value: html`${isolatedText(document.signedBy, setting.main)} ${setting.date(document.signedOn)}`,
      },
      document.turn > 1
        ? { label: reportLabels.turn, value: isolatedNumber(formatQuantity(String(document.turn), setting.digits)) }
        : null,
      { label: reportLabels.printedOn, value: setting.date(document.printedOn) },
    ]),
  );
}

/** The day close as it was signed, first version. */
export function renderDayClose1(document: DayCloseDocument, choice: DocumentChoice): Framed {
  const setting = createSetting(choice);
  const { seller } = document.snapshot;
  const reopened = document.reopened !== null;
  return {
    title: reportLabels.dayClose,
    author: seller,
    number: null,
    orientation: 'portrait',
    head: sellerHead(setting, seller),
    body: html`
      ${heading(setting, reportLabels.dayClose, reopened && mark(setting, reportLabels.reopened, 'bad'))}
      ${details(setting, document)} ${figureTable(setting, document)}
      ${sharedText(setting, reportLabels.differenceReason, document.reason)}
      ${sharedText(setting, labels.notes, document.note)}
      ${sharedText(setting, reportLabels.reopened, document.reopened)}
      <div class="bottom receipt-bottom">
        ${signatureRow(setting, seller, [
          { label: reportLabels.clerk, name: isolatedText(document.clerk, setting.main) },
          { label: labels.accountant },
        ])}
      </div>
    `,
    foot: sellerFoot(setting, seller),
    watermark: reopened ? watermark(setting, reportLabels.reopened) : null,
  };
}
