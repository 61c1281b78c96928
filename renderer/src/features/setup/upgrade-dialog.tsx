import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { SchemaState } from '@contract/schema';
import { refreshAreas, useAction, useRead } from '@/api';
import { Banner, Button, Dialog, ErrorState, Skeleton, toast } from '@/components';
import { useText } from '@/i18n';
import { failureError } from './failure-error';
import { NotTheOwner, useUpgrader } from './not-the-owner';
import { pendingOf, UpgradePlan } from './upgrade-plan';
import { ServiceAnswer } from './service-answer';
import { useConnectionTest } from './use-connection-test';
import { useMigrationRun, type MigrationRun } from './use-migration-run';

/** The pending upgrades of the database in use: looked at, then run. */
export function UpgradeDialog({ onClose }: { readonly onClose: () => void }) {
  const { t } = useText();
  const client = useQueryClient();
  const { data: profiles, error: unknown } = useRead('profiles.list', {});
  const profileId = profiles?.find(({ active }) => active)?.id;
  const migration = useMigrationRun();
  const service = useAction('upkeep.serviceHealth');
  const { start, result, error } = useConnectionTest();
  useEffect(() => {
    if (profileId !== undefined) void start({ kind: 'profile', profileId });
  }, [profileId, start]);

  const schema = result?.schema ?? null;
  const failed = result?.steps.find(({ state }) => state === 'failed')?.failure ?? null;
  const problem = unknown ?? error ?? (schema === null && failed !== null ? failureError(failed) : null);
  const run = async () => {
    const done = await migration.start();
    void refreshAreas(client, 'all');
    if (!done) return;
    toast({ tone: 'ok', title: t('setup.upgrade.done') });
    await service.run({});
  };
  const upgrader = useUpgrader();
  const waits = schema !== null && pendingOf(schema).length > 0 && !migration.done;
  const canRun = waits && upgrader === null;
  return (
    <Dialog
      title={t('setup.upgrade.title')}
      onClose={() => {
        if (!migration.running) onClose();
      }}
      dismissable={false}
      actions={
        <>
          {canRun && (
            <Button needs="setup.migrate" variant="primary" pending={migration.running} onPress={() => void run()}>
              {t('setup.upgrade.run')}
            </Button>
          )}
          <Button disabled={migration.running} onPress={onClose}>
            {t('common.close')}
          </Button>
        </>
      }
    >
      {waits && upgrader !== null && <NotTheOwner owner={upgrader} />}
      {service.data && <ServiceAnswer health={service.data} />}
      <Body schema={schema} problem={problem} migration={migration} />
    </Dialog>
  );
}

interface BodyProps {
  readonly schema: SchemaState | null;
  readonly problem: ReturnType<typeof failureError> | null;
  readonly migration: MigrationRun;
}

function Body({ schema, problem, migration }: BodyProps) {
  const { t } = useText();
  if (schema !== null) {
    return (
      <>
        {migration.done && <Banner tone="ok" title={t('setup.upgrade.done')} />}
        <UpgradePlan schema={schema} migration={migration} />
      </>
    );
  }
  return problem === null ? <Skeleton lines={6} /> : <ErrorState error={problem} />;
}
