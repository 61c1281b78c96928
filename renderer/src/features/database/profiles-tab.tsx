import { Pencil, Plus, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { useQueryClient } from '@tanstack/react-query';
import type { Profile } from '@contract/profiles';
import { refreshAreas, useAction, useRead } from '@/api';
import { Bdi, Button, ConfirmDialog, ErrorBanner, ErrorState, IconButton, Pill, Skeleton, toast } from '@/components';
import { useProfileSwitch } from '@/features/connection';
import { ColorMark, failureError, SetupDialog } from '@/features/setup';
import { useText } from '@/i18n';
import { ProfileDialog } from './profile-dialog';
import styles from './database-screen.module.css';

type Task = { readonly kind: 'edit' | 'remove'; readonly profile: Profile } | { readonly kind: 'new' };

/** The databases that this user connects to. */
export function ProfilesTab() {
  const { t } = useText();
  const { data: profiles, error, refetch } = useRead('profiles.list', {});
  const [task, setTask] = useState<Task | null>(null);
  const profileSwitch = useProfileSwitch();
  const close = () => setTask(null);
  return (
    <div className={styles.tab}>
      <div className={styles.intro}>
        <p>{t('database.profiles.text')}</p>
        <Button icon={Plus} onPress={() => setTask({ kind: 'new' })}>
          {t('database.profiles.new')}
        </Button>
      </div>
      {profileSwitch.error && <ErrorBanner error={failureError(profileSwitch.error)} />}
      {profiles ? (
        <ul className={`${styles.card ?? ''} ${styles.profiles ?? ''}`}>
          {profiles
            .toSorted(
              (left, right) => Number(right.active) - Number(left.active) || left.name.localeCompare(right.name),
            )
            .map((profile) => (
              <ProfileRow
                key={profile.id}
                profile={profile}
                pending={profileSwitch.pendingId === profile.id}
                onUse={() => void profileSwitch.switchTo(profile)}
                onTask={(kind) => setTask({ kind, profile })}
              />
            ))}
        </ul>
      ) : error ? (
        <ErrorState error={error} onRetry={() => void refetch()} />
      ) : (
        <Skeleton />
      )}
      {profileSwitch.dialog}
      {task?.kind === 'new' && <SetupDialog onClose={close} />}
      {task?.kind === 'edit' && <ProfileDialog profile={task.profile} onClose={close} />}
      {task?.kind === 'remove' && <RemoveDialog profile={task.profile} onClose={close} />}
    </div>
  );
}

interface ProfileRowProps {
  readonly profile: Profile;
  readonly pending: boolean;
  readonly onUse: () => void;
  readonly onTask: (kind: 'edit' | 'remove') => void;
}

function ProfileRow({ profile, pending, onUse, onTask }: ProfileRowProps) {
  const { t } = useText();
  const { name, kind, summary, active, passwordKept } = profile;
  return (
    <li className={styles.profile}>
      <ColorMark color={profile.color} />
      <div>
        <div className={styles.profileName}>
          <Bdi>{name}</Bdi>
          {profile.mark !== 'none' && (
            <Pill tone={profile.mark === 'staging' ? 'warn' : 'info'}>{t(`setup.mark.name.${profile.mark}`)}</Pill>
          )}
          {active && <Pill tone="ok">{t('database.profiles.active')}</Pill>}
        </div>
        <div className={styles.profileFacts}>
          <span>{t(`database.profiles.kind.${kind}`)}</span>
          {summary !== '' && (
            <>
              <span aria-hidden>·</span>
              <bdi dir="ltr">{summary}</bdi>
            </>
          )}
          {!passwordKept && (
            <>
              <span aria-hidden>·</span>
              <span>{t('database.profiles.passwordAsked')}</span>
            </>
          )}
        </div>
      </div>
      <div className={styles.profileActions}>
        {!active && (
          <Button size="small" pending={pending} onPress={onUse}>
            {t('database.profiles.use')}
          </Button>
        )}
        <IconButton label={t('database.profiles.edit', { name })} icon={Pencil} onPress={() => onTask('edit')} />
        {!active && (
          <IconButton label={t('database.profiles.remove', { name })} icon={Trash2} onPress={() => onTask('remove')} />
        )}
      </div>
    </li>
  );
}

function RemoveDialog({ profile, onClose }: { readonly profile: Profile; readonly onClose: () => void }) {
  const { t } = useText();
  const client = useQueryClient();
  const remove = useAction('profiles.remove');
  const run = async () => {
    if ((await remove.run({ id: profile.id })) === null) return;
    await refreshAreas(client, ['profiles']);
    toast({ tone: 'ok', title: t('database.profiles.removed') });
    onClose();
  };
  return (
    <ConfirmDialog
      title={t('database.profiles.removeTitle', { name: profile.name })}
      confirmLabel={t('database.profiles.removeSubmit')}
      danger
      pending={remove.pending}
      onConfirm={() => void run()}
      onClose={onClose}
    >
      {remove.error ? <ErrorBanner error={remove.error} /> : <p>{t('database.profiles.removeText')}</p>}
    </ConfirmDialog>
  );
}
