import { ListHeader, Tabs } from '@/components';
import { useText } from '@/i18n';
import { BusinessTab } from './business-tab';
import { RatesTab } from './rates-tab';
import type { SettingsTab } from './route';
import { ScreenTab } from './screen-tab';
import styles from './settings-screen.module.css';

/** How the program looks here, who issues the documents, and the exchange rates. */
export function SettingsScreen({
  tab,
  onTab,
}: {
  readonly tab: SettingsTab;
  readonly onTab: (tab: SettingsTab) => void;
}) {
  const { t } = useText();
  return (
    <div className={styles.screen}>
      <ListHeader title={t('app.nav.settings')} />
      <Tabs
        label={t('app.nav.settings')}
        selected={tab}
        onSelect={onTab}
        tabs={[
          { id: 'screen', title: t('settings.screen.title'), content: <ScreenTab /> },
          { id: 'business', title: t('settings.business.title'), content: <BusinessTab /> },
          { id: 'rates', title: t('settings.rates.title'), content: <RatesTab /> },
        ]}
      />
    </div>
  );
}
