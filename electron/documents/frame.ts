import type { Seller } from '../contract/business';
import { fontFaces } from './fonts';
import { Html, html, type HtmlValue } from './html';
import type { Label } from './labels';
import { pageMargins, pageRules, rollSize, type Orientation } from './page-rules';
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

/**
 * A whole document as one HTML page that needs nothing from outside: fonts, pictures and styles lie in it. The same text is
 * shown as preview, printed and saved as PDF.
 */
export function frame(setting: Setting, framed: Framed): string {
  const [shortSide, longSide] = paperSizes[setting.paper];
  const [width, height] = framed.orientation === 'portrait' ? [shortSide, longSide] : [longSide, shortSide];
  const [top, bottom] = pageMargins[setting.paper];
  const content = setting.paper === 'roll' ? 'auto' : `calc(${height} - ${top} - ${bottom} - 1.5mm)`;
  const paper = `:root{--paper-width:${width};--paper-height:${height};--page-content:${content}}`;
  const style = new Html(
    `<style>${fontFaces}\n${documentStyle}\n${paper}${pageRules(setting, framed, framed.orientation)}</style>`,
  );
  const name = setting.language === 'both' ? 'both' : `only-${setting.main}`;
  const page = html`<!doctype html>
    <html lang="${setting.main}" dir="${setting.main === 'ar' ? 'rtl' : 'ltr'}">
      <head>
        <meta charset="utf-8" />
        <meta http-equiv="Content-Security-Policy" content="${policy}" />
        <meta name="author" content="${authorOf(setting, framed)}" />
        <title>${documentTitle(setting, framed.title, framed.number)}</title>
        ${style}
      </head>
      <body class="${name} ${setting.paper.toLowerCase()}">
        ${framed.watermark}
        <div class="sheet">
          <main class="body">${framed.head}${framed.body}</main>
          ${framed.foot}
        </div>
      </body>
    </html>`;
  return page.text;
}
