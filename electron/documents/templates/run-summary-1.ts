import type { DocumentChoice } from '../../contract/document';
import type { RunSummaryDocument } from '../../contract/run-summary';
import type { Framed } from '../frame';
import { html, type Html } from '../html';
import { isolatedNumber, isolatedText } from '../isolate';
import { currencyLabels, labels, type Label } from '../labels';
import { box, factList } from '../parts/facts';
import { heading } from '../parts/heading';
import { mark } from '../parts/marks';
import { sellerFoot, sellerHead } from '../parts/seller';
import { signatureRow } from '../parts/signatures';
import { reportLabels } from '../report-labels';
import { leftOutLabels, runLabels, runStateLabels } from '../run-labels';
import { createSetting, type Setting } from '../setting';

/** A fixed text in the document's languages, the second one smaller. */
function said(setting: Setting, label: Label): Html {
  const [first, second] = setting.languages;
  return html`${first !== undefined && label[first]}${
    second !== undefined && html` <small lang="${second}">${label[second]}</small>`
  }`;
}

function named(setting: Setting, name: string, nameAr: string): Html {
  return isolatedText(setting.main === 'ar' ? nameAr : name, setting.main);
}

function details(setting: Setting, document: RunSummaryDocument): Html {
  return box(
    setting,
    runLabels.details,
    factList(setting, [
      {
        label: runLabels.asOf,
        value: html`${setting.date(document.asOf)} ${setting.hijri(document.asOf)}`,
        strong: true,
      },
      { label: runLabels.state, value: said(setting, runStateLabels[document.state]), strong: true },
      { label: runLabels.startedBy, value: isolatedText(document.startedBy, setting.main) },
      { label: runLabels.started, value: setting.date(document.startedOn) },
      document.lastOn === document.startedOn
        ? null
        : { label: runLabels.finished, value: setting.date(document.lastOn) },
      { label: runLabels.examined, value: setting.quantity(String(document.examined)) },
      document.voided > 0 ? { label: runLabels.voided, value: setting.quantity(String(document.voided)) } : null,
      { label: reportLabels.printedOn, value: setting.date(document.printedOn) },
    ]),
  );
}

function table(setting: Setting, title: Label, heads: readonly Html[], rows: readonly Html[]): Html {
  return html`<section>
    <h2 class="table-title">${setting.label(title)}</h2>
    <table class="lines">
      <thead>
        <tr>
          ${heads}
        </tr>
      </thead>
      <tbody>
        ${rows}
      </tbody>
    </table>
  </section>`;
}

const head = (setting: Setting, label: Label): Html => html`<th scope="col">${setting.label(label)}</th>`;
const amountHead = (setting: Setting, label: Label): Html =>
  html`<th scope="col" class="amount">${setting.label(label)}</th>`;

function totals(setting: Setting, { totals: found }: RunSummaryDocument): Html {
  return table(
    setting,
    runLabels.byCurrency,
    [
      head(setting, labels.currency),
      amountHead(setting, runLabels.subscriptions),
      amountHead(setting, runLabels.invoices),
      amountHead(setting, labels.subtotal),
      amountHead(setting, labels.tax),
      amountHead(setting, labels.total),
    ],
    found.length === 0
      ? [
          html`<tr>
            <td class="empty" colspan="6">${setting.label(runLabels.nothing)}</td>
          </tr>`,
        ]
      : found.map(
          (row) =>
            html`<tr>
              <td>
                ${said(setting, currencyLabels[row.currency])}
                <p class="basis">
                  ${isolatedNumber(row.first)}${row.first !== row.last && html` – ${isolatedNumber(row.last)}`}
                </p>
              </td>
              <td class="amount">${setting.quantity(String(row.subscriptions))}</td>
              <td class="amount">${setting.quantity(String(row.invoices))}</td>
              <td class="amount">${setting.amount(row.subtotal)}</td>
              <td class="amount">${setting.amount(row.tax)}</td>
              <td class="amount"><b>${setting.amount(row.total)}</b></td>
            </tr>`,
        ),
  );
}

function plans(setting: Setting, document: RunSummaryDocument): Html | false {
  if (document.plans.length === 0) return false;
  return table(
    setting,
    runLabels.byPlan,
    [
      head(setting, labels.plan),
      head(setting, labels.currency),
      amountHead(setting, runLabels.invoices),
      amountHead(setting, labels.total),
    ],
    document.plans.map(
      (row) =>
        html`<tr>
          <td>${named(setting, row.planName, row.planNameAr)}</td>
          <td>${said(setting, currencyLabels[row.currency])}</td>
          <td class="amount">${setting.quantity(String(row.invoices))}</td>
          <td class="amount">${setting.amount(row.total)}</td>
        </tr>`,
    ),
  );
}

function reasons(setting: Setting, document: RunSummaryDocument): Html | false {
  if (document.reasons.length === 0) return false;
  return table(
    setting,
    runLabels.reasons,
    [head(setting, runLabels.reason), amountHead(setting, runLabels.count)],
    document.reasons.map(
      ({ reason, count }) =>
        html`<tr>
          <td>${said(setting, leftOutLabels[reason])}</td>
          <td class="amount">${setting.quantity(String(count))}</td>
        </tr>`,
    ),
  );
}

function leftOut(setting: Setting, document: RunSummaryDocument): Html | false {
  if (document.leftOut.length === 0) return false;
  const rows = document.leftOut.map(
    (row) =>
      html`<tr>
        <td>
          ${named(setting, row.tenantName, row.tenantNameAr)}
          ${row.tenantId !== row.tenantName && html`<p class="basis">${isolatedNumber(row.tenantId)}</p>`}
        </td>
        <td>${named(setting, row.planName, row.planNameAr)}</td>
        <td>${said(setting, leftOutLabels[row.reason])}</td>
        <td>${row.since !== null && setting.date(row.since)}</td>
      </tr>`,
  );
  const more = html`<tr>
    <td colspan="3">${setting.label(runLabels.notListed)}</td>
    <td class="amount">${setting.quantity(String(document.notListed))}</td>
  </tr>`;
  return table(
    setting,
    runLabels.leftOut,
    [
      head(setting, runLabels.customer),
      head(setting, labels.plan),
      head(setting, runLabels.reason),
      head(setting, runLabels.since),
    ],
    document.notListed > 0 ? [...rows, more] : rows,
  );
}

/** The summary of a billing run, first version. */
export function renderRunSummary1(document: RunSummaryDocument, choice: DocumentChoice): Framed {
  const setting = createSetting(choice);
  const { seller } = document.snapshot;
  return {
    title: runLabels.title,
    author: seller,
    number: null,
    orientation: 'portrait',
    head: sellerHead(setting, seller),
    body: html`
      ${heading(setting, runLabels.title, document.state !== 'done' && mark(setting, runLabels.unfinished, 'bad'))}
      ${details(setting, document)} ${totals(setting, document)} ${plans(setting, document)}
      ${reasons(setting, document)} ${leftOut(setting, document)}
      <div class="letter-end">${signatureRow(setting, seller, [{ label: labels.accountant }])}</div>
    `,
    foot: sellerFoot(setting, seller),
    watermark: null,
  };
}
