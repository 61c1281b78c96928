import type { CreditNoteRow, creditNoteSortColumns } from '@contract/credit-notes';
import { AmountText, Bdi, DateText, Num, Pill, type ListColumn } from '@/components';
import type { Text } from '@/i18n';

type Column = ListColumn<CreditNoteRow, (typeof creditNoteSortColumns)[number]>;

/** The columns of the credit notes' list, in the reader's words and digits. */
export function creditNoteColumns(text: Text): readonly Column[] {
  const { t } = text;
  return [
    {
      id: 'number',
      header: t('creditNotes.columns.number'),
      width: 128,
      sort: 'number',
      cell: (row) => <Num>{row.number}</Num>,
    },
    {
      id: 'tenant',
      header: t('creditNotes.columns.tenant'),
      width: 150,
      grows: true,
      sort: 'tenant_name',
      cell: (row) => <Bdi>{text.name(row.tenantName, row.tenantNameAr) || row.tenantId}</Bdi>,
    },
    {
      id: 'invoice',
      header: t('creditNotes.columns.invoice'),
      width: 136,
      yields: 2,
      cell: (row) => <Num>{row.invoiceNumber}</Num>,
    },
    {
      id: 'kind',
      header: t('creditNotes.columns.kind'),
      width: 104,
      cell: (row) => <CreditNotePill {...row} words={t(`creditNotes.kind.${row.canceled ? 'canceled' : row.kind}`)} />,
    },
    {
      id: 'issueDate',
      header: t('creditNotes.columns.issueDate'),
      width: 112,
      yields: 1,
      sort: 'issue_date',
      cell: (row) => <DateText date={row.issueDate} />,
    },
    {
      id: 'total',
      header: t('creditNotes.columns.total'),
      width: 124,
      align: 'amount',
      sort: 'total',
      cell: (row) => <AmountText amount={row.total} strong />,
    },
    {
      id: 'currency',
      header: t('creditNotes.columns.currency'),
      width: 78,
      sort: 'currency',
      cell: (row) => <span className="muted">{text.currency(row.currency)}</span>,
    },
  ];
}

/** Whole, in part, or canceled since. */
export function CreditNotePill({
  canceled,
  kind,
  words,
}: Pick<CreditNoteRow, 'canceled' | 'kind'> & { words: string }) {
  return <Pill tone={canceled ? 'mute' : kind === 'full' ? 'warn' : 'info'}>{words}</Pill>;
}
