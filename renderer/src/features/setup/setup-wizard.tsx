import { BookOpen } from 'lucide-react';
import { useState } from 'react';
import { Mark } from '@/app/mark';
import { Button, useGuidePlace, useShortcut } from '@/components';
import { HelpDialog } from '@/features/help';
import { useText } from '@/i18n';
import { DatabaseStep } from './database-step';
import { FinishStep } from './finish-step';
import { LanguageStep } from './language-step';
import { SampleStep } from './sample-step';
import { StepList } from './step-list';
import { TestStep } from './test-step';
import { UpgradeStep } from './upgrade-step';
import { useSetup, type Setup } from './use-setup';
import { firstStartSteps, laterSteps } from './wizard-steps';
import styles from './setup-wizard.module.css';

/** The first start: language, database, upgrade. `onDone` is called once a connection is set up. */
export function SetupWizard({ onDone, onCancel }: SetupWizardProps) {
  const { t } = useText();
  useGuidePlace('first-start');
  const [helpOpen, setHelpOpen] = useState(false);
  useShortcut({
    keys: 'F1',
    label: t('help.open'),
    run: () => setHelpOpen(true),
    enabled: !helpOpen,
    scope: 'everywhere',
  });
  const setup = useSetup(onCancel === undefined ? firstStartSteps : laterSteps);
  const busy = setup.test.running || setup.connecting.pending || setup.migration.running || setup.seeding.pending;
  return (
    <div className={styles.wizard}>
      <aside className={styles.side}>
        <div className={styles.name}>
          <Mark size={34} />
          <span>
            <strong>{t('app.name')}</strong>
            <span className={styles.what}>{t(onCancel === undefined ? 'setup.firstStart' : 'setup.later')}</span>
          </span>
        </div>
        <StepList
          steps={setup.steps}
          step={setup.step}
          reached={setup.reached}
          locked={setup.migration.running || setup.seeding.pending}
          onGo={setup.go}
        />
        <div className={styles.leave}>
          <Button variant="quiet" icon={BookOpen} keys="F1" onPress={() => setHelpOpen(true)}>
            {t('help.open')}
          </Button>
          {onCancel !== undefined && (
            <Button variant="quiet" disabled={busy} onPress={() => onCancel(setup.moved)}>
              {t('setup.leave')}
            </Button>
          )}
        </div>
      </aside>
      {helpOpen && <HelpDialog at="first-start" onClose={() => setHelpOpen(false)} />}
      <main className={styles.main}>
        <CurrentStep key={setup.step} setup={setup} onDone={onDone} />
      </main>
    </div>
  );
}
interface SetupWizardProps {
  readonly onDone: () => void;
  /** Given where the wizard can be left: whether it has left the connection that was in use. */
  readonly onCancel?: (moved: boolean) => void;
}

function CurrentStep({ setup, onDone }: { readonly setup: Setup; readonly onDone: () => void }) {
  switch (setup.step) {
    case 'language':
      return <LanguageStep setup={setup} />;
    case 'database':
      return <DatabaseStep setup={setup} />;
    case 'test':
      return <TestStep setup={setup} />;
    case 'upgrade':
      return <UpgradeStep setup={setup} />;
    case 'sample':
      return <SampleStep setup={setup} />;
    case 'finish':
      return <FinishStep setup={setup} onDone={onDone} />;
  }
}
