import { Pencil, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { planIdSchema } from '@contract/ids';
import { metricName } from '@contract/metric-names';
import type { Plan } from '@contract/plans';
import { useCommand, useRead } from '@/api';
import {
  Button,
  ConfirmDialog,
  ErrorBanner,
  InstantText,
  Names,
  Num,
  Pill,
  RecordHistory,
  RecordMeta,
  RecordPanel,
  RecordPanelState,
  RecordSection,
  toast,
  useShortcut,
} from '@/components';
import { useText } from '@/i18n';
import { EditPlanDialog } from './plan-form';
import { PlanPrices } from './plan-prices';

interface PlanRecordProps {
  readonly planId: string;
  readonly onClose: () => void;
}

/** One plan: its prices, limits and who uses it. */
export function PlanRecord({ planId, onClose }: PlanRecordProps) {
  const [task, setTask] = useState<'edit' | 'delete' | null>(null);
  const { data: plan, error, refetch } = useRead('plans.get', { planId });
  if (!plan) return <RecordPanelState error={error} onRetry={() => void refetch()} onClose={onClose} />;
  return (
    <>
      <PlanPanel plan={plan} onTask={setTask} onClose={onClose} />
      {task === 'edit' && <EditPlanDialog plan={plan} onClose={() => setTask(null)} />}
      {task === 'delete' && <DeletePlanDialog plan={plan} onClose={() => setTask(null)} onDeleted={onClose} />}
    </>
  );
}

interface PlanPanelProps {
  readonly plan: Plan;
  readonly onTask: (task: 'edit' | 'delete') => void;
  readonly onClose: () => void;
}

function PlanPanel({ plan, onTask, onClose }: PlanPanelProps) {
  const text = useText();
  const { t } = text;
  useShortcut({ needs: 'plans.update', keys: 'F2', label: t('plans.actions.edit'), run: () => onTask('edit') });
  return (
    <RecordPanel
      title={<bdi>{text.name(plan.name, plan.nameAr)}</bdi>}
      status={<Pill tone={plan.isActive ? 'ok' : 'mute'}>{t(plan.isActive ? 'plans.onSale' : 'plans.offSale')}</Pill>}
      onClose={onClose}
      actions={
        <>
          <Button needs="plans.update" variant="primary" icon={Pencil} keys="F2" onPress={() => onTask('edit')}>
            {t('plans.actions.edit')}
          </Button>
          {plan.subscribers === 0 && (
            <Button needs="plans.delete" variant="quiet" icon={Trash2} onPress={() => onTask('delete')}>
              {t('plans.actions.delete')}
            </Button>
          )}
        </>
      }
    >
      <RecordMeta
        entries={[
          { label: t('plans.columns.plan'), value: <Names name={plan.name} nameAr={plan.nameAr} /> },
          { label: t('plans.record.id'), value: <Num>{plan.planId}</Num> },
          { label: t('plans.record.tier'), value: t(`status.tier.${plan.tier}`) },
          { label: t('plans.record.trial'), value: t('plans.record.trialDays', { count: plan.trialDays }) },
          { label: t('plans.record.subscribers'), value: <Num>{text.count(plan.subscribers)}</Num> },
          { label: t('plans.record.changed'), value: <InstantText at={plan.updatedAt} /> },
          {
            label: t('plans.record.description'),
            value: text.name(plan.description ?? '', plan.descriptionAr ?? ''),
          },
        ]}
      />
      <RecordSection title={t('plans.record.prices')}>
        <PlanPrices plan={plan} />
      </RecordSection>
      <RecordSection title={t('plans.record.limits')}>
        {plan.limits.length === 0 ? (
          <p className="muted">{t('plans.record.noLimits')}</p>
        ) : (
          <RecordMeta
            entries={plan.limits.map(({ metric, limit }) => ({
              label: metricName(metric, text.language),
              value: limit === -1 ? t('plans.unlimited') : <Num>{text.count(limit)}</Num>,
            }))}
          />
        )}
      </RecordSection>
      {plan.features.length > 0 && (
        <RecordSection title={t('plans.record.features')}>
          <ul>
            {plan.features.map(({ name, nameAr }) => (
              <li key={name}>
                <bdi>{text.name(name, nameAr)}</bdi>
              </li>
            ))}
          </ul>
        </RecordSection>
      )}
      <RecordHistory entity="plan" id={plan.planId} />
    </RecordPanel>
  );
}

interface DeletePlanProps {
  readonly plan: Plan;
  readonly onClose: () => void;
  readonly onDeleted: () => void;
}

function DeletePlanDialog({ plan, onClose, onDeleted }: DeletePlanProps) {
  const { t } = useText();
  const command = useCommand('plans.delete');
  const remove = async (): Promise<void> => {
    if ((await command.run({ planId: planIdSchema.parse(plan.planId) })) === null) return;
    toast({ tone: 'ok', title: t('plans.done.deleted') });
    onDeleted();
  };
  return (
    <ConfirmDialog
      title={t('plans.delete.title')}
      confirmLabel={t('plans.delete.submit')}
      danger
      pending={command.pending}
      onConfirm={() => void remove()}
      onClose={onClose}
    >
      {command.error ? <ErrorBanner error={command.error} /> : <p>{t('plans.delete.explain')}</p>}
    </ConfirmDialog>
  );
}
