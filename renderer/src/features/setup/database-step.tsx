import type { Target } from '@contract/profiles';
import { Banner, ErrorState, RadioGroup, Skeleton } from '@/components';
import { useText } from '@/i18n';
import { ServerFields } from './server-fields';
import type { Place } from './server-input';
import { StepFrame } from './step-frame';
import type { Setup } from './use-setup';

/** Where the database is: on this computer, on a server, or where the environment says. */
export function DatabaseStep({ setup }: { readonly setup: Setup }) {
  const { t } = useText();
  const { data: options, error, refetch } = setup.options;
  const { place, steps } = setup;

  const next = () => {
    if (place === 'server') checkServer(setup, setup.aim);
    else if (place !== null) setup.aim({ kind: place });
  };
  const choices: { value: Place; label: string; detail: string }[] = [];
  if (options?.environment.available === true) {
    choices.push({
      value: 'environment',
      label: t('setup.database.environment'),
      detail: t('setup.database.environmentText', { summary: options.environment.summary ?? 'DATABASE_URL' }),
    });
  }
  if (options?.builtin.available === true) {
    choices.push({
      value: 'builtin',
      label: t('setup.database.builtin'),
      detail: t(options.builtin.exists ? 'setup.database.builtinExists' : 'setup.database.builtinText'),
    });
  }
  choices.push({ value: 'server', label: t('setup.database.server'), detail: t('setup.database.serverText') });

  return (
    <StepFrame
      title={t('setup.database.title')}
      text={t('setup.database.text')}
      onNext={next}
      nextLabel={t('setup.database.test')}
      nextDisabled={place === null}
      onBack={steps[0] === 'language' ? () => setup.go('language') : undefined}
    >
      {error ? (
        <ErrorState error={error} onRetry={() => void refetch()} />
      ) : options === undefined ? (
        <Skeleton />
      ) : (
        <>
          <RadioGroup<Place>
            look="cards"
            label={t('setup.database.where')}
            hideLabel
            value={place}
            onChange={setup.setPlace}
            choices={choices}
          />
          {!options.builtin.available && <Banner tone="info" title={t('setup.database.builtinMissing')} />}
          {place === 'server' && <ServerFields setup={setup} />}
        </>
      )}
    </StepFrame>
  );
}

/** Checks what was typed; the first wrong field gets the focus. */
function checkServer(setup: Setup, take: (target: Target) => void): void {
  const focusWrong = () =>
    requestAnimationFrame(() =>
      document.querySelector<HTMLElement>('form [aria-invalid="true"], form button[data-invalid]')?.focus(),
    );
  if (setup.way === 'url') {
    void setup.url.handleSubmit(({ url }) => take({ kind: 'url', url }), focusWrong)();
    return;
  }
  void setup.server.handleSubmit((form) => {
    const { sslMode } = form;
    const checksCertificate = sslMode === 'verify-ca' || sslMode === 'verify-full';
    take({ kind: 'form', form: checksCertificate ? form : { ...form, caFile: null } });
  }, focusWrong)();
}
