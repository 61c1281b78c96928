import { useId, useState } from 'react';
import type { ApiError } from '@/api';
import { Button, Dialog, ErrorBanner, TextField } from '@/components';
import { useText } from '@/i18n';
import styles from './connection-panel.module.css';

/** Asks for the password of a connection that does not keep it. */
export function PasswordDialog({ name, error, pending, onPassword, onClose }: PasswordDialogProps) {
  const { t } = useText();
  const id = useId();
  const [password, setPassword] = useState('');
  return (
    <Dialog
      title={t('connection.password.title')}
      look="small"
      dismissable={false}
      onClose={onClose}
      actions={
        <>
          <Button type="submit" form={id} variant="primary" pending={pending}>
            {t('connection.password.connect')}
          </Button>
          <Button onPress={onClose}>{t('common.cancel')}</Button>
        </>
      }
    >
      <form
        id={id}
        noValidate
        className={styles.password}
        onSubmit={(event) => {
          event.preventDefault();
          onPassword(password);
        }}
      >
        {error && <ErrorBanner error={error} />}
        <p>{t('connection.password.text', { name })}</p>
        <TextField
          label={t('connection.password.label')}
          type="password"
          kind="code"
          value={password}
          onChange={setPassword}
          autoFocus
        />
      </form>
    </Dialog>
  );
}
interface PasswordDialogProps {
  readonly name: string;
  readonly error: ApiError | null;
  readonly pending: boolean;
  readonly onPassword: (password: string) => void;
  readonly onClose: () => void;
}
