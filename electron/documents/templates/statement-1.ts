import type { DocumentChoice, StatementDocument } from '../../contract/document';
import type { Movement } from '../../contract/statement';
import type { Framed } from '../frame';
import { html, type Html, type HtmlValue } from '../html';
import { isolatedNumber, type TextLanguage } from '../isolate';
import { currencyLabels, labels, methodLabels } from '../labels';
import { formatAmount } from '../numbers';
import { column, numberWidth } from '../parts/columns';
import { box, factList } from '../parts/facts';
import { framedAmount, heading } from '../parts/heading';
import { sellerFoot, sellerHead } from '../parts/seller';
import { tenantBox } from '../parts/tenant';
import { movementLabels, reportLabels } from '../report-labels';
import { createSetting, type Setting } from '../setting';

/** So many of the last movements stay with the closing balance. */
const keptWithClosing = 2;

function details(setting: Setting, document: StatementDocument): Html {
  const facts = factList(setting, [
    {
      label: reportLabels.from,
      value: html`${setting.date(document.from)} ${setting.hijri(document.from)}`,
      strong: true,
    },
    { label: reportLabels.to, value: html`${setting.date(document.to)} ${setting.hijri(document.to)}`, strong: true },
    {
      label: labels.currency,
      value: setting.languages.map(
        (language) => html`<span lang="${language}">${currencyLabels[document.currency][language]}</span>`,
      ),
    },
    { label: reportLabels.printedOn, value: setting.date(document.printedOn) },
  ]);
  return box(setting, reportLabels.statementDetails, facts, 'details');
}

function described(movement: Movement, language: TextLanguage): Html {
  const method = movement.method === null ? null : methodLabels[movement.method][language];
  return html`${movementLabels[movement.kind][language]}${method !== null && html` <small>${method}</small>`}`;
}

/** What a row says, in both languages one below the other: beside each other they would leave no room for three amounts. */
function texts(setting: Setting, cell: (language: TextLanguage) => HtmlValue): Html {
  const said = setting.languages.map(
    (language, place) =>
      html`<p lang="${language}" class="${place === 0 ? '' : 'basis'}">
        <bdi dir="${language === 'ar' ? 'rtl' : 'ltr'}">${cell(language)}</bdi>
      </p>`,
  );
  return html`<td>${said}</td>`;
}

function row(setting: Setting, movement: Movement): Html {
  const { number, about } = movement;
  return html`<tr>
    <td>${setting.date(movement.date)}</td>
    ${texts(setting, (language) => described(movement, language))}
    <td>
      ${number !== '' && isolatedNumber(number)}${
        about !== '' && about !== number && html`<p class="basis">${isolatedNumber(about)}</p>`
      }
    </td>
    <td class="amount">${movement.debit === '0.00' ? null : setting.amount(movement.debit)}</td>
    <td class="amount">${movement.credit === '0.00' ? null : setting.amount(movement.credit)}</td>
    <td class="amount">${setting.amount(movement.balance)}</td>
  </tr>`;
}

function openingRow(setting: Setting, document: StatementDocument): Html {
  return html`<tr>
    <td>${setting.date(document.from)}</td>
    ${texts(setting, (language) => html`<b>${reportLabels.opening[language]}</b>`)}
    <td></td>
    <td class="amount"></td>
    <td class="amount"></td>
    <td class="amount"><b>${setting.amount(document.opening)}</b></td>
  </tr>`;
}

function closingRows(setting: Setting, document: StatementDocument): Html {
  return html`<tr>
      <td></td>
      ${texts(setting, (language) => reportLabels.movements[language])}
      <td></td>
      <td class="amount">${setting.amount(document.debits)}</td>
      <td class="amount">${setting.amount(document.credits)}</td>
      <td class="amount"></td>
    </tr>
    <tr class="closing-row">
      <td><b>${setting.date(document.to)}</b></td>
      ${texts(setting, (language) => html`<b>${reportLabels.closing[language]}</b>`)}
      <td></td>
      <td class="amount"></td>
      <td class="amount"></td>
      <td class="amount"><b>${setting.amount(document.closing)}</b></td>
    </tr>`;
}

/** The movements with their running balance; the head comes again on each page, the closing balance never stands alone. */
function movementTable(setting: Setting, document: StatementDocument): Html {
  const { movements, opening, closing, debits, credits } = document;
  const width = numberWidth(
    'amount',
    [opening, closing, debits, credits, ...movements.map(({ balance }) => balance)].map((value) =>
      formatAmount(value, setting.digits),
    ),
  );
  const amounts = [reportLabels.debit, reportLabels.creditSide, reportLabels.balance];
  const first = movements.slice(0, -keptWithClosing);
  const last = movements.slice(-keptWithClosing);
  return html`<table class="lines">
    <colgroup>
      ${column('calc(6.6em + 4.4*var(--unit))')}
      <col />
      ${column('calc(9.6em + 4.4*var(--unit))')}${amounts.map(() => column(width))}
    </colgroup>
    <thead>
      <tr>
        <th scope="col">${setting.label(labels.date)}</th>
        <th scope="col">${setting.label(labels.description)}</th>
        <th scope="col">${setting.label(reportLabels.document)}</th>
        ${amounts.map((label) => html`<th scope="col" class="amount">${setting.label(label)}</th>`)}
      </tr>
    </thead>
    <tbody>
      ${openingRow(setting, document)} ${first.map((movement) => row(setting, movement))}
    </tbody>
    <tbody class="last">
      ${last.map((movement) => row(setting, movement))} ${closingRows(setting, document)}
    </tbody>
  </table>`;
}

/** The statement of account (كشف حساب), first version. */
export function renderStatement1(document: StatementDocument, choice: DocumentChoice): Framed {
  const setting = createSetting(choice);
  const { seller, tenant } = document.snapshot;
  const favour = setting.languages.map(
    (language) =>
      html`<p lang="${language}" dir="${language === 'ar' ? 'rtl' : 'ltr'}">${reportLabels.inFavour[language]}</p>`,
  );
  return {
    title: reportLabels.statement,
    author: seller,
    number: null,
    orientation: 'portrait',
    head: sellerHead(setting, seller),
    body: html`
      ${heading(setting, reportLabels.statement, framedAmount(setting, document.closing, document.currency))}
      <div class="pair">${tenantBox(setting, tenant, reportLabels.accountOf)}${details(setting, document)}</div>
      ${movementTable(setting, document)}
      <section class="free">${favour}</section>
    `,
    foot: sellerFoot(setting, seller),
    watermark: null,
  };
}
