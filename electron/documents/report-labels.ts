import type { MovementKind } from '../contract/statement';
import type { Label } from './labels';

/** The fixed texts of the statement of account and of the day close, apart from those that every document has. */
export const reportLabels = {
  statement: { ar: 'كشف حساب', en: 'Statement of account' },
  dayClose: { ar: 'محضر إقفال اليوم', en: 'Day close' },
  accountOf: { ar: 'صاحب الحساب', en: 'Account of' },
  statementDetails: { ar: 'بيانات الكشف', en: 'Statement details' },
  closeDetails: { ar: 'بيانات الإقفال', en: 'Close details' },
  from: { ar: 'من تاريخ', en: 'From' },
  to: { ar: 'إلى تاريخ', en: 'To' },
  printedOn: { ar: 'تاريخ الطباعة', en: 'Printed on' },
  opening: { ar: 'الرصيد الافتتاحي', en: 'Opening balance' },
  closing: { ar: 'الرصيد الختامي', en: 'Closing balance' },
  movements: { ar: 'مجموع الحركات', en: 'Movements' },
  document: { ar: 'المستند', en: 'Document' },
  debit: { ar: 'مدين', en: 'Debit' },
  creditSide: { ar: 'دائن', en: 'Credit' },
  balance: { ar: 'الرصيد', en: 'Balance' },
  inFavour: { ar: 'الرصيد بين قوسين رصيد لصالح العميل.', en: "A balance in brackets is in the customer's favour." },
  clerk: { ar: 'الموظف', en: 'Clerk' },
  day: { ar: 'اليوم', en: 'Day' },
  turn: { ar: 'الإقفال رقم', en: 'Close no.' },
  signedBy: { ar: 'وقّعه', en: 'Signed by' },
  entries: { ar: 'القيود', en: 'Entries' },
  expected: { ar: 'المتوقع', en: 'Expected' },
  counted: { ar: 'المعدود', en: 'Counted' },
  difference: { ar: 'الفرق', en: 'Difference' },
  differenceReason: { ar: 'سبب الفرق', en: 'Reason for the difference' },
  reopened: { ar: 'أُعيد فتحه', en: 'Reopened' },
  nothingTaken: { ar: 'لم يُقبض شيء في هذا اليوم', en: 'Nothing was taken on this day' },
} as const satisfies Readonly<Record<string, Label>>;

export const movementLabels: Readonly<Record<MovementKind, Label>> = {
  invoice: { ar: 'فاتورة', en: 'Invoice' },
  void: { ar: 'إلغاء فاتورة', en: 'Invoice voided' },
  inherited: { ar: 'مسدد سابق', en: 'Paid earlier' },
  payment: { ar: 'دفعة', en: 'Payment' },
  reversal: { ar: 'عكس قيد دفعة', en: 'Payment reversed' },
  credit_note: { ar: 'إشعار دائن', en: 'Credit note' },
  credit_note_canceled: { ar: 'إلغاء إشعار دائن', en: 'Credit note canceled' },
  write_off: { ar: 'شطب دين', en: 'Write-off' },
  write_off_canceled: { ar: 'إلغاء شطب', en: 'Write-off canceled' },
  refund: { ar: 'استرداد', en: 'Refund' },
  refund_canceled: { ar: 'إلغاء استرداد', en: 'Refund canceled' },
};
