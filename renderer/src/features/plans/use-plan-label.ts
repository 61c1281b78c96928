import { useText } from '@/i18n';

/** The names of the form's values, as they stand beside its fields. */
export function usePlanLabel(): (path: string) => string {
  const { t } = useText();
  const names = new Map([
    ['plan.name', t('plans.form.name')],
    ['plan.nameAr', t('plans.form.nameAr')],
    ['plan.description', t('plans.form.description')],
    ['plan.descriptionAr', t('plans.form.descriptionAr')],
    ['plan.tier', t('plans.form.tier')],
    ['plan.limits', t('plans.form.limits')],
    ['plan.features', t('plans.form.features')],
    ['plan.pricing.overage', t('plans.form.overage')],
    ['plan.trialDays', t('plans.form.trialDays')],
    ['plan.isActive', t('plans.form.active')],
  ]);
  for (const price of ['monthly', 'quarterly', 'yearly', 'setupFee'] as const) {
    const name = t(`plans.form.price.${price}`);
    names.set(`plan.pricing.${price}Usd`, t('plans.form.priceUsd', { name }));
    names.set(`plan.pricing.${price}Yer`, t('plans.form.priceYer', { name }));
  }
  return (path) => names.get(path) ?? path;
}
