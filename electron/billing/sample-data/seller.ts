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
  payTo: 'Solidarity Bank, account 1002-334455-001\nTharwatt 778812',
  payToAr: 'بنك التضامن، الحساب 1002-334455-001\nثروات 778812',
  footer: 'Thank you for choosing SAHOOL.',
  footerAr: 'شكراً لاختياركم منصة سهول.',
  logo: null,
};
