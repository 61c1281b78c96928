import { useWatch, type Control } from 'react-hook-form';
import { z } from 'zod';
import { amountSchema, subtractAmounts } from '@contract/amount';
import type { Output } from '@contract/api';
import { closing } from '@contract/closing';
import { AmountText, FormDialog, FormMoney, FormText, toast, useCommandForm } from '@/components';
import { useText } from '@/i18n';
import styles from './closing.module.css';

type Day = Output<'closing', 'day'>;

/** What is typed: the count of each method and currency, in the order of the takings. */
const formSchema = z.object({
  counted: z.array(z.object({ amount: amountSchema })),
  reason: closing.closeDay.input.shape.reason,
  note: closing.closeDay.input.shape.note,
});
type Values = z.input<typeof formSchema>;

/** Counting and signing: each method and currency beside what is expected of it, with the difference as it is typed. */
export function CloseDayDialog({ data, onClose }: { readonly data: Day; readonly onClose: () => void }) {
  const text = useText();
  const { t } = text;
  const { clerk, day, takings } = data;
  const commandForm = useCommandForm({
    name: `closing.closeDay ${clerk} ${day}`,
    schema: formSchema,
    // Nothing is filled in: what is counted is not copied from what is expected.
    values: { counted: takings.map(() => ({ amount: '' })), reason: null, note: null },
    command: 'closing.closeDay',
    send: ({ counted, reason, note }) => ({
      clerk,
      day,
      figures: takings.map(({ currency, method, expected }, place) => ({
        currency,
        method,
        expected,
        counted: counted[place]?.amount ?? '',
      })),
      reason,
      note,
    }),
    onSaved: () => {
      toast({ tone: 'ok', title: t('closing.closed', { day: text.date(day) }) });
      onClose();
    },
  });
  const { control } = commandForm.form;
  return (
    <FormDialog
      title={t('closing.title', { day: text.date(day), clerk })}
      look="wide"
      commandForm={commandForm}
      saveLabel={t('closing.sign')}
      onClose={onClose}
    >
      <p>{t('closing.explain')}</p>
      {takings.length === 0 ? (
        <p className="muted">{t('closing.nothing')}</p>
      ) : (
        <div className={styles.count}>
          <div className={`${styles.countRow ?? ''} ${styles.countHead ?? ''}`} aria-hidden>
            <span>{t('reports.columns.method')}</span>
            <span className={styles.amount}>{t('closing.expected')}</span>
            <span className={styles.amount}>{t('closing.counted')}</span>
            <span className={styles.amount}>{t('closing.difference')}</span>
          </div>
          {takings.map((taking, place) => (
            <div key={`${taking.currency} ${taking.method}`} className={styles.countRow}>
              <span>
                {t(`status.method.${taking.method}`)} <span className="muted">{text.currency(taking.currency)}</span>
              </span>
              <AmountText amount={taking.expected} block />
              <FormMoney
                control={control}
                name={`counted.${place}.amount`}
                label={t('closing.countOf', {
                  method: t(`status.method.${taking.method}`),
                  currency: text.currency(taking.currency),
                })}
                currency={taking.currency}
                hideLabel
                autoFocus={place === 0}
              />
              <Difference control={control} place={place} expected={taking.expected} />
            </div>
          ))}
        </div>
      )}
      <FormText control={control} name="reason" label={t('closing.reason')} nullable />
      <FormText control={control} name="note" label={t('closing.note')} nullable />
    </FormDialog>
  );
}

function Difference({ control, place, expected }: DifferenceProps) {
  const typed = useWatch({ control, name: `counted.${place}.amount` });
  const counted = amountSchema.safeParse(typed);
  if (!counted.success) return <span className={styles.amount}>—</span>;
  const difference = subtractAmounts(counted.data, expected);
  return <AmountText amount={difference} block strong tone={difference === '0.00' ? 'muted' : 'bad'} />;
}
interface DifferenceProps {
  readonly control: Control<Values, unknown, z.output<typeof formSchema>>;
  readonly place: number;
  readonly expected: string;
}
