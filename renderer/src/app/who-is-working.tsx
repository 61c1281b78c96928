import { useState } from 'react';
import { Button, Dialog, TextField, useGuidePlace, usePreferences, useRights } from '@/components';
import { useText } from '@/i18n';

/** Once in a start: whoever closed the question is not asked again. */
let asked = false;

/** Where several share a login, asks once who is working, for the history; a name that was given before is kept. */
export function AskWhoIsWorking() {
  const { preferences } = usePreferences();
  const { access } = useRights();
  const [answered, setAnswered] = useState(asked);
  const isShared = access !== null && access.role !== 'none' && !access.ownLogin;
  if (!isShared || answered || preferences.workingName !== '') return null;
  return (
    <WhoIsWorkingDialog
      onClose={() => {
        asked = true;
        setAnswered(true);
      }}
    />
  );
}

/** The name that stands in the history beside a login that proves nothing; it may stay empty. */
export function WhoIsWorkingDialog({ onClose }: { readonly onClose: () => void }) {
  useGuidePlace('users');
  const { t } = useText();
  const { preferences, change } = usePreferences();
  const [name, setName] = useState(preferences.workingName);
  const save = (): void => {
    change({ workingName: name.trim().slice(0, 80) });
    onClose();
  };
  return (
    <Dialog
      title={t('users.working.title')}
      look="small"
      onClose={onClose}
      actions={
        <>
          <Button variant="primary" onPress={save}>
            {t('common.save')}
          </Button>
          <Button variant="quiet" onPress={onClose}>
            {t('users.working.later')}
          </Button>
        </>
      }
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          save();
        }}
      >
        <p>{t('users.working.text')}</p>
        <TextField label={t('users.working.name')} value={name} onChange={setName} required={false} autoFocus />
      </form>
    </Dialog>
  );
}
