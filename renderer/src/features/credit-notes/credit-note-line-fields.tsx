import type { UseFormReturn } from 'react-hook-form';
import { compareAmounts, positiveAmountSchema } from '@contract/amount';
import type { Creditable } from '@contract/credit-notes';
import type { Currency } from '@contract/currency';
import { Button, MoneyField, Num, Prose, useIssueText } from '@/components';
import { useText } from '@/i18n';
import type { CreditNoteValues } from './credit-note-form';
import styles from './credit-note-line-fields.module.css';

interface CreditNoteLineFieldsProps<T> {
  readonly form: UseFormReturn<CreditNoteValues, unknown, T>;
  readonly lines: Creditable['lines'];
  readonly currency: Currency;
}

/** How much of each line is credited, before discount and tax; a press on what is left takes the whole line. */
export function CreditNoteLineFields<T>({ form, lines, currency }: CreditNoteLineFieldsProps<T>) {
  const text = useText();
  const { t } = text;
  const issueText = useIssueText();
  const typed = form.watch('lines');
  const { errors, isSubmitted } = form.formState;
  const message = issueText(errors.lines?.root?.message ?? errors.lines?.message);
  return (
    <div className={styles.list}>
      {lines.map((line, index) => {
        const value = typed[index]?.amount ?? '';
        const read = positiveAmountSchema.safeParse(value);
        const tooMuch = read.success && compareAmounts(read.data, line.left) > 0;
        const change = (amount: string): void =>
          form.setValue(`lines.${index}.amount`, amount, { shouldDirty: true, shouldValidate: isSubmitted });
        const name = text.name(line.description, line.descriptionAr);
        return (
          <div key={line.place} className={styles.row}>
            <span className={styles.line}>
              <Prose text={name} />
            </span>
            <Button
              size="small"
              variant="quiet"
              label={t('creditNotes.form.takeWhole', { name })}
              onPress={() => change(line.left)}
            >
              <Num>{text.amount(line.left)}</Num>
            </Button>
            <MoneyField
              label={t('creditNotes.form.ofLine', { name })}
              hideLabel
              required={false}
              currency={currency}
              autoFocus={index === 0}
              value={value}
              onChange={change}
              error={
                tooMuch
                  ? t('creditNotes.form.tooMuch')
                  : value !== '' && !read.success && isSubmitted
                    ? t('validation.amount_positive')
                    : undefined
              }
            />
          </div>
        );
      })}
      {message !== undefined && (
        <p className={styles.error} role="alert">
          {t('creditNotes.form.lineMissing')}
        </p>
      )}
    </div>
  );
}
