import { useNavigate } from '@tanstack/react-router';
import type { BackupStanding } from '@contract/backups';
import { ApiError } from '@/api';
import { Banner, Button, InstantText, useErrorText } from '@/components';
import { useText } from '@/i18n';
import { LastGood } from './last-good';
import { useBackupStanding } from './use-backup-standing';

/** Says on the day's first screen that the daily backup did not come about, why, and what is there instead. */
export function BackupNotice() {
  const { t } = useText();
  const navigate = useNavigate();
  const standing = useBackupStanding();
  if (standing?.kind !== 'failed' && standing?.kind !== 'late') return null;
  const { kind, dueAt, failure } = standing;
  const at = failure?.at ?? dueAt;
  return (
    <Banner
      tone={kind === 'failed' ? 'bad' : 'warn'}
      title={
        <>
          {t(`backups.notice.${kind}`)} {at !== null && <InstantText at={at} />}
        </>
      }
      action={
        <Button size="small" onPress={() => void navigate({ to: '/database', search: { tab: 'backup' } })}>
          {t('backups.notice.open')}
        </Button>
      }
    >
      {failure === null ? t('backups.notice.lateText') : <FailureWords failure={failure} />}{' '}
      <LastGood standing={standing} />
    </Banner>
  );
}

function FailureWords({ failure: { failure } }: { readonly failure: NonNullable<BackupStanding['failure']> }) {
  const { title, remedy } = useErrorText(new ApiError(failure.code, failure.params));
  return `${title}. ${remedy}`;
}
