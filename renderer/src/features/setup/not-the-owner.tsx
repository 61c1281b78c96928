import { Banner, useRights } from '@/components';
import { useText } from '@/i18n';

/** The role whose login alone may upgrade the connected database; null where this login may. */
export function useUpgrader(): string | null {
  return useRights().access?.upgrader ?? null;
}

/** Says which login an upgrade takes, in place of the button that would be refused. */
export function NotTheOwner({ owner }: { readonly owner: string }) {
  const { t } = useText();
  return (
    <Banner tone="warn" title={t('errors.no_right_to_upgrade.title')}>
      {t('errors.no_right_to_upgrade.remedy', { owner })}
    </Banner>
  );
}
