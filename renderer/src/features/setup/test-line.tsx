import { Check, CircleAlert, Minus, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import type { SchemaState } from '@contract/schema';
import type { SetupStep, StepResult } from '@contract/setup';
import { classes, useErrorText } from '@/components';
import { useText } from '@/i18n';
import { failureError } from './failure-error';
import styles from './test-step.module.css';

type State = StepResult['state'] | 'waiting';

/** One step of the test: what it is about, what was found, and what to do where it failed. */
export function TestLine({ step, builtin, result, schema, children }: TestLineProps) {
  const { t } = useText();
  const state: State = result?.state ?? 'waiting';
  const failure = result?.failure ?? null;
  const name = builtin && step === 'address' ? t('setup.test.startBuiltin') : t(`setup.test.step.${step}`);
  return (
    <li className={classes(styles.line, styles[state])}>
      <span className={styles.icon} aria-hidden>
        {state === 'ok' && <Check size={15} strokeWidth={3} />}
        {state === 'warning' && <TriangleAlert size={15} />}
        {state === 'failed' && <CircleAlert size={16} />}
        {state === 'skipped' && <Minus size={14} />}
        {state === 'running' && <span className={styles.spinner} />}
        {state === 'waiting' && <span className={styles.dot} />}
      </span>
      <div className={styles.words}>
        <div className={styles.head}>
          <span className={styles.name}>{name}</span>
          <span className="visually-hidden">{t(`setup.test.state.${state}`)}</span>
          {result !== null && <Detail result={result} schema={schema} />}
        </div>
        {failure !== null && <FailureWords failure={failure} />}
        {children}
      </div>
    </li>
  );
}
interface TestLineProps {
  readonly step: SetupStep;
  /** True for the database on this computer: its first step starts it. */
  readonly builtin: boolean;
  readonly result: StepResult | null;
  readonly schema: SchemaState['kind'] | null;
  readonly children?: ReactNode;
}

function Detail({ result, schema }: { readonly result: StepResult; readonly schema: SchemaState['kind'] | null }) {
  const { t } = useText();
  if (result.step === 'schema' && schema !== null) {
    return <span className={styles.detail}>{t(`setup.schema.${schema}`)}</span>;
  }
  if (result.step === 'tls' && result.state === 'ok' && result.detail === null) {
    return <span className={styles.detail}>{t('setup.test.tlsLocal')}</span>;
  }
  if (result.detail === null || result.step === 'schema') return null;
  return (
    <bdi className={styles.detail} dir="ltr">
      {result.detail}
    </bdi>
  );
}

function FailureWords({ failure }: { readonly failure: NonNullable<StepResult['failure']> }) {
  const { title, remedy } = useErrorText(failureError(failure));
  return (
    <div className={styles.failure} role="alert">
      <strong>{title}</strong>
      <p>{remedy}</p>
    </div>
  );
}
