/** What passes over the WebSocket between the page and main; `args` and `value` are texts of codec.ts. */

export type FromPage =
  | {
      readonly kind: 'invoke';
      readonly id: number;
      readonly channel: string;
      readonly args: string;
      readonly url: string;
    }
  | { readonly kind: 'send'; readonly channel: string; readonly args: string; readonly url: string }
  /** The page has loaded, with everything it names. */
  | { readonly kind: 'loaded'; readonly url: string }
  /** The page or its reader wants to go elsewhere, or to open another window. */
  | { readonly kind: 'navigate' | 'open'; readonly to: string }
  /** How large the page is, in CSS pixels. */
  | { readonly kind: 'size'; readonly width: number; readonly height: number }
  | { readonly kind: 'answer'; readonly id: number; readonly value: string };

export type ToPage =
  | { readonly kind: 'reply'; readonly id: number; readonly value: string }
  | { readonly kind: 'failure'; readonly id: number; readonly message: string }
  | { readonly kind: 'event'; readonly channel: string; readonly args: string }
  | { readonly kind: 'go'; readonly to: string }
  | { readonly kind: 'reload' }
  | { readonly kind: 'closed' }
  /** Asks the reader for a line of text, as a dialog of the system would; answered by `answer`. */
  | { readonly kind: 'ask'; readonly id: number; readonly question: string; readonly proposal: string };

/** Where the stand-in's own requests lie, beside everything that the product's handler serves. */
export const ownPath = '/__stand-in/';

/** The names that page.js finds its own page and the text of the preload under. */
export const pageParameter = 'page';
