import { Pause, Play, Printer, Trash2 } from 'lucide-react';
import type { PrintJob, PrintState } from '@contract/printing';
import { useAction } from '@/api';
import { Button, Dialog, EmptyState, ErrorBanner, Pill, type Tone, useGuidePlace } from '@/components';
import { useText } from '@/i18n';
import styles from './printing.module.css';

const tones: Readonly<Record<PrintState, Tone>> = {
  queued: 'mute',
  running: 'info',
  waiting: 'warn',
  stopped: 'mute',
  doubtful: 'warn',
  failed: 'bad',
  finished: 'ok',
};

/** Every print job of this computer, newest first, and what can be done with it. */
export function QueuePanel({ jobs, onClose }: { readonly jobs: readonly PrintJob[]; readonly onClose: () => void }) {
  useGuidePlace('documents');
  const { t } = useText();
  return (
    <Dialog title={t('printing.queue')} onClose={onClose}>
      {jobs.length === 0 ? (
        <EmptyState icon={Printer} title={t('printing.empty.title')} text={t('printing.empty.text')} />
      ) : (
        <ul className={styles.jobs}>
          {jobs.toReversed().map((job) => (
            <Job key={job.id} job={job} />
          ))}
        </ul>
      )}
    </Dialog>
  );
}

function Job({ job }: { readonly job: PrintJob }) {
  const { t } = useText();
  const stop = useAction('printing.stop');
  const resume = useAction('printing.resume');
  const settle = useAction('printing.settle');
  const remove = useAction('printing.remove');
  const failure = stop.error ?? resume.error ?? settle.error ?? remove.error;
  const { id, state } = job;
  const progress = t('printing.progress', { done: job.done, total: job.total });
  const moving = state === 'running' || state === 'queued' || state === 'waiting';
  return (
    <li className={styles.job}>
      <div className={styles.line}>
        <strong>{t(job.list === 'chosen' ? 'printing.chosenList' : `printing.${job.list}`)}</strong>
        <span>{t(`printing.outputs.${job.output}`)}</span>
        <Pill tone={tones[state]}>{t(`printing.state.${state}`)}</Pill>
      </div>
      <bdi className={styles.place}>{job.place}</bdi>
      <progress className={styles.bar} value={job.done} max={job.total} aria-label={progress} />
      <span>{progress}</span>
      {state === 'failed' && job.error !== null && <p role="alert">{t(`errors.${job.error}.title`)}</p>}
      {job.refused.length > 0 && (
        <div>
          <p>{t('printing.refused', { count: job.refused.length })}</p>
          <ul className={styles.refused}>
            {job.refused.slice(0, 50).map(({ number, code }) => (
              <li key={number}>
                <bdi className="num">{number}</bdi> {t(`errors.${code}.title`)}
              </li>
            ))}
          </ul>
        </div>
      )}
      {state === 'doubtful' && <p>{t('printing.doubt', { count: job.doubtful })}</p>}
      {failure !== null && <ErrorBanner error={failure} />}
      <div className={styles.actions}>
        {state === 'doubtful' && (
          <>
            <Button needs="printing.settle" size="small" onPress={() => void settle.run({ id, cameOut: true })}>
              {t('printing.cameOut')}
            </Button>
            <Button needs="printing.settle" size="small" onPress={() => void settle.run({ id, cameOut: false })}>
              {t('printing.didNot')}
            </Button>
          </>
        )}
        {moving && (
          <Button needs="printing.stop" size="small" icon={Pause} onPress={() => void stop.run({ id })}>
            {t('printing.stop')}
          </Button>
        )}
        {(state === 'stopped' || state === 'failed') && (
          <Button needs="printing.resume" size="small" icon={Play} onPress={() => void resume.run({ id })}>
            {t('printing.resume')}
          </Button>
        )}
        {state !== 'running' && (
          <Button
            needs="printing.remove"
            size="small"
            variant="quiet"
            icon={Trash2}
            onPress={() => void remove.run({ id })}
          >
            {t('printing.remove')}
          </Button>
        )}
      </div>
    </li>
  );
}
