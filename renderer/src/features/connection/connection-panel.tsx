import { ArrowLeftRight, ClipboardCopy, KeyRound, ListChecks, PlugZap, RotateCw } from 'lucide-react';
import { useState } from 'react';
import { useAction, useRead } from '@/api';
import { Button, Dialog, ErrorBanner, ErrorState, Menu, Skeleton, toast, useGuidePlace } from '@/components';
import { BackupFacts } from '@/features/backup-standing';
import { failureError, SetupDialog, UpgradeDialog } from '@/features/setup';
import { useText } from '@/i18n';
import { ConnectionFacts } from './connection-facts';
import { ConnectionStateWords } from './connection-state';
import { useConnectionPanel } from './use-connection-panel';
import { useProfileSwitch } from './use-profile-switch';
import styles from './connection-panel.module.css';

/** What stands behind the connection pill: how the database is reached, and the ways to another one. */
export function ConnectionPanel({ onClose }: { readonly onClose: () => void }) {
  useGuidePlace('connection');
  const { t } = useText();
  const { data: panel, error, refetch } = useConnectionPanel();
  // Pushed: it is right at once, also where the rest takes its time to be read.
  const { data: status } = useRead('connection.status', {});
  const [task, setTask] = useState<'setup' | 'upgrade' | null>(null);
  const profileSwitch = useProfileSwitch();
  if (task === 'setup') return <SetupDialog onClose={onClose} />;
  return (
    <>
      <Dialog
        title={t('connection.title')}
        look="sheet"
        onClose={onClose}
        actions={
          <Actions
            profileSwitch={profileSwitch}
            onSetup={() => setTask('setup')}
            onUpgrade={() => setTask('upgrade')}
          />
        }
      >
        {/* What scrolls must be reachable by the keyboard, even where nothing in it can be pressed. */}
        <div className={styles.panel} tabIndex={0} role="group" aria-label={t('connection.title')}>
          {profileSwitch.error && <ErrorBanner error={failureError(profileSwitch.error)} />}
          {status && <ConnectionStateWords status={status} />}
          {panel ? (
            <>
              <ConnectionFacts panel={panel} onUpgrade={() => setTask('upgrade')} />
              <BackupFacts onLeave={onClose} />
            </>
          ) : error ? (
            <ErrorState error={error} onRetry={() => void refetch()} />
          ) : (
            <Skeleton lines={9} />
          )}
        </div>
      </Dialog>
      {task === 'upgrade' && <UpgradeDialog onClose={() => setTask(null)} />}
      {profileSwitch.dialog}
    </>
  );
}

interface ActionsProps {
  readonly profileSwitch: ReturnType<typeof useProfileSwitch>;
  readonly onSetup: () => void;
  readonly onUpgrade: () => void;
}

function Actions({ profileSwitch, onSetup, onUpgrade }: ActionsProps) {
  const { t } = useText();
  const { data: status } = useRead('connection.status', {});
  const { data: profiles = [] } = useRead('profiles.list', {});
  const reconnect = useAction('connection.reconnect');
  const copy = useAction('connection.copyDiagnostics');
  const active = profiles.find((profile) => profile.active);
  const others = profiles.filter((profile) => !profile.active);
  const isDown = status?.state === 'offline' || status?.state === 'reconnecting';
  const code = status?.failure?.code;
  const needsPassword = isDown && (code === 'password_needed' || code === 'wrong_password');
  return (
    <div className={styles.actions}>
      {needsPassword && active !== undefined ? (
        <Button variant="primary" icon={KeyRound} onPress={() => profileSwitch.askPassword(active)}>
          {t('connection.enterPassword')}
        </Button>
      ) : status?.state === 'not_migrated' ? (
        <Button variant="primary" icon={ListChecks} onPress={onUpgrade}>
          {t('connection.upgrade')}
        </Button>
      ) : (
        <Button
          variant={isDown ? 'primary' : 'secondary'}
          icon={RotateCw}
          pending={reconnect.pending}
          disabled={!isDown}
          onPress={() => void reconnect.run({})}
        >
          {t('connection.reconnect')}
        </Button>
      )}
      {others.length > 0 && (
        <Menu
          label={t('connection.switch')}
          groups={[
            {
              id: 'profiles',
              entries: others.map((profile) => ({
                id: profile.id,
                label: profile.name,
                onAction: () => void profileSwitch.switchTo(profile),
              })),
            },
          ]}
        >
          <Button icon={ArrowLeftRight} pending={profileSwitch.pendingId !== null}>
            {t('connection.switch')}
          </Button>
        </Menu>
      )}
      <Button icon={PlugZap} onPress={onSetup}>
        {t('connection.setup')}
      </Button>
      <Button
        variant="quiet"
        icon={ClipboardCopy}
        pending={copy.pending}
        onPress={() =>
          void copy.run({}).then((copied) => {
            if (copied !== null) toast({ tone: 'ok', title: t('connection.copied') });
          })
        }
      >
        {t('connection.copy')}
      </Button>
    </div>
  );
}
