import type { PayAccount, Seller } from '../../contract/business';
import type { Currency } from '../../contract/currency';
import { html, type Html } from '../html';
import { isolatedNumber } from '../isolate';
import { currencyLabels, labels, type Label } from '../labels';
import type { Setting } from '../setting';
import { freeText } from './texts';

function head(setting: Setting, label: Label): Html {
  return html`<th scope="col">${setting.label(label)}</th>`;
}

function row(setting: Setting, account: PayAccount, withIban: boolean): Html {
  const names = setting.languages.map(
    (language) =>
      html`<p lang="${language}" dir="${language === 'ar' ? 'rtl' : 'ltr'}">
        ${setting.either(account.nameAr, account.name, language)}
      </p>`,
  );
  const currency = account.currency === null ? labels.anyCurrency : currencyLabels[account.currency];
  return html`<tr>
    <td><div class="pay-names">${names}</div></td>
    <td>${isolatedNumber(account.number)}</td>
    ${withIban && html`<td>${account.iban === '' ? '—' : isolatedNumber(account.iban)}</td>`}
    <td>${account.currency !== null && setting.bilingual ? currency.en : setting.label(currency)}</td>
  </tr>`;
}

/**
 * The accounts and wallets that take one of these currencies, or any (all of them where none is named), as a table, and what else there is to say about
 * paying. Nothing for a seller without accounts: then the text stands alone, as templates print it by themselves.
 */
export function howToPay(setting: Setting, seller: Seller, currencies: readonly Currency[]): Html | null {
  if (seller.accounts.length === 0) return null;
  const taking = seller.accounts.filter(
    ({ currency }) => currencies.length === 0 || currency === null || currencies.includes(currency),
  );
  const shown = taking.length === 0 ? seller.accounts : taking;
  const withIban = shown.some(({ iban }) => iban !== '');
  return html`<section class="pay-to">
    <table class="lines accounts">
      <thead>
        <tr>
          ${head(setting, labels.howToPay)}${head(setting, labels.accountNumber)}
          ${withIban && head(setting, labels.iban)}${head(setting, labels.currency)}
        </tr>
      </thead>
      <tbody>
        ${shown.map((account) => row(setting, account, withIban))}
      </tbody>
    </table>
    ${freeText(setting, labels.notes, seller.payToAr, seller.payTo)}
  </section>`;
}
