import { Database, RotateCw } from 'lucide-react';
import { setupStepSchema } from '@contract/setup';
import { useAction } from '@/api';
import { Banner, Button, ErrorBanner } from '@/components';
import { useText } from '@/i18n';
import { failureError } from './failure-error';
import { StepFrame } from './step-frame';
import { TestLine } from './test-line';
import type { Setup } from './use-setup';
import styles from './test-step.module.css';

/** The way to the database, step by step: what went well, and what stands in the way with what to do about it. */
export function TestStep({ setup }: { readonly setup: Setup }) {
  const { t } = useText();
  const { test, target, connecting } = setup;
  const create = useAction('setup.createDatabase');
  const ok = test.result?.ok === true;
  // Only the tables stand in the way: the next step says what is wrong with them.
  const refused = !ok && (test.result?.schema ?? null) !== null;

  const next = async () => {
    if (target === null || test.result === null) return;
    if (!ok) {
      if (test.result.schema !== null) setup.setSchema(test.result.schema);
      setup.go('upgrade');
      return;
    }
    if (!setup.connected) {
      setup.setMoved(true);
      const schema = await connecting.run({ target });
      if (schema === null) return;
      setup.setConnected(true);
      setup.setSchema(schema);
    }
    setup.go('upgrade');
  };
  const again = () => {
    create.reset();
    connecting.reset();
    if (target !== null) void test.start(target);
  };
  const createDatabase = async () => {
    if (target === null) return;
    const created = await create.run({ target });
    if (created !== null) void test.start(target);
  };

  return (
    <StepFrame
      title={t('setup.test.title')}
      text={t('setup.test.text')}
      onNext={() => void next()}
      nextDisabled={!ok && !refused}
      nextPending={connecting.pending}
      nextReady={ok && !connecting.pending}
      {...(refused ? { nextLabel: t('setup.test.differences') } : {})}
      onBack={() => setup.go('database')}
      aside={
        <Button icon={RotateCw} variant="quiet" disabled={test.running || connecting.pending} onPress={again}>
          {t('setup.test.again')}
        </Button>
      }
    >
      <ol className={styles.lines} aria-live="polite" aria-busy={test.running}>
        {setupStepSchema.options.map((step) => (
          <TestLine
            key={step}
            step={step}
            builtin={target?.kind === 'builtin'}
            result={test.steps.get(step) ?? null}
            schema={test.result?.schema?.kind ?? null}
          >
            {step === 'database' && test.result?.canCreateDatabase === true && (
              <div>
                <Button
                  icon={Database}
                  variant="primary"
                  pending={create.pending}
                  onPress={() => void createDatabase()}
                >
                  {t('setup.test.createDatabase')}
                </Button>
              </div>
            )}
          </TestLine>
        ))}
      </ol>
      {create.error && <ErrorBanner error={failureError(create.error)} />}
      {test.error && <ErrorBanner error={failureError(test.error)} />}
      {connecting.error && <ErrorBanner error={failureError(connecting.error)} />}
      {ok && connecting.error === null && <Banner tone="ok" title={t('setup.test.ok')} />}
    </StepFrame>
  );
}
