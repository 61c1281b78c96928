import type { BackupStanding } from '@contract/backups';
import { InstantText, Num } from '@/components';
import { useText } from '@/i18n';

/** The newest backup that is still where it was put. */
export function LastGood({ standing: { lastGood } }: { readonly standing: BackupStanding }) {
  const { t } = useText();
  if (lastGood === null) return <span>{t('backups.notice.noneGood')}</span>;
  return (
    <span>
      {t('backups.notice.lastGood')} <InstantText at={lastGood.takenAt} /> (<Num>{lastGood.file}</Num>)
    </span>
  );
}
