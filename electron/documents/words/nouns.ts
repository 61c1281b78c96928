import type { Currency } from '../../contract/currency';

/** Grammatical gender of the counted noun; the number words agree with it, or oppose it, by the number. */
export type Gender = 'masculine' | 'feminine';

/** The four forms in which Arabic counts a noun. */
export interface ArabicNoun {
  readonly gender: Gender;
  /** One, and after hundreds and scales: ريال. */
  readonly singular: string;
  /** Two: ريالان. */
  readonly dual: string;
  /** Three to ten: ريالات. */
  readonly plural: string;
  /** Eleven to ninety-nine: ريالاً. */
  readonly accusative: string;
}

/** A noun with the adjective that belongs to it in each form: يمني، يمنيان، يمنية، يمنياً. */
export interface ArabicUnit {
  readonly noun: ArabicNoun;
  readonly adjective: { singular: string; dual: string; plural: string; accusative: string } | null;
}

export interface EnglishUnit {
  readonly singular: string;
  readonly plural: string;
}

/** What a currency and its hundredth are called. A new currency is a new row, no new code. */
export interface CurrencyWords {
  readonly arabic: { readonly main: ArabicUnit; readonly sub: ArabicUnit };
  readonly english: { readonly main: EnglishUnit; readonly sub: EnglishUnit };
}

export const currencyWords: Readonly<Record<Currency, CurrencyWords>> = {
  YER: {
    arabic: {
      main: {
        noun: {
          gender: 'masculine',
          singular: 'ريال',
          dual: 'ريالان',
          plural: 'ريالات',
          accusative: 'ريالاً',
        },
        adjective: { singular: 'يمني', dual: 'يمنيان', plural: 'يمنية', accusative: 'يمنياً' },
      },
      sub: {
        noun: {
          gender: 'masculine',
          singular: 'فلس',
          dual: 'فلسان',
          plural: 'فلوس',
          accusative: 'فلساً',
        },
        adjective: null,
      },
    },
    english: {
      main: { singular: 'Yemeni rial', plural: 'Yemeni rials' },
      sub: { singular: 'fils', plural: 'fils' },
    },
  },
  USD: {
    arabic: {
      main: {
        noun: {
          gender: 'masculine',
          singular: 'دولار',
          dual: 'دولاران',
          plural: 'دولارات',
          accusative: 'دولاراً',
        },
        adjective: { singular: 'أمريكي', dual: 'أمريكيان', plural: 'أمريكية', accusative: 'أمريكياً' },
      },
      sub: {
        noun: {
          gender: 'masculine',
          singular: 'سنت',
          dual: 'سنتان',
          plural: 'سنتات',
          accusative: 'سنتاً',
        },
        adjective: null,
      },
    },
    english: {
      main: { singular: 'US dollar', plural: 'US dollars' },
      sub: { singular: 'cent', plural: 'cents' },
    },
  },
};
