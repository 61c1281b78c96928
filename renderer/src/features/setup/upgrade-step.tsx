import { Banner, ErrorBanner } from '@/components';
import { useText } from '@/i18n';
import { failureError } from './failure-error';
import { NotTheOwner, useUpgrader } from './not-the-owner';
import { StepFrame } from './step-frame';
import { pendingOf, UpgradePlan } from './upgrade-plan';
import type { Setup } from './use-setup';
import { isUsable } from './wizard-steps';

/** Brings the database to this program's version, and checks the books after it. */
export function UpgradeStep({ setup }: { readonly setup: Setup }) {
  const { t } = useText();
  const { schema, migration, check } = setup;
  const ready = isUsable(schema) || migration.done;
  const upgrader = useUpgrader();
  const waits = !ready && schema !== null && pendingOf(schema).length > 0;
  const canRun = waits && upgrader === null;

  const run = async () => {
    if (await migration.start()) await check.run({});
  };
  const next = () => {
    if (canRun) void run();
    else setup.go('sample');
  };

  return (
    <StepFrame
      title={t('setup.upgrade.title')}
      text={t('setup.upgrade.text')}
      onNext={next}
      nextLabel={canRun ? t('setup.upgrade.run') : t('common.next')}
      nextPending={migration.running || check.pending}
      nextDisabled={!ready && !canRun}
      nextReady={migration.done && !check.pending}
      onBack={migration.running ? undefined : () => setup.go('test')}
    >
      {migration.done && (
        <Banner tone="ok" title={t('setup.upgrade.done')}>
          {check.data?.clean === true && t('setup.upgrade.clean')}
        </Banner>
      )}
      {check.data?.clean === false && <Banner tone="warn" title={t('setup.upgrade.unclean')} />}
      {check.error && <ErrorBanner error={failureError(check.error)} />}
      {waits && upgrader !== null && <NotTheOwner owner={upgrader} />}
      {schema !== null && <UpgradePlan schema={schema} migration={migration} />}
    </StepFrame>
  );
}
