import { useNavigate } from '@tanstack/react-router';
import { History } from 'lucide-react';
import { Button, ListHeader, Tabs, useRights } from '@/components';
import { useText } from '@/i18n';
import { BackupTab } from './backup-tab';
import { DiagnosticsTab } from './diagnostics-tab';
import { DriftTab } from './drift-tab';
import { MonitoringTab } from './monitoring/monitoring-tab';
import { ProfilesTab } from './profiles-tab';
import { SchemaTab } from './schema-tab';
import { ServerLogTab } from './server-log-tab';
import { UsersTab } from './users-tab';
import { VerifyTab } from './verify-tab';
import styles from './database-screen.module.css';

export const databaseTabs = [
  'connections',
  'schema',
  'drift',
  'backup',
  'users',
  'verify',
  'monitoring',
  'diagnostics',
  'serverLog',
] as const;
export type DatabaseTab = (typeof databaseTabs)[number];

/** The database as its keeper sees it: which ones there are, what their tables are at, whether the books are in order. */
export function DatabaseScreen({ tab, onTab }: DatabaseScreenProps) {
  const { t } = useText();
  const { may } = useRights();
  const navigate = useNavigate();
  return (
    <div className={styles.screen}>
      <div className={styles.head}>
        <ListHeader title={t('app.nav.database')}>
          <Button needs="audit.list" icon={History} onPress={() => void navigate({ to: '/audit' })}>
            {t('audit.open')}
          </Button>
        </ListHeader>
      </div>
      <div className={styles.tabs}>
        <Tabs<DatabaseTab>
          label={t('app.nav.database')}
          selected={tab}
          onSelect={onTab}
          tabs={[
            { id: 'connections', title: t('database.tab.connections'), content: <ProfilesTab /> },
            { id: 'schema', title: t('database.tab.schema'), content: <SchemaTab /> },
            ...(may('upkeep.check')
              ? [{ id: 'drift' as const, title: t('database.tab.drift'), content: <DriftTab /> }]
              : []),
            ...(may('backups.state')
              ? [{ id: 'backup' as const, title: t('database.tab.backup'), content: <BackupTab /> }]
              : []),
            ...(may('users.list')
              ? [{ id: 'users' as const, title: t('database.tab.users'), content: <UsersTab /> }]
              : []),
            ...(may('verify.run')
              ? [{ id: 'verify' as const, title: t('database.tab.verify'), content: <VerifyTab /> }]
              : []),
            ...(may('monitoring.activity')
              ? [{ id: 'monitoring' as const, title: t('database.tab.monitoring'), content: <MonitoringTab /> }]
              : []),
            { id: 'diagnostics', title: t('database.tab.diagnostics'), content: <DiagnosticsTab /> },
            ...(may('upkeep.serverLog')
              ? [{ id: 'serverLog' as const, title: t('database.tab.serverLog'), content: <ServerLogTab /> }]
              : []),
          ]}
        />
      </div>
    </div>
  );
}
interface DatabaseScreenProps {
  readonly tab: DatabaseTab;
  readonly onTab: (tab: DatabaseTab) => void;
}
