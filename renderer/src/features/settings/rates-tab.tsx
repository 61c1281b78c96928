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
import { useText } from '@/i18n';
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
  return (
    <div className={styles.page}>
      <p className={styles.note}>{t('settings.rates.note')}</p>
      <AddRate today={settings.today} />
      {data.length === 0 ? (
        <EmptyState icon={Coins} title={t('settings.rates.empty.title')} text={t('settings.rates.empty.text')} />
      ) : (
        <table className={styles.table}>
          <thead>
            <tr>
              <th>{t('settings.rates.date')}</th>
              <th className={styles.rate}>{t('settings.rates.rate')}</th>
              <th>{t('settings.rates.by')}</th>
              <th>{t('settings.rates.at')}</th>
            </tr>
          </thead>
          <tbody>
            {data.map((rate) => (
              <tr key={`${rate.date} ${rate.enteredAt}`}>
                <td>
                  <DateText date={rate.date} />
                </td>
                <td className={styles.rate}>
                  <span className="num strong">{text.decimal(rate.rate)}</span>
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
      )}
    </div>
  );
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
