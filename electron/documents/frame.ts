import type { Seller } from '../contract/business';
import { fontFaces } from './fonts';
import { Html, html, type HtmlValue } from './html';
import type { Label } from './labels';
import { pageMargins, pageRules, rollSize, singlePageRules, type Orientation } from './page-rules';
import type { Setting } from './setting';
import { documentStyle } from './style';

/** What a template gives to be framed as a document. */
export interface Framed {
  readonly title: Label;
  /** Who issues it: the author in the PDF's properties. */
  readonly author: Pick<Seller, 'name' | 'nameAr'>;
  readonly number: string | null;
  readonly orientation: Orientation;
  readonly head: Html;
  readonly body: HtmlValue;
  readonly foot: Html | null;
  readonly watermark: Html | null;
}

/** Nothing is fetched and nothing runs, whatever a name or a note holds. */
const policy =
  "default-src 'none'; style-src 'unsafe-inline'; font-src data:; img-src data:; form-action 'none'; base-uri 'none'";

const paperSizes = { A4: ['210mm', '297mm'], A5: ['148mm', '210mm'], roll: [rollSize.width, '0mm'] } as const;

/** The title that the window, the PDF and the printer's queue show: what it is, and its number. */
export function documentTitle(setting: Setting, title: Label, number: string | null): string {
  const name = setting.bilingual ? `${title.ar} · ${title.en}` : title[setting.main];
  return number === null ? name : `${number} · ${name}`;
}

/** Who issues the document, in the page's language. */
function authorOf(setting: Setting, { author }: Framed): string {
  return setting.main === 'ar' ? author.nameAr : author.name;
}

/** The policy, the fonts and the styles of a page on this paper, with its page rules. */
function headOf(setting: Setting, title: string, author: string, orientation: Orientation, rules: string): Html {
  const [shortSide, longSide] = paperSizes[setting.paper];
  const [width, height] = orientation === 'portrait' ? [shortSide, longSide] : [longSide, shortSide];
  const [top, bottom] = pageMargins[setting.paper];
  const content = setting.paper === 'roll' ? 'auto' : `calc(${height} - ${top} - ${bottom} - 1.5mm)`;
  const paper = `:root{--paper-width:${width};--paper-height:${height};--page-content:${content}}`;
  return html`<head>
    <meta charset="utf-8" />
    <meta http-equiv="Content-Security-Policy" content="${policy}" />
    <meta name="author" content="${author}" />
    <title>${title}</title>
    ${new Html(`<style>${fontFaces}\n${documentStyle}\n${paper}${rules}</style>`)}
  </head>`;
}

function bodyClass(setting: Setting): string {
  const languages = setting.language === 'both' ? 'both' : `only-${setting.main}`;
  return `${languages} ${setting.paper.toLowerCase()}`;
}

function sheet({ head, body, foot }: Framed, name = ''): Html {
  return html`<div class="sheet ${name}">
    <main class="body">${head}${body}</main>
    ${foot}
  </div>`;
}

function page(setting: Setting, head: Html, content: HtmlValue): string {
  return html`<!doctype html>
    <html lang="${setting.main}" dir="${setting.main === 'ar' ? 'rtl' : 'ltr'}">
      ${head}
      <body class="${bodyClass(setting)}">
        ${content}
      </body>
    </html>`.text;
}

/**
 * A whole document as one HTML page that needs nothing from outside: fonts, pictures and styles lie in it. The same text is
 * shown as preview, printed and saved as PDF.
 */
export function frame(setting: Setting, framed: Framed): string {
  const title = documentTitle(setting, framed.title, framed.number);
  const rules = pageRules(setting, framed, framed.orientation);
  const head = headOf(setting, title, authorOf(setting, framed), framed.orientation, rules);
  return page(setting, head, [framed.watermark, sheet(framed)]);
}

/**
 * Documents of one page each, behind one another in one HTML page: many times faster than one by one. Each page has its own
 * number below it. None may have a watermark, which would lie on all of them. Whoever prints it makes sure that there are as many
 * pages as documents.
 */
export function frameTogether(setting: Setting, documents: readonly [Framed, ...Framed[]]): string {
  const [{ orientation }] = documents;
  const rules = documents.map((each, index) => singlePageRules(setting, each, orientation, `d${index}`)).join('');
  const head = headOf(setting, '', authorOf(setting, documents[0]), orientation, rules);
  return page(
    setting,
    head,
    documents.map((each, index) => sheet(each, `apart d${index}`)),
  );
}
