import { useQueryClient } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import type { Profile } from '@contract/profiles';
import { refreshAreas, useAction, type ApiError } from '@/api';
import { toast } from '@/components';
import { useText } from '@/i18n';
import { PasswordDialog } from './password-dialog';

export interface ProfileSwitch {
  /** Connects to the profile; where its password is missing or wrong it is asked for. */
  readonly switchTo: (profile: Pick<Profile, 'id' | 'name'>) => Promise<void>;
  /** Asks for the password first. */
  readonly askPassword: (profile: Pick<Profile, 'id' | 'name'>) => void;
  /** The profile that is being connected to. */
  readonly pendingId: string | null;
  /** Why the last one could not be connected to, but for its password. */
  readonly error: ApiError | null;
  /** The question for the password, while it is asked: to be rendered. */
  readonly dialog: ReactNode;
}

/** Leads from one database to another. */
export function useProfileSwitch(): ProfileSwitch {
  const { t } = useText();
  const client = useQueryClient();
  const { run, error, reset } = useAction('profiles.use');
  const [pendingId, setPendingId] = useState<string | null>(null);
  const [asking, setAsking] = useState<Pick<Profile, 'id' | 'name'> | null>(null);
  const aboutPassword = error?.code === 'password_needed' || error?.code === 'wrong_password';

  const goTo = async (profile: Pick<Profile, 'id' | 'name'>, password?: string) => {
    setPendingId(profile.id);
    const status = await run({ id: profile.id, ...(password === undefined ? {} : { password }) });
    setPendingId(null);
    void refreshAreas(client, 'all');
    if (status === null) return false;
    setAsking(null);
    toast({ tone: 'ok', title: t('connection.switched', { name: profile.name }) });
    return true;
  };
  // What failed for the password is asked for here, and shown in the question.
  const [last, setLast] = useState<Pick<Profile, 'id' | 'name'> | null>(null);
  const asked = asking ?? (aboutPassword ? last : null);
  return {
    switchTo: async (profile) => {
      setLast(profile);
      await goTo(profile);
    },
    askPassword: (profile) => {
      reset();
      setAsking(profile);
    },
    pendingId,
    error: aboutPassword ? null : error,
    dialog: asked !== null && (
      <PasswordDialog
        name={asked.name}
        error={error?.code === 'password_needed' ? null : error}
        pending={pendingId !== null}
        onPassword={(password) => {
          setAsking(asked);
          void goTo(asked, password);
        }}
        onClose={() => {
          setAsking(null);
          reset();
        }}
      />
    ),
  };
}
