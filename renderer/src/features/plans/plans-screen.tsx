import { getRouteApi } from '@tanstack/react-router';
import { Layers, Plus } from 'lucide-react';
import { useMemo } from 'react';
import { compareAmounts } from '@contract/amount';
import type { Plan } from '@contract/plans';
import { call } from '@/api';
import {
  AmountText,
  Button,
  Chip,
  DataList,
  EmptyState,
  FilterChips,
  ListHeader,
  loadFromArray,
  Names,
  Num,
  Pill,
  SplitView,
  useShortcut,
  type ListColumn,
} from '@/components';
import { ExportMenu } from '@/features/exports';
import { useText, type Text } from '@/i18n';
import { NewPlanDialog } from './plan-form';
import { PlanRecord } from './plan-record';

const route = getRouteApi('/plans');
type PlanSort = 'name' | 'tier' | 'monthly' | 'quarterly' | 'yearly' | 'trial' | 'subscribers' | 'active';

const everyPlan = {};
const onSale = { isActive: true };
const byPrice = (left: string | null, right: string | null): number =>
  compareAmounts(left ?? '-1.00', right ?? '-1.00');
const tiers = ['free', 'starter', 'professional', 'enterprise'];
const orders: Readonly<Record<PlanSort, (left: Plan, right: Plan) => number>> = {
  name: (left, right) => left.name.localeCompare(right.name),
  tier: (left, right) => tiers.indexOf(left.tier) - tiers.indexOf(right.tier),
  monthly: (left, right) => byPrice(left.pricing.monthlyUsd, right.pricing.monthlyUsd),
  quarterly: (left, right) => byPrice(left.pricing.quarterlyUsd, right.pricing.quarterlyUsd),
  yearly: (left, right) => byPrice(left.pricing.yearlyUsd, right.pricing.yearlyUsd),
  trial: (left, right) => left.trialDays - right.trialDays,
  subscribers: (left, right) => left.subscribers - right.subscribers,
  active: (left, right) => Number(left.isActive) - Number(right.isActive),
};
const loadEvery = loadFromArray<Plan, PlanSort>(() => call('plans.list', {}), orders);
const loadOnSale = loadFromArray<Plan, PlanSort>(
  async () => (await call('plans.list', {})).filter((plan) => plan.isActive),
  orders,
);

/** The price list: every plan, and beside it the one that is open. */
export function PlansScreen() {
  const text = useText();
  const { t } = text;
  const { open, create, sold } = route.useSearch();
  const navigate = route.useNavigate();
  // The words of the headers depend on the language, the cells on the digits as well.
  // eslint-disable-next-line react-hooks/exhaustive-deps
  const columns = useMemo(() => planColumns(text), [text.language, text.digits]);
  const setOpen = (id: string | undefined): void =>
    void navigate({ search: (before) => ({ ...before, open: id }), replace: true });
  const setCreate = (on: boolean): void =>
    void navigate({ search: (before) => ({ ...before, create: on ? true : undefined }), replace: true });
  useShortcut({ needs: 'plans.create', keys: 'N', label: t('plans.new'), run: () => setCreate(true) });
  return (
    <>
      <SplitView
        recordLabel={t('common.recordOf', { name: t('plans.title') })}
        onClose={() => setOpen(undefined)}
        list={
          <>
            <ListHeader title={t('plans.title')}>
              <ExportMenu source={{ report: 'plans', asked: { onSale: sold === true } }} />
              <Button needs="plans.create" variant="primary" icon={Plus} keys="N" onPress={() => setCreate(true)}>
                {t('plans.new')}
              </Button>
            </ListHeader>
            <FilterChips>
              <Chip
                label={t('plans.onSale')}
                on={sold === true}
                onChange={(on) =>
                  void navigate({ search: (before) => ({ ...before, sold: on ? true : undefined }), replace: true })
                }
              />
            </FilterChips>
            <DataList
              name="plans"
              label={t('common.listOf', { name: t('plans.title') })}
              area="plans"
              columns={columns}
              defaultSort={{ column: 'tier', direction: 'asc' }}
              filter={sold === true ? onSale : everyPlan}
              load={sold === true ? loadOnSale : loadEvery}
              rowId={(row) => row.planId}
              openedId={open}
              onOpen={(row) => setOpen(row.planId)}
              empty={
                <EmptyState icon={Layers} title={t('plans.empty.title')} text={t('plans.empty.hint')}>
                  <Button needs="plans.create" variant="primary" icon={Plus} onPress={() => setCreate(true)}>
                    {t('plans.new')}
                  </Button>
                </EmptyState>
              }
            />
          </>
        }
        record={open === undefined ? null : <PlanRecord key={open} planId={open} onClose={() => setOpen(undefined)} />}
      />
      {create === true && (
        <NewPlanDialog
          onClose={() => setCreate(false)}
          onSaved={(id) => void navigate({ search: (before) => ({ ...before, create: undefined, open: id }) })}
        />
      )}
    </>
  );
}

function planColumns(text: Text): readonly ListColumn<Plan, PlanSort>[] {
  const { t } = text;
  const price = (amount: string | null) =>
    amount === null ? <span className="muted">—</span> : <AmountText amount={amount} />;
  return [
    {
      id: 'plan',
      header: t('plans.columns.plan'),
      width: 160,
      grows: true,
      sort: 'name',
      cell: (row) => <bdi>{text.name(row.name, row.nameAr)}</bdi>,
    },
    {
      id: 'tier',
      header: t('plans.columns.tier'),
      width: 110,
      yields: 2,
      sort: 'tier',
      cell: (row) => t(`status.tier.${row.tier}`),
    },
    {
      id: 'monthly',
      header: t('plans.columns.monthly'),
      width: 130,
      align: 'amount',
      sort: 'monthly',
      cell: (row) => price(row.pricing.monthlyUsd),
    },
    {
      id: 'quarterly',
      header: t('plans.columns.quarterly'),
      width: 150,
      yields: 1,
      align: 'amount',
      sort: 'quarterly',
      cell: (row) => price(row.pricing.quarterlyUsd),
    },
    {
      id: 'yearly',
      header: t('plans.columns.yearly'),
      width: 130,
      align: 'amount',
      sort: 'yearly',
      cell: (row) => price(row.pricing.yearlyUsd),
    },
    {
      id: 'trial',
      header: t('plans.columns.trial'),
      width: 100,
      yields: 3,
      align: 'amount',
      sort: 'trial',
      cell: (row) => <Num>{text.count(row.trialDays)}</Num>,
    },
    {
      id: 'subscribers',
      header: t('plans.columns.subscribers'),
      width: 100,
      align: 'amount',
      sort: 'subscribers',
      cell: (row) => <Num>{text.count(row.subscribers)}</Num>,
    },
    {
      id: 'active',
      header: t('plans.columns.active'),
      width: 148,
      sort: 'active',
      cell: (row) => (
        <Pill tone={row.isActive ? 'ok' : 'mute'}>{t(row.isActive ? 'plans.onSale' : 'plans.offSale')}</Pill>
      ),
    },
    {
      id: 'names',
      header: t('plans.form.name'),
      width: 160,
      hidden: true,
      cell: (row) => <Names name={row.name} nameAr={row.nameAr} />,
    },
  ];
}
