import { FormMoney } from '@/components';
import { useText } from '@/i18n';
import styles from './plan-form.module.css';
import type { PlanFormControl } from './plan-form-values';

const prices = [
  { name: 'monthly', usd: 'plan.pricing.monthlyUsd', yer: 'plan.pricing.monthlyYer' },
  { name: 'quarterly', usd: 'plan.pricing.quarterlyUsd', yer: 'plan.pricing.quarterlyYer' },
  { name: 'yearly', usd: 'plan.pricing.yearlyUsd', yer: 'plan.pricing.yearlyYer' },
  { name: 'setupFee', usd: 'plan.pricing.setupFeeUsd', yer: 'plan.pricing.setupFeeYer' },
] as const;

/** The price list of one plan: a row for each cycle, dollars beside rials. */
export function PriceFields({ control }: { readonly control: PlanFormControl }) {
  const { t } = useText();
  return (
    <div className={styles.rows}>
      {prices.map(({ name, usd, yer }) => (
        <div key={name} className={styles.prices}>
          <span className={styles.priceName}>{t(`plans.form.price.${name}`)}</span>
          <FormMoney
            control={control}
            name={usd}
            label={t('plans.form.priceUsd', { name: t(`plans.form.price.${name}`) })}
            hideLabel
            currency="USD"
            nullable
          />
          <FormMoney
            control={control}
            name={yer}
            label={t('plans.form.priceYer', { name: t(`plans.form.price.${name}`) })}
            hideLabel
            currency="YER"
            nullable
          />
        </div>
      ))}
      <p className="muted">{t('plans.form.priceHint')}</p>
    </div>
  );
}
