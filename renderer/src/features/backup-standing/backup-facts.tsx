import { useNavigate } from '@tanstack/react-router';
import { Button, InstantText, Num, Pill, RecordMeta, RecordSection, type Tone } from '@/components';
import type { BackupStanding } from '@contract/backups';
import { useText } from '@/i18n';
import { useBackupStanding } from './use-backup-standing';
import styles from './backup-facts.module.css';

const tones: Readonly<Record<BackupStanding['kind'], Tone>> = {
  good: 'ok',
  failed: 'bad',
  late: 'warn',
  never: 'warn',
  off: 'mute',
};

/** Behind the connection: the last good backup, the next one, and the way to both. */
export function BackupFacts({ onLeave }: { readonly onLeave: () => void }) {
  const { t } = useText();
  const navigate = useNavigate();
  const standing = useBackupStanding();
  if (standing === undefined) return null;
  const { kind, lastGood, failure, dueAt } = standing;
  return (
    <RecordSection
      title={t('backups.notice.section')}
      action={
        <Button
          size="small"
          onPress={() => {
            onLeave();
            void navigate({ to: '/database', search: { tab: 'backup' } });
          }}
        >
          {t('backups.notice.open')}
        </Button>
      }
    >
      <RecordMeta
        entries={[
          {
            label: t('backups.schedule'),
            value: <Pill tone={tones[kind]}>{t(`backups.notice.standing.${kind}`)}</Pill>,
          },
          {
            label: t('backups.notice.last'),
            value:
              lastGood === null ? (
                t('backups.notice.noneGood')
              ) : (
                <span className={styles.lines}>
                  <InstantText at={lastGood.takenAt} />
                  <Num className={styles.file ?? ''}>{lastGood.file}</Num>
                </span>
              ),
          },
          { label: t('backups.notice.failedAt'), value: failure !== null && <InstantText at={failure.at} /> },
          {
            label: t(kind === 'good' ? 'backups.notice.dueAt' : 'backups.notice.dueSince'),
            value: dueAt !== null && <InstantText at={dueAt} />,
          },
        ]}
      />
    </RecordSection>
  );
}
