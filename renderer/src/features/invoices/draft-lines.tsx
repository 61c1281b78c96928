import { Plus, Trash2 } from 'lucide-react';
import { useFieldArray } from 'react-hook-form';
import type { Currency } from '@contract/currency';
import { AmountText, Button, FormDecimal, FormMoney, FormText, IconButton, useShortcut } from '@/components';
import { useText } from '@/i18n';
import { emptyLine, type DraftFormMethods } from './draft-values';
import styles from './draft-lines.module.css';
import { useDraftTotals } from './use-draft-totals';

interface DraftLinesProps {
  readonly form: DraftFormMethods;
  readonly currency: Currency;
}

/** The lines as a table of fields; each says at once what it comes to. */
export function DraftLines({ form, currency }: DraftLinesProps) {
  const text = useText();
  const { t } = text;
  const { fields, append, remove } = useFieldArray({ control: form.control, name: 'lines' });
  const { lineAmounts } = useDraftTotals(form);
  const addLine = (): void => append({ ...emptyLine }, { focusName: `lines.${fields.length}.descriptionAr` });
  useShortcut({ keys: 'Alt+A', label: t('invoices.form.addLine'), run: addLine });
  return (
    <div className={styles.lines}>
      <div className={styles.head} aria-hidden>
        <span>{t('invoices.form.descriptionAr')}</span>
        <span>{t('invoices.form.description')}</span>
        <span>{t('invoices.form.quantity')}</span>
        <span>
          {t('invoices.form.unitPrice')} · {text.currency(currency)}
        </span>
        <span className={styles.amount}>{t('invoices.form.amount')}</span>
        <span />
      </div>
      {fields.map((field, index) => (
        <div key={field.id} className={styles.line} role="group" aria-label={text.inDigits(String(index + 1))}>
          <FormText
            control={form.control}
            name={`lines.${index}.descriptionAr`}
            label={t('invoices.form.descriptionAr')}
            hideLabel
            language="ar"
          />
          <FormText
            control={form.control}
            name={`lines.${index}.description`}
            label={t('invoices.form.description')}
            hideLabel
            language="en"
          />
          <FormDecimal
            control={form.control}
            name={`lines.${index}.quantity`}
            label={t('invoices.form.quantity')}
            hideLabel
            scale={4}
          />
          <FormMoney
            control={form.control}
            name={`lines.${index}.unitPrice`}
            label={t('invoices.form.unitPrice')}
            hideLabel
          />
          <span className={styles.amount}>
            <AmountText amount={lineAmounts[index] ?? '—'} block />
          </span>
          <IconButton
            label={t('invoices.form.removeLine', { number: text.inDigits(String(index + 1)) })}
            icon={Trash2}
            disabled={fields.length === 1}
            onPress={() => remove(index)}
          />
        </div>
      ))}
      <div>
        <Button size="small" icon={Plus} keys="Alt+A" onPress={addLine}>
          {t('invoices.form.addLine')}
        </Button>
      </div>
    </div>
  );
}
