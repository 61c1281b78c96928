import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Seller } from '../../electron/contract/business';
import { seller } from './samples';

function picture(name: string): string {
  return `data:image/png;base64,${readFileSync(join(import.meta.dirname, 'pictures', name)).toString('base64')}`;
}

/** A seller with all there is: accounts, wallet, stamp. */
export const fullSeller: Seller = {
  ...seller,
  accounts: [
    {
      kind: 'bank',
      name: 'Tadhamon Bank',
      nameAr: 'بنك التضامن',
      number: '1002-334455-001',
      iban: 'YE15TIIB0001002334455001000000',
      currency: 'USD',
    },
    {
      kind: 'bank',
      name: 'Cooperative and Agricultural Credit Bank',
      nameAr: 'بنك التسليف التعاوني والزراعي',
      number: '77-100200-300',
      iban: '',
      currency: 'YER',
    },
    { kind: 'wallet', name: 'Tharwatt', nameAr: 'ثروات', number: '778812', iban: '', currency: null },
  ],
  payTo: 'Quote the invoice number with the transfer.',
  payToAr: 'يرجى ذكر رقم الفاتورة عند التحويل.',
  stamp: picture('stamp-sample.png'),
};

/** Names that fill more than one line of any layout. */
export const longNames = {
  name: 'The Cooperative Society of Growers, Irrigators and Exporters of the Upper Wadi Hadramawt and Adjoining Districts (Limited)',
  nameAr: 'الجمعية التعاونية الزراعية لمزارعي ومصدري وادي حضرموت الأعلى والمديريات المجاورة (ذات المسؤولية المحدودة)',
};
