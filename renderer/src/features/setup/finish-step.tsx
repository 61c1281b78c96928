import { useState } from 'react';
import { useAction, useRead } from '@/api';
import { ErrorBanner, Switch, TextField, toast } from '@/components';
import { useText, type Text } from '@/i18n';
import { ColorChoice } from './color-choice';
import { failureError } from './failure-error';
import { MarkChoice } from './mark-choice';
import { hasPassword } from './server-input';
import { StepFrame } from './step-frame';
import type { Setup } from './use-setup';
import styles from './finish-step.module.css';

/** Gives the connection its name and colour, keeps it, and opens the program on it. */
export function FinishStep({ setup, onDone }: { readonly setup: Setup; readonly onDone: () => void }) {
  const text = useText();
  const { t } = text;
  const { target, naming, setNaming } = setup;
  const { data: profiles } = useRead('profiles.list', {});
  const save = useAction('profiles.save');
  const finish = useAction('setup.finish');
  const { data: users } = useRead('users.list', {}, { enabled: target !== null && target.kind !== 'builtin' });
  const makeRoles = useAction('users.makeRoles');
  const [withRoles, setWithRoles] = useState(false);
  const offersRoles = users?.ready === false && users.canMake;
  const [missing, setMissing] = useState(false);
  const name = naming.name ?? suggestedName(setup, text);
  const withPassword = target !== null && hasPassword(target);
  const replaces = profiles?.some((profile) => profile.name === name.trim()) === true;

  const done = async () => {
    if (name.trim() === '') setMissing(true);
    if (target === null || name.trim() === '') return;
    const { keepPassword, color, mark } = naming;
    if (offersRoles && withRoles && (await makeRoles.run({})) === null) return;
    // Kept first, with its colour: what the wizard then ends with is the connection as every later start opens it.
    const profile = await save.run({ name, color, mark, target, keepPassword });
    if (profile === null) return;
    const kept = { kind: 'profile', profileId: profile.id } as const;
    if ((await finish.run({ name: profile.name, target: kept, keepPassword })) === null) return;
    if (withPassword && keepPassword && !profile.passwordKept) {
      toast({
        tone: 'info',
        title: t('errors.secret_store_unavailable.title'),
        text: t('errors.secret_store_unavailable.remedy'),
      });
    }
    onDone();
  };
  const problem = makeRoles.error ?? save.error ?? finish.error;
  const busy = makeRoles.pending || save.pending || finish.pending;
  return (
    <StepFrame
      title={t('setup.finish.title')}
      text={t('setup.finish.text')}
      onNext={() => void done()}
      nextLabel={t('setup.finish.open')}
      nextPending={busy}
      onBack={busy ? undefined : () => setup.go('sample')}
    >
      <div className={styles.fields}>
        <TextField
          label={t('setup.finish.name')}
          value={name}
          maxLength={100}
          onChange={(typed) => {
            setMissing(false);
            setNaming({ name: typed });
          }}
          error={missing ? t('validation.required') : undefined}
          description={replaces ? t('setup.finish.replaces') : t('setup.finish.nameHint')}
        />
        <MarkChoice value={naming.mark} onChange={(mark, color) => setNaming({ mark, color })} />
        <ColorChoice value={naming.color} onChange={(color) => setNaming({ color })} />
        {withPassword && (
          <div className={styles.password}>
            <Switch checked={naming.keepPassword} onChange={(keepPassword) => setNaming({ keepPassword })}>
              {t('setup.finish.keepPassword')}
            </Switch>
            <p className={styles.note}>
              {t(naming.keepPassword ? 'setup.finish.passwordKept' : 'setup.finish.passwordAsked')}
            </p>
          </div>
        )}
        {offersRoles && (
          <div className={styles.password}>
            <Switch checked={withRoles} onChange={setWithRoles}>
              {t('users.offer')}
            </Switch>
            <p className={styles.note}>{t('users.offerText')}</p>
          </div>
        )}
      </div>
      {problem && <ErrorBanner error={failureError(problem)} />}
    </StepFrame>
  );
}

/** The address as the test read it, without its user; a word for the database on this computer. */
function suggestedName({ target, test }: Setup, { t }: Text): string {
  if (target?.kind === 'builtin') return t('setup.finish.builtinName');
  if (target?.kind === 'form') return `${target.form.database} · ${target.form.host}`.slice(0, 100);
  return (test.steps.get('address')?.detail ?? '').slice(0, 100);
}
