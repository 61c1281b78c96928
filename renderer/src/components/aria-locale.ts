import type { Preferences } from '@contract/preferences';

/**
 * The locale for React Aria: it chooses the calendar's words and digits. `ar` alone writes Latin digits and `ar-YE`
 * Arabic-Indic ones; naming the digits in an Arabic locale would turn off the reading of typed digits.
 */
export function ariaLocale(
  { language, digits }: Pick<Preferences, 'language' | 'digits'>,
  calendar: 'gregory' | 'islamic-umalqura' = 'gregory',
): string {
  const extension = calendar === 'gregory' ? 'ca-gregory' : 'ca-islamic-umalqura';
  if (language === 'ar')
    return `${digits === 'arab' ? 'ar-YE' : 'ar-AE'}-u-${extension}${digits === 'arab' ? '-nu-arab' : '-nu-latn'}`;
  return `en-GB-u-${extension}-nu-${digits}`;
}
