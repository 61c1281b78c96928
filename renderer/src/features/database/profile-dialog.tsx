import { useQueryClient } from '@tanstack/react-query';
import { useId, useState } from 'react';
import type { Profile } from '@contract/profiles';
import { refreshAreas, useAction } from '@/api';
import { Button, Dialog, ErrorBanner, TextField } from '@/components';
import { ColorChoice, failureError, MarkChoice } from '@/features/setup';
import { useText } from '@/i18n';
import styles from './database-screen.module.css';

/** A connection's name, what its books are, and its colour. The one in use is connected to anew, so that the screen shows them. */
export function ProfileDialog({ profile, onClose }: { readonly profile: Profile; readonly onClose: () => void }) {
  const { t } = useText();
  const id = useId();
  const client = useQueryClient();
  const save = useAction('profiles.save');
  const use = useAction('profiles.use');
  const [name, setName] = useState(profile.name);
  const [color, setColor] = useState(profile.color);
  const [mark, setMark] = useState(profile.mark);
  const [missing, setMissing] = useState(false);
  const error = save.error ?? use.error;

  const submit = async () => {
    if (name.trim() === '') {
      setMissing(true);
      return;
    }
    const target = { kind: 'profile', profileId: profile.id } as const;
    const saved = await save.run({ name, color, mark, target, keepPassword: profile.passwordKept });
    if (saved === null) return;
    if (profile.active && (await use.run({ id: profile.id })) === null) return;
    await refreshAreas(client, ['profiles', 'connection']);
    onClose();
  };
  return (
    <Dialog
      title={t('database.profiles.editTitle')}
      onClose={onClose}
      dismissable={false}
      actions={
        <>
          <Button type="submit" form={id} variant="primary" pending={save.pending || use.pending}>
            {t('common.save')}
          </Button>
          <Button onPress={onClose}>{t('common.cancel')}</Button>
        </>
      }
    >
      <form
        id={id}
        noValidate
        className={styles.fields}
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        {error && <ErrorBanner error={failureError(error)} />}
        <TextField
          label={t('setup.finish.name')}
          value={name}
          maxLength={100}
          onChange={(typed) => {
            setMissing(false);
            setName(typed);
          }}
          error={missing ? t('validation.required') : undefined}
          autoFocus
        />
        <MarkChoice
          value={mark}
          onChange={(chosen, usual) => {
            setMark(chosen);
            setColor(usual);
          }}
        />
        <ColorChoice value={color} onChange={setColor} />
      </form>
    </Dialog>
  );
}
