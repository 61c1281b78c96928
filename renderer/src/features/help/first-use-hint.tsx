import { X } from 'lucide-react';
import type { Preferences } from '@contract/preferences';
import { Banner, IconButton, usePreferences } from '@/components';
import { useText } from '@/i18n';
import styles from './help.module.css';

type Hint = NonNullable<Preferences['hintsSeen']>[number];

/** A tip for the first time on a screen; once it is closed it never comes back to this user. */
export function FirstUseHint({ hint, inset = false }: { readonly hint: Hint; readonly inset?: boolean }) {
  const { t } = useText();
  const { preferences, change } = usePreferences();
  const seen = preferences.hintsSeen ?? [];
  if (seen.includes(hint)) return null;
  const banner = (
    <Banner
      tone="info"
      title={t(`help.hint.${hint}.title`)}
      action={
        <IconButton label={t('help.hint.close')} icon={X} onPress={() => change({ hintsSeen: [...seen, hint] })} />
      }
    >
      {t(`help.hint.${hint}.text`)}
    </Banner>
  );
  return inset ? <div className={styles.inset}>{banner}</div> : banner;
}
