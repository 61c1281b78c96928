import { metricName } from '@contract/metric-names';
import type { Plan } from '@contract/plans';
import { AmountText } from '@/components';
import { useText } from '@/i18n';
import styles from './plan-prices.module.css';

interface PriceRow {
  readonly name: string;
  readonly usd: string | null;
  readonly yer: string | null;
}

/** What a plan costs: a row for each cycle and for each metric that is billed above its limit. */
export function PlanPrices({ plan }: { readonly plan: Plan }) {
  const { t, language } = useText();
  const { pricing } = plan;
  const cycles: readonly PriceRow[] = [
    { name: t('status.cycle.monthly'), usd: pricing.monthlyUsd, yer: pricing.monthlyYer },
    { name: t('status.cycle.quarterly'), usd: pricing.quarterlyUsd, yer: pricing.quarterlyYer },
    { name: t('status.cycle.yearly'), usd: pricing.yearlyUsd, yer: pricing.yearlyYer },
    { name: t('plans.record.setupFee'), usd: pricing.setupFeeUsd, yer: pricing.setupFeeYer },
  ];
  const sold = cycles.filter(({ usd, yer }) => usd !== null || yer !== null);
  const overage = pricing.overage.map(({ metric, usd, yer }) => ({
    name: t('plans.record.unitAbove', { metric: metricName(metric, language) }),
    usd,
    yer,
  }));
  return (
    <table className={styles.table}>
      <thead>
        <tr>
          <th scope="col">{t('plans.record.priceOf')}</th>
          <th scope="col" className={styles.amount}>
            {t('status.currency.USD')}
          </th>
          <th scope="col" className={styles.amount}>
            {t('status.currency.YER')}
          </th>
        </tr>
      </thead>
      <tbody>
        {[...sold, ...overage].map((row) => (
          <tr key={row.name}>
            <td>{row.name}</td>
            <td className={styles.amount}>
              <PriceText price={row.usd} instead="—" />
            </td>
            <td className={styles.amount}>
              <PriceText price={row.yer} instead={row.usd === null ? '—' : t('plans.record.byRate')} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function PriceText({ price, instead }: { readonly price: string | null; readonly instead: string }) {
  return price === null ? <span className="muted">{instead}</span> : <AmountText amount={price} />;
}
