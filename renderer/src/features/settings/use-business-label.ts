import { useText } from '@/i18n';

const plain = ['zone', 'taxRate', 'dueDays', 'graceDays', 'applyCredit'] as const;
const ofSeller = [
  'name',
  'nameAr',
  'address',
  'addressAr',
  'taxId',
  'phone',
  'email',
  'accounts',
  'payTo',
  'payToAr',
  'footer',
  'footerAr',
  'logo',
  'stamp',
] as const;

/** The names of the form's values, as they stand beside its fields. */
export function useBusinessLabel(): (path: string) => string {
  const { t } = useText();
  const names: ReadonlyMap<string, string> = new Map([
    ...plain.map((name) => [name, t(`settings.business.${name}`)] as const),
    ...ofSeller.map((name) => [`seller.${name}`, t(`settings.business.${name}`)] as const),
  ]);
  return (path) => names.get(path) ?? path;
}
