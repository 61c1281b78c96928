import type { RunPreview } from '@contract/billing';
import type { BillingRunId } from '@contract/ids';
import { useCommand } from '@/api';
import { Banner, ConfirmDialog, DateText, ErrorBanner } from '@/components';
import { useText } from '@/i18n';
import { PreviewSummary } from './preview-summary';
import styles from './commit-dialog.module.css';

/** Issuing many invoices is asked once, with what they come to before the eyes. */
export function CommitDialog({ preview, onClose, onStarted }: CommitDialogProps) {
  const { t } = useText();
  const command = useCommand('billing.start');
  const invoices = preview.amounts.reduce((sum, amount) => sum + amount.invoices, 0);
  const start = async (): Promise<void> => {
    const started = await command.run({ date: preview.date });
    if (started !== null) onStarted(started.id);
  };
  return (
    <ConfirmDialog
      title={t('billing.commit.title')}
      confirmLabel={t('billing.commit.confirm', { count: invoices })}
      pending={command.pending}
      onConfirm={() => void start()}
      onClose={onClose}
    >
      {command.error && <ErrorBanner error={command.error} />}
      <p className={styles.line}>
        {t('billing.commit.date')} <DateText date={preview.date} hijri />
      </p>
      <PreviewSummary preview={preview} error={null} onRetry={onClose} />
      <p className={styles.line}>{t('billing.commit.explain')}</p>
      {preview.unfinishedRun !== null && (
        <Banner tone="info" title={t('billing.commit.unfinished')}>
          {t('billing.commit.unfinishedText')}
        </Banner>
      )}
    </ConfirmDialog>
  );
}
interface CommitDialogProps {
  readonly preview: RunPreview;
  readonly onClose: () => void;
  readonly onStarted: (id: BillingRunId) => void;
}
