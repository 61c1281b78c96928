import { useCallback, useEffect, useId, useState } from 'react';
import type { InspectedBackup } from '@contract/backup';
import { newDatabaseNameSchema } from '@contract/backups';
import { useAction, useRead } from '@/api';
import {
  AmountText,
  Button,
  Dialog,
  ErrorBanner,
  InstantText,
  Num,
  Select,
  Skeleton,
  Switch,
  TextField,
} from '@/components';
import { formatDecimal, useText } from '@/i18n';
import styles from './database-screen.module.css';

export interface BackupFile {
  readonly id: string;
  readonly file: string;
  /** Null where it is not known yet. */
  readonly encrypted: boolean | null;
}

/** Looks into a backup, then restores it into a new database of one of the connections. */
export function RestoreDialog({ file, onClose }: { readonly file: BackupFile; readonly onClose: () => void }) {
  const { t } = useText();
  const id = useId();
  const { data: profiles } = useRead('profiles.list', {});
  const inspect = useAction('backups.inspect');
  const restore = useAction('backups.restore');
  const [passphrase, setPassphrase] = useState('');
  const [profileId, setProfileId] = useState<string | null>(null);
  const [into, setInto] = useState('');
  const [upgrade, setUpgrade] = useState(false);
  const [tried, setTried] = useState(false);
  const { run: look } = inspect;
  const look0 = useCallback(() => void look({ id: file.id, passphrase: null }), [look, file.id]);
  useEffect(() => {
    if (file.encrypted !== true) look0();
  }, [file.encrypted, look0]);

  const needsPassphrase =
    file.encrypted === true ||
    inspect.error?.code === 'backup_passphrase_needed' ||
    inspect.error?.code === 'backup_passphrase_wrong' ||
    inspect.data?.encrypted === true;
  const given = needsPassphrase ? passphrase : null;
  const chosen = profileId ?? profiles?.find(({ active }) => active)?.id ?? null;
  const wrongName = !newDatabaseNameSchema.safeParse(into).success;
  const submit = async () => {
    if (inspect.data === undefined) {
      if (passphrase !== '') await inspect.run({ id: file.id, passphrase });
      return;
    }
    setTried(true);
    if (wrongName || chosen === null) return;
    const done = await restore.run({ id: file.id, passphrase: given, profileId: chosen, into, upgrade });
    if (done !== null) onClose();
  };
  const problem = restore.error ?? (inspect.error?.code === 'backup_passphrase_needed' ? null : inspect.error);
  return (
    <Dialog
      title={t('backups.restoreTitle', { file: file.file })}
      look="wide"
      onClose={onClose}
      dismissable={false}
      actions={
        <>
          <Button type="submit" form={id} variant="primary" pending={inspect.pending || restore.pending}>
            {t(inspect.data === undefined ? 'backups.look' : 'backups.restoreStart')}
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
        {problem && <ErrorBanner error={problem} />}
        {needsPassphrase && inspect.data === undefined && (
          <TextField
            label={t('backups.passphrase')}
            type="password"
            value={passphrase}
            maxLength={1000}
            onChange={setPassphrase}
            autoFocus
          />
        )}
        {inspect.pending && <Skeleton lines={6} />}
        {inspect.data && (
          <>
            <Manifest inspected={inspect.data} />
            <Select
              label={t('backups.server')}
              value={chosen}
              onChange={setProfileId}
              choices={(profiles ?? []).map(({ id: value, name, summary }) => ({
                value,
                label: name,
                detail: summary,
              }))}
            />
            <TextField
              label={t('backups.into')}
              kind="code"
              value={into}
              maxLength={63}
              onChange={(typed) => setInto(typed.toLowerCase())}
              description={t('backups.intoHint')}
              error={tried && wrongName ? t('backups.intoWrong') : undefined}
            />
            <Switch checked={upgrade} onChange={setUpgrade}>
              {t('backups.rehearse')}
            </Switch>
          </>
        )}
      </form>
    </Dialog>
  );
}

const shownSums = ['public.invoices.total', 'public.invoices.amount_paid', 'public.payments.amount'] as const;

function Manifest({ inspected: { manifest } }: { readonly inspected: InspectedBackup }) {
  const text = useText();
  const { t, digits } = text;
  const rowsOf = (name: string): string => manifest.tables.find((table) => table.name === name)?.rows ?? '0';
  const sums = manifest.tables.flatMap(({ name, sums: own }) =>
    own.flatMap((sum) => {
      const which = shownSums.find((shown) => shown === `${name}.${sum.column}`);
      return which === undefined || sum.currency === null ? [] : [{ which, currency: sum.currency, sum: sum.sum }];
    }),
  );
  return (
    <section className={styles.card}>
      <h2 className={styles.cardTitle}>{t('backups.whole')}</h2>
      <table className={styles.table}>
        <tbody>
          <tr>
            <th scope="row">{t('backups.takenAt')}</th>
            <td>
              <InstantText at={manifest.takenAt} />
            </td>
          </tr>
          <tr>
            <th scope="row">{t('backups.of')}</th>
            <td>
              <Num>{`${manifest.database} — PostgreSQL ${manifest.serverVersion}`}</Num>
            </td>
          </tr>
          <tr>
            <th scope="row">{t('backups.version')}</th>
            <td>
              <Num>{manifest.migrations.at(-1)?.name ?? ''}</Num>
            </td>
          </tr>
          {(['public.invoices', 'public.payments', 'public.subscriptions'] as const).map((name) => (
            <tr key={name}>
              <th scope="row">
                {t(
                  `backups.rows.${name === 'public.invoices' ? 'invoices' : name === 'public.payments' ? 'payments' : 'subscriptions'}`,
                )}
              </th>
              <td className={styles.number}>
                <Num>{formatDecimal(rowsOf(name), digits)}</Num>
              </td>
            </tr>
          ))}
          {sums.map(({ which, currency, sum }) => (
            <tr key={`${which} ${currency}`}>
              <th scope="row">
                {t(
                  which === 'public.invoices.total'
                    ? 'backups.sum.total'
                    : which === 'public.invoices.amount_paid'
                      ? 'backups.sum.paid'
                      : 'backups.sum.payments',
                  { currency },
                )}
              </th>
              <td className={styles.number}>
                <AmountText amount={sum} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
