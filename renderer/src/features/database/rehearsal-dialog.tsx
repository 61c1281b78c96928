import { ClipboardCopy } from 'lucide-react';
import { useState } from 'react';
import { useAction, type Action } from '@/api';
import { Button, Dialog, ErrorBanner, Skeleton, toast } from '@/components';
import { useText } from '@/i18n';
import { RehearsalList } from './rehearsal-list';
import styles from './database-screen.module.css';

/** Tries out what is pending and takes it back; the same as a script for whoever runs it with psql. */
export function RehearsalDialog({ rehearsal: { data, error }, from, onClose }: RehearsalDialogProps) {
  const { t } = useText();
  const script = useAction('upkeep.script');
  const copy = useAction('upkeep.copy');
  const [shown, setShown] = useState(false);

  const showScript = async () => {
    setShown((await script.run({ direction: 'up', from, to: 'head' })) !== null);
  };
  const copyScript = async () => {
    if (script.data && (await copy.run({ text: script.data.text })) !== null) {
      toast({ tone: 'ok', title: t('database.rehearsal.copied') });
    }
  };
  const failure = error ?? script.error ?? copy.error;
  return (
    <Dialog
      title={t('database.rehearsal.title')}
      look="wide"
      onClose={onClose}
      actions={
        <>
          {shown ? (
            <Button icon={ClipboardCopy} pending={copy.pending} onPress={() => void copyScript()}>
              {t('database.rehearsal.copy')}
            </Button>
          ) : (
            <Button pending={script.pending} onPress={() => void showScript()}>
              {t('database.rehearsal.script')}
            </Button>
          )}
          <Button onPress={onClose}>{t('common.close')}</Button>
        </>
      }
    >
      <div className={styles.fields}>
        <p>{t('database.rehearsal.text')}</p>
        {failure && <ErrorBanner error={failure} />}
        {data ? <RehearsalList rehearsals={data} /> : error === null && <Skeleton lines={6} />}
        {shown && script.data && (
          <pre className={styles.sql} dir="ltr" lang="en" tabIndex={0} aria-label={t('database.rehearsal.script')}>
            {script.data.text}
          </pre>
        )}
      </div>
    </Dialog>
  );
}
interface RehearsalDialogProps {
  /** Begun by whoever opened the dialog: it holds real locks, so it never runs by itself. */
  readonly rehearsal: Action<'upkeep.rehearse'>;
  readonly from: string;
  readonly onClose: () => void;
}
