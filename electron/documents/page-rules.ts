import { cssString } from './html';
import { documentFont } from './fonts';
import { labels, type Label } from './labels';
import { toDigits } from './numbers';
import type { Setting } from './setting';

/** What stands in the margins of a document's pages. */
export interface Margins {
  /** The document's name, on each page after the first. */
  readonly title: Label;
  /** Its number, on each page; null for a draft. */
  readonly number: string | null;
}

/** Above the first page's content, and below each page's. */
export const pageMargins = { A4: ['12mm', '16mm'], A5: ['9mm', '13mm'], roll: ['4mm', '4mm'] } as const;

/**
 * A till's roll: its width, and how long one voucher may be at most. The page is made this long first and then as long as what
 * stands on it (see roll.ts).
 */
export const rollSize = { width: '80mm', longest: 900 } as const;

/** The size of a roll's page as its rule writes it. */
export function rollPage(millimetres: number): string {
  return `size:${rollSize.width} ${millimetres}mm`;
}

/** Where the paper lies: vouchers on A5 lie on their side. */
export type Orientation = 'portrait' | 'landscape';

function pageCount(setting: Setting, language: 'ar' | 'en'): string {
  const style = language === 'ar' && setting.digits === 'arab' ? ', arabic-indic' : '';
  const [page, of] = [cssString(`${labels.page[language]} `), cssString(` ${labels.of[language]} `)];
  return `${page} counter(page${style}) ${of} counter(pages${style})`;
}

/**
 * The paper, its margins, and what runs in them. In margin boxes, not in print headers: those ignore the document's
 * fonts and styles.
 */
export function pageRules(setting: Setting, margins: Margins, orientation: Orientation): string {
  if (setting.paper === 'roll') return `@page{${rollPage(rollSize.longest)};margin:${pageMargins.roll[0]}}`;
  const small = setting.paper === 'A5';
  const side = small ? 10 : 14;
  const [firstTop, bottom] = pageMargins[setting.paper];
  const type = `font:${small ? '6.6pt' : '7.4pt'} ${documentFont},sans-serif;color:#5b655d`;
  const [start, end] = setting.main === 'ar' ? ['right', 'left'] : ['left', 'right'];
  const number = cssString(margins.number ?? '');
  const title = (language: 'ar' | 'en'): string => cssString(margins.title[language]);
  const far = setting.bilingual
    ? `@bottom-${end}{${type};direction:ltr;vertical-align:top;padding-top:3mm;content:${pageCount(setting, 'en')}}
       @top-${end}{${type};direction:ltr;vertical-align:bottom;padding-bottom:3mm;content:${title('en')}}`
    : '';
  const noHead = ['left', 'center', 'right'].map((place) => `@top-${place}{content:none}`).join('');
  return `
@page{
  size:${setting.paper} ${orientation};margin:${small ? '14mm' : '18mm'} ${side}mm ${bottom};
  @bottom-${start}{${type};vertical-align:top;padding-top:3mm;content:${pageCount(setting, setting.main)}}
  @bottom-center{${type};direction:ltr;vertical-align:top;padding-top:3mm;content:${number}}
  @top-${start}{${type};vertical-align:bottom;padding-bottom:3mm;content:${title(setting.main)}}
  @top-center{${type};direction:ltr;font-weight:600;vertical-align:bottom;padding-bottom:3mm;content:${number}}
  ${far}
}
@page:first{margin-top:${firstTop};${noHead}}`;
}

/** The rules of a document that fills one page among others: `name` is that of its pages. */
export function singlePageRules(setting: Setting, margins: Margins, orientation: Orientation, name: string): string {
  const small = setting.paper === 'A5';
  const [top, bottom] = pageMargins[setting.paper];
  const [start, end] = setting.main === 'ar' ? ['right', 'left'] : ['left', 'right'];
  const one = (language: 'ar' | 'en'): string => {
    const digit = language === 'ar' ? toDigits('1', setting.digits) : '1';
    return cssString(`${labels.page[language]} ${digit} ${labels.of[language]} ${digit}`);
  };
  const type = `font:${small ? '6.6pt' : '7.4pt'} ${documentFont},sans-serif;color:#5b655d;vertical-align:top;padding-top:3mm`;
  const far = setting.bilingual ? `@bottom-${end}{${type};direction:ltr;content:${one('en')}}` : '';
  return `
@page ${name}{
  size:${setting.paper} ${orientation};margin:${top} ${small ? 10 : 14}mm ${bottom};
  @bottom-${start}{${type};content:${one(setting.main)}}
  @bottom-center{${type};direction:ltr;content:${cssString(margins.number ?? '')}}
  ${far}
}
.${name}{page:${name}}`;
}
