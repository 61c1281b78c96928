import { Coins } from 'lucide-react';
import { z } from 'zod';
import { business } from '@contract/business';
import { useRead } from '@/api';
import {
  DateText,
  EmptyState,
  ErrorState,
  FormDate,
  FormDecimal,
  FormGrid,
  InlineForm,
  InstantText,
  Skeleton,
  toast,
  useCommandForm,
} from '@/components';
import { formatDecimal, useText } from '@/i18n';
import styles from './settings-screen.module.css';

const formSchema = z.object({
  date: business.addRate.input.shape.date,
  rate: business.addRate.input.shape.rate,
});

/** How many rials one dollar is worth, from each date on. Rates are only added: what was printed stays explained. */
export function RatesTab() {
  const text = useText();
  const { t } = text;
  const { data, error, refetch } = useRead('business.rates', {});
  const { data: settings } = useRead('business.get', {});
  if (error && !data) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (!data || !settings) return <Skeleton lines={6} />;
  // As many decimals in each row as the longest has: units stand under units.
  const places = Math.max(2, ...data.map(({ rate }) => decimalsOf(rate)));
  return (
    <div className={styles.page}>
      <p className={styles.note}>{t('settings.rates.note')}</p>
      <div className={styles.card}>
        <AddRate today={settings.today} />
      </div>
      {data.length === 0 ? (
        <EmptyState icon={Coins} title={t('settings.rates.empty.title')} text={t('settings.rates.empty.text')} />
      ) : (
        <div className={styles.scroll} tabIndex={0} role="region" aria-label={t('settings.rates.title')}>
          {' '}
          <table className={styles.table}>
            <thead>
              <tr>
                <th scope="col">{t('settings.rates.date')}</th>
                <th scope="col" className={styles.rate}>
                  {t('settings.rates.rate')}
                </th>
                <th scope="col">{t('settings.rates.by')}</th>
                <th scope="col">{t('settings.rates.at')}</th>
              </tr>
            </thead>
            <tbody>
              {data.map((rate) => (
                <tr key={`${rate.date} ${rate.enteredAt}`}>
                  <td>
                    <DateText date={rate.date} hijri />
                  </td>
                  <td className={styles.rate}>
                    <span className="num strong">
                      {formatDecimal(rate.rate, text.digits, { min: places, max: places })}
                    </span>
                  </td>
                  <td>
                    <bdi>{rate.enteredBy}</bdi>
                  </td>
                  <td>
                    <InstantText at={rate.enteredAt} />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </div>
  );
}

/** How many decimals a rate really has. */
function decimalsOf(rate: string): number {
  return rate.replace(/^[^.]*\.?/, '').replace(/0+$/, '').length;
}

function AddRate({ today }: { readonly today: string }) {
  const { t } = useText();
  const commandForm = useCommandForm({
    name: 'settings.rate',
    schema: formSchema,
    values: { date: today, rate: '' },
    command: 'business.addRate',
    send: (checked) => checked,
    onSaved: () => {
      toast({ tone: 'ok', title: t('settings.rates.saved') });
      commandForm.form.reset({ date: today, rate: '' });
    },
  });
  const { control } = commandForm.form;
  return (
    <InlineForm commandForm={commandForm} saveLabel={t('settings.rates.add')}>
      <FormGrid>
        <FormDate control={control} name="date" label={t('settings.rates.date')} />
        <FormDecimal
          control={control}
          name="rate"
          label={t('settings.rates.rate')}
          scale={6}
          unit={t('settings.rates.unit')}
        />
      </FormGrid>
    </InlineForm>
  );
}
