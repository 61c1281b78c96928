import arabic400 from '@fontsource/noto-sans-arabic/files/noto-sans-arabic-arabic-400-normal.woff2?inline';
import arabic600 from '@fontsource/noto-sans-arabic/files/noto-sans-arabic-arabic-600-normal.woff2?inline';
import arabic700 from '@fontsource/noto-sans-arabic/files/noto-sans-arabic-arabic-700-normal.woff2?inline';
import latin400 from '@fontsource/noto-sans-arabic/files/noto-sans-arabic-latin-400-normal.woff2?inline';
import latin600 from '@fontsource/noto-sans-arabic/files/noto-sans-arabic-latin-600-normal.woff2?inline';
import latin700 from '@fontsource/noto-sans-arabic/files/noto-sans-arabic-latin-700-normal.woff2?inline';
import latinExt400 from '@fontsource/noto-sans-arabic/files/noto-sans-arabic-latin-ext-400-normal.woff2?inline';
import latinExt600 from '@fontsource/noto-sans-arabic/files/noto-sans-arabic-latin-ext-600-normal.woff2?inline';
import latinExt700 from '@fontsource/noto-sans-arabic/files/noto-sans-arabic-latin-ext-700-normal.woff2?inline';

/*
 * The static cuts, not the variable one: Chromium writes a variable font into a PDF as a nameless Type 3. They travel inside
 * the document, so that it looks the same on the screen, on paper and in ten years.
 */

const arabicRange = 'U+0600-06FF,U+0750-077F,U+0870-08FF,U+200C-200E,U+2010-2011,U+FB50-FDFF,U+FE70-FEFC';
const latinRange =
  'U+0000-00FF,U+0131,U+0152-0153,U+02BB-02BC,U+02C6,U+02DA,U+02DC,U+2000-200B,U+2012-206F,U+2122,U+2212';
const latinExtRange = 'U+0100-0130,U+0132-0151,U+0154-02BA,U+1E00-1E9F,U+1EF2-1EFF';

const faces: readonly (readonly [weight: number, url: string, range: string])[] = [
  [400, arabic400, arabicRange],
  [600, arabic600, arabicRange],
  [700, arabic700, arabicRange],
  [400, latin400, latinRange],
  [600, latin600, latinRange],
  [700, latin700, latinRange],
  [400, latinExt400, latinExtRange],
  [600, latinExt600, latinExtRange],
  [700, latinExt700, latinExtRange],
];

/** The family that every document is set in. */
export const documentFont = "'Noto Sans Arabic'";

/** The font faces as CSS, each with its file inside. */
export const fontFaces = faces
  .map(
    ([weight, url, range]) =>
      `@font-face{font-family:${documentFont};font-weight:${weight};font-display:block;` +
      `src:url("${url}") format("woff2");unicode-range:${range}}`,
  )
  .join('\n');
