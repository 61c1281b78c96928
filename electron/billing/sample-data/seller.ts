import type { Seller } from '../../contract/business';

/** Who issues the sample documents; made up, as every name in the sample data. */
export const sampleSeller: Seller = {
  name: 'SAHOOL Agricultural Platform',
  nameAr: 'منصة سهول الزراعية',
  address: 'Al-Siteen Street, Sana’a\nRepublic of Yemen',
  addressAr: 'شارع الستين، صنعاء\nالجمهورية اليمنية',
  taxId: '100234567',
  phone: '+967 1 234 567',
  email: 'billing@sahool.example',
  accounts: [
    {
      kind: 'bank',
      name: 'Solidarity Bank',
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
  footer: 'Thank you for choosing SAHOOL.',
  footerAr: 'شكراً لاختياركم منصة سهول.',
  logo: null,
  stamp: null,
};
