import type { Line } from '../../contract/invoices';
import { html, type Html } from '../html';
import { isolatedNumber, isolatedText, type TextLanguage } from '../isolate';
import { currencyLabels, labels } from '../labels';
import { formatAmount, formatQuantity } from '../numbers';
import { column, numberWidth } from '../parts/columns';
import type { InvoiceDocument } from '../../contract/document';
import type { Setting } from '../setting';

/** So many of the last lines stay with the totals: a page never holds the sums alone. */
const keptWithTotals = 2;

function described(line: Line, language: TextLanguage): Html {
  const [basis, description] = language === 'ar' ? [line.basisAr, line.descriptionAr] : [line.basis, line.description];
  const other = language === 'ar' ? line.description : line.descriptionAr;
  const text = description.trim() || other.trim();
  return html`${isolatedText(text, language)}${basis && html`<p class="basis">${isolatedText(basis, language)}</p>`}`;
}

function row(setting: Setting, line: Line, index: number): Html {
  const number = isolatedNumber(formatQuantity(String(index + 1), setting.digits));
  const cells = setting.languages.map(
    (language, place) => html`<td class="${place === 0 ? '' : 'second'}">${described(line, language)}</td>`,
  );
  return html`<tr>
    <td class="no">${number}</td>
    ${cells}
    <td class="amount">${setting.quantity(line.quantity)}</td>
    <td class="amount">${setting.amount(line.unitPrice)}</td>
    <td class="amount">${setting.amount(line.amount)}</td>
  </tr>`;
}

function head(setting: Setting, document: InvoiceDocument): Html {
  const currency = currencyLabels[document.currency];
  const descriptions = setting.languages.map(
    (language, place) =>
      html`<th scope="col" lang="${language}" class="${place === 0 ? '' : 'second'}">
        ${labels.description[language]}
      </th>`,
  );
  const amount = {
    ar: `${labels.amount.ar} (${document.currency === 'USD' ? 'دولار' : 'ريال'})`,
    en: `${labels.amount.en} (${currency.en})`,
  };
  return html`<thead>
    <tr>
      <th scope="col" class="no">${labels.line[setting.main]}</th>
      ${descriptions}
      <th scope="col" class="amount quantity">${setting.label(labels.quantity)}</th>
      <th scope="col" class="amount price">${setting.label(labels.unitPrice)}</th>
      <th scope="col" class="amount sum">${setting.label(amount)}</th>
    </tr>
  </thead>`;
}

/** The width of the amounts, of the lines and of the sums alike. */
export function sumWidth(setting: Setting, document: InvoiceDocument): string {
  const sums = [document.subtotal, document.discount, document.tax, document.total, document.paid, document.credited];
  const values = [...sums, ...document.lines.map(({ amount }) => amount)];
  return numberWidth(
    'amount',
    values.map((value) => formatAmount(value, setting.digits)),
  );
}

function columns(setting: Setting, document: InvoiceDocument): Html {
  const quantities = document.lines.map(({ quantity }) => formatQuantity(quantity, setting.digits));
  const prices = document.lines.map(({ unitPrice }) => formatAmount(unitPrice, setting.digits));
  const texts = setting.languages.map(() => html`<col />`);
  return html`<colgroup>
    ${column(numberWidth('no', [String(document.lines.length)]))}${texts}
    ${column(numberWidth('quantity', quantities))}${column(numberWidth('price', prices))}
    ${column(sumWidth(setting, document))}
  </colgroup>`;
}

/**
 * The lines as a table whose head comes again on each page. The last lines and what closes the invoice (`closing`) are one
 * group of rows that is never parted: asking the page not to break between a table and what follows it is not always heard.
 */
export function lineTable(setting: Setting, document: InvoiceDocument, closing: Html): Html {
  const rows = document.lines.map((line, index) => row(setting, line, index));
  const span = 4 + setting.languages.length;
  const first = rows.slice(0, -keptWithTotals);
  const last = rows.slice(-keptWithTotals);
  if (last.length === 0) {
    last.push(
      html`<tr>
        <td class="empty" colspan="${span}">${setting.label(labels.noLines)}</td>
      </tr>`,
    );
  }
  return html`<table class="lines">
    ${columns(setting, document)} ${head(setting, document)}
    ${
      first.length > 0 &&
      html`<tbody>
        ${first}
      </tbody>`
    }
    <tbody class="last">
      ${last}
      <tr>
        <td class="closing-cell" colspan="${span}">${closing}</td>
      </tr>
    </tbody>
  </table>`;
}
