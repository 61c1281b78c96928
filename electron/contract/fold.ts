const written = 'أإآٱىیةؤئک٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹';
const meant = 'ااااييهويك01234567890123456789';
// The marks and letters of billing_desktop.fold(); a test compares the two.
const droppedMarks = /[\u0640\u064b-\u0655\u0670\u061c\u200b-\u200f\ufeff]/gu;

/** The same as billing_desktop.fold() for what people type: one spelling for letters and digits that mean the same. */
export function fold(text: string): string {
  return text
    .toLowerCase()
    .replace(droppedMarks, '')
    .replace(/[\u0622-\u0629\u0649\u0660-\u0669\u0671\u06a9\u06cc\u06f0-\u06f9]/gu, (letter) => {
      const place = written.indexOf(letter);
      return place === -1 ? letter : meant.charAt(place);
    });
}
