import { CircleStop, RotateCw } from 'lucide-react';
import type { RunProgress, RunRow } from '@contract/billing';
import type { BillingRunId } from '@contract/ids';
import { useCommand } from '@/api';
import { Banner, Button, DateText, ErrorBanner, InstantText, useShortcut } from '@/components';
import { useText } from '@/i18n';
import { RunProgressBar } from './run-progress-bar';

/** A run that goes on, with how far it is; and those that were left unfinished, to be gone on with. */
export function RunBanners({ runs, told, onOpen }: RunBannersProps) {
  const unfinished = runs
    .map((run) => ({ run, now: { ...run, ...told.get(run.id) } }))
    .filter(({ now }) => now.state !== 'done');
  return (
    <>
      {unfinished.map(({ run, now }) =>
        now.active ? (
          <ActiveRun key={run.id} run={run} now={now} />
        ) : (
          <InterruptedRun key={run.id} run={run} now={now} onOpen={() => onOpen(run.id)} />
        ),
      )}
    </>
  );
}
interface RunBannersProps {
  readonly runs: readonly RunRow[];
  readonly told: ReadonlyMap<string, RunProgress>;
  readonly onOpen: (id: BillingRunId) => void;
}

interface RunProps {
  readonly run: RunRow;
  readonly now: RunRow;
}

function ActiveRun({ run, now }: RunProps) {
  const { t } = useText();
  const command = useCommand('billing.stop');
  const stop = (): void => void command.run({ id: run.id });
  useShortcut({ needs: 'billing.stop', keys: 'S', label: t('billing.stop'), run: stop });
  return (
    <>
      {command.error && <ErrorBanner error={command.error} />}
      <Banner
        tone="info"
        title={
          <>
            {t('billing.active')} <DateText date={run.asOf} />
          </>
        }
        action={
          <Button needs="billing.stop" size="small" icon={CircleStop} keys="S" pending={command.pending} onPress={stop}>
            {t('billing.stop')}
          </Button>
        }
      >
        <RunProgressBar examined={now.examined} candidates={now.candidates} amounts={now.amounts} />
      </Banner>
    </>
  );
}

function InterruptedRun({ run, now, onOpen }: RunProps & { readonly onOpen: () => void }) {
  const { t } = useText();
  const command = useCommand('billing.resume');
  return (
    <>
      {command.error && <ErrorBanner error={command.error} />}
      <Banner
        tone="warn"
        title={
          <>
            {t(now.state === 'stopped' ? 'billing.stopped' : 'billing.interrupted')} <DateText date={run.asOf} />
          </>
        }
        action={
          <>
            <Button size="small" onPress={onOpen}>
              {t('billing.open')}
            </Button>
            <Button
              needs="billing.resume"
              size="small"
              variant="primary"
              icon={RotateCw}
              pending={command.pending}
              onPress={() => void command.run({ id: run.id })}
            >
              {t('billing.resume')}
            </Button>
          </>
        }
      >
        <RunProgressBar examined={now.examined} candidates={now.candidates} amounts={now.amounts} />
        <p>
          {t('billing.lastAt')} <InstantText at={run.lastAt} /> · <bdi>{run.startedBy}</bdi> · <bdi>{run.machine}</bdi>
        </p>
      </Banner>
    </>
  );
}
