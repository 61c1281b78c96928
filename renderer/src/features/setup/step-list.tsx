import { Check } from 'lucide-react';
import { classes } from '@/components';
import { useText } from '@/i18n';
import type { StepName } from './wizard-steps';
import styles from './step-list.module.css';

/** The steps at the start side; those that were reached can be gone back to. */
export function StepList({ steps, step, reached, locked, onGo }: StepListProps) {
  const text = useText();
  const { t } = text;
  const current = steps.indexOf(step);
  return (
    <nav aria-label={t('setup.steps.label')}>
      <ol className={styles.list}>
        {steps.map((name, index) => {
          const state = index === current ? 'current' : index < reached || index < current ? 'done' : 'ahead';
          const inside = (
            <>
              <span className={styles.mark} aria-hidden>
                {state === 'done' ? <Check size={14} strokeWidth={3} /> : text.count(index + 1)}
              </span>
              <span>{t(`setup.steps.${name}`)}</span>
              {state === 'done' && <span className="visually-hidden">{t('setup.steps.done')}</span>}
            </>
          );
          return (
            <li key={name} className={classes(styles.step, styles[state])}>
              {index <= reached && index !== current && !locked ? (
                <button type="button" className={styles.link} onClick={() => onGo(name)}>
                  {inside}
                </button>
              ) : (
                <span className={styles.link} {...(index === current ? { 'aria-current': 'step' } : {})}>
                  {inside}
                </span>
              )}
            </li>
          );
        })}
      </ol>
    </nav>
  );
}
interface StepListProps {
  readonly steps: readonly StepName[];
  readonly step: StepName;
  readonly reached: number;
  /** True while something runs that must not be left. */
  readonly locked: boolean;
  readonly onGo: (step: StepName) => void;
}
