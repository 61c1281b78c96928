import { Banner, ErrorBanner, RadioGroup } from '@/components';
import { useText } from '@/i18n';
import { failureError } from './failure-error';
import { StepFrame } from './step-frame';
import type { Setup } from './use-setup';

/** Offers a small office's year to learn with. It goes into an empty database only, and never out again. */
export function SampleStep({ setup }: { readonly setup: Setup }) {
  const { t } = useText();
  const { seeding, sample, schema } = setup;
  const seeded = seeding.data;
  const isOffered = schema?.kind !== 'newer' && schema?.kind !== 'adoptable';
  const next = async () => {
    if (isOffered && sample === 'fill' && seeded === undefined && (await seeding.run({})) === null) return;
    setup.go('finish');
  };
  return (
    <StepFrame
      title={t('setup.sample.title')}
      text={t('setup.sample.text')}
      onNext={() => void next()}
      nextPending={seeding.pending}
      {...(isOffered && sample === 'fill' && seeded === undefined ? { nextLabel: t('setup.sample.run') } : {})}
      onBack={seeding.pending ? undefined : () => setup.go('upgrade')}
    >
      {!isOffered ? (
        <Banner tone="info" title={t('setup.sample.notOffered')} />
      ) : seeded === undefined ? (
        <RadioGroup
          look="cards"
          label={t('setup.sample.title')}
          hideLabel
          disabled={seeding.pending}
          value={sample}
          onChange={(chosen) => {
            seeding.reset();
            setup.setSample(chosen);
          }}
          choices={[
            { value: 'skip', label: t('setup.sample.skip'), detail: t('setup.sample.skipText') },
            { value: 'fill', label: t('setup.sample.fill'), detail: t('setup.sample.fillText') },
          ]}
        />
      ) : (
        <Banner tone="ok" title={t('setup.sample.done')}>
          {t('setup.sample.counts', { ...seeded })}
        </Banner>
      )}
      {seeding.error && <ErrorBanner error={failureError(seeding.error)} />}
    </StepFrame>
  );
}
