import { useQueryClient } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { grantedRoles, type GrantedRole } from '@contract/rights';
import { loginNameSchema, type UserLogin } from '@contract/users';
import { refreshAreas, useAction } from '@/api';
import { Button, ConfirmDialog, Dialog, ErrorBanner, RadioGroup, TextField, toast } from '@/components';
import { useText } from '@/i18n';
import styles from './database-screen.module.css';

/** What the owner of a login needs to connect; the password is shown this once. */
export interface HandedOver {
  readonly login: string;
  readonly password: string;
  readonly server: string;
  readonly database: string;
}

interface LoginDialogProps {
  /** Null for a new one. */
  readonly login: UserLogin | null;
  readonly onMade: (made: HandedOver) => void;
  readonly onClose: () => void;
}

/** A new login for one person, or another role or name for one that is there. */
export function LoginDialog({ login, onMade, onClose }: LoginDialogProps) {
  const { t } = useText();
  const id = useId();
  const client = useQueryClient();
  const create = useAction('users.create');
  const change = useAction('users.setRole');
  const [name, setName] = useState(login?.login ?? '');
  const [displayName, setDisplayName] = useState(login?.displayName ?? '');
  const [role, setRole] = useState<GrantedRole>(login?.role ?? 'clerk');
  const [wrong, setWrong] = useState(false);
  const error = create.error ?? change.error;

  const submit = async () => {
    if (login === null && !loginNameSchema.safeParse(name).success) {
      setWrong(true);
      return;
    }
    const made = login === null ? await create.run({ login: name, displayName, role }) : null;
    const changed = login === null ? null : await change.run({ login: login.login, displayName, role });
    if (made === null && changed === null) return;
    await refreshAreas(client, ['users']);
    if (made) onMade(made);
    onClose();
  };
  return (
    <Dialog
      title={login === null ? t('users.newTitle') : t('users.edit', { name: login.login })}
      onClose={onClose}
      dismissable={false}
      actions={
        <>
          <Button type="submit" form={id} variant="primary" pending={create.pending || change.pending}>
            {t(login === null ? 'users.create' : 'common.save')}
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
        {error && <ErrorBanner error={error} />}
        {login === null && (
          <TextField
            label={t('users.login')}
            kind="code"
            value={name}
            maxLength={40}
            onChange={(typed) => {
              setWrong(false);
              setName(typed.toLowerCase());
            }}
            error={wrong ? t('users.loginWrong') : undefined}
            description={t('users.loginHint')}
            autoFocus
          />
        )}
        <TextField
          label={t('users.displayName')}
          value={displayName}
          maxLength={100}
          required={false}
          onChange={setDisplayName}
        />
        <RadioGroup<GrantedRole>
          label={t('users.role')}
          look="cards"
          value={role}
          disabled={login?.self === true}
          onChange={setRole}
          choices={grantedRoles.map((value) => ({
            value,
            label: t(`users.roleOf.${value}`),
            detail: t(`users.rightsOf.${value}`),
          }))}
        />
      </form>
    </Dialog>
  );
}

interface StateDialogProps {
  readonly login: UserLogin;
  readonly what: 'password' | 'disable' | 'enable';
  readonly onMade: (made: HandedOver) => void;
  readonly onClose: () => void;
}

/** A new password, or a login kept out or let in again. */
export function StateDialog({ login, what, onMade, onClose }: StateDialogProps) {
  const { t } = useText();
  const client = useQueryClient();
  const reset = useAction('users.resetPassword');
  const setEnabled = useAction('users.setEnabled');
  const error = reset.error ?? setEnabled.error;
  const run = async () => {
    if (what === 'password') {
      const made = await reset.run({ login: login.login });
      if (made === null) return;
      onMade(made);
    } else {
      const done = await setEnabled.run({ login: login.login, enabled: what === 'enable' });
      if (done === null) return;
      const open = done.connections;
      toast({
        tone: open > 0 ? 'info' : 'ok',
        title: t(`users.done.${what}`),
        ...(open > 0 ? { text: t('users.stillOpen', { count: open }) } : {}),
      });
    }
    await refreshAreas(client, ['users']);
    onClose();
  };
  return (
    <ConfirmDialog
      title={t(`users.confirm.${what}`, { name: login.login })}
      confirmLabel={t(`users.submit.${what}`)}
      danger={what === 'disable'}
      pending={reset.pending || setEnabled.pending}
      onConfirm={() => void run()}
      onClose={onClose}
    >
      {error ? <ErrorBanner error={error} /> : <p>{t(`users.confirmText.${what}`)}</p>}
    </ConfirmDialog>
  );
}

/** The password, to be handed to its owner: it is kept nowhere and cannot be shown again. */
export function PasswordShown({ made, onClose }: { readonly made: HandedOver; readonly onClose: () => void }) {
  const { t } = useText();
  return (
    <Dialog
      title={t('users.passwordTitle', { name: made.login })}
      dismissable={false}
      onClose={onClose}
      actions={
        <Button variant="primary" onPress={onClose} autoFocus>
          {t('users.noted')}
        </Button>
      }
    >
      <div className={styles.fields}>
        <p>{t('users.passwordText')}</p>
        <TextField label={t('users.login')} kind="code" value={made.login} onChange={ignore} />
        <TextField label={t('users.password')} kind="code" value={made.password} onChange={ignore} />
        <TextField label={t('users.server')} kind="code" value={`${made.server}/${made.database}`} onChange={ignore} />
      </div>
    </Dialog>
  );
}

/** Shown to be read and copied, not to be changed. */
function ignore(): void {
  return undefined;
}
