import { FileKey } from 'lucide-react';
import { useController, useWatch } from 'react-hook-form';
import { sslModeSchema } from '@contract/profiles';
import { useAction } from '@/api';
import { Button, ErrorBanner, FormGrid, FormSelect, FormText, FormWide, RadioGroup } from '@/components';
import { useText } from '@/i18n';
import type { ServerInput, Setup } from './use-setup';
import styles from './server-fields.module.css';

/** The way to a server: field by field, or as the address that its keeper gave. */
export function ServerFields({ setup }: { readonly setup: Setup }) {
  const { t } = useText();
  return (
    <section className={styles.server} aria-label={t('setup.database.server')}>
      <RadioGroup
        label={t('setup.server.way')}
        value={setup.way}
        onChange={setup.setWay}
        choices={[
          { value: 'form', label: t('setup.server.form') },
          { value: 'url', label: t('setup.server.url') },
        ]}
      />
      {setup.way === 'form' ? (
        <Fields server={setup.server} />
      ) : (
        <FormText
          control={setup.url.control}
          name="url"
          label={t('setup.server.urlLabel')}
          description={t('setup.server.urlHint')}
          kind="code"
          lines={3}
          autoFocus
        />
      )}
    </section>
  );
}

function Fields({ server: { control } }: { readonly server: ServerInput }) {
  const { t } = useText();
  const sslMode = useWatch({ control, name: 'sslMode' });
  return (
    <FormGrid>
      <FormText control={control} name="host" label={t('setup.server.host')} kind="code" placeholder="db.example.com" />
      <FormText control={control} name="port" label={t('setup.server.port')} kind="code" />
      <FormWide>
        <FormText control={control} name="database" label={t('setup.server.database')} kind="code" />
      </FormWide>
      <FormText control={control} name="user" label={t('setup.server.user')} kind="code" autoComplete="off" />
      <FormText
        control={control}
        name="password"
        label={t('setup.server.password')}
        type="password"
        kind="code"
        required={false}
        autoComplete="off"
      />
      <FormWide>
        <FormSelect
          control={control}
          name="sslMode"
          label={t('setup.server.tls')}
          choices={sslModeSchema.options.map((mode) => ({
            value: mode,
            label: t(`setup.server.tlsMode.${mode}`),
            detail: mode,
          }))}
        />
      </FormWide>
      {(sslMode === 'verify-ca' || sslMode === 'verify-full') && (
        <FormWide>
          <CaFile control={control} />
        </FormWide>
      )}
    </FormGrid>
  );
}

/** The certificate of who vouches for the server. Main asks for the file: the screen never names a path of its own. */
function CaFile({ control }: { readonly control: ServerInput['control'] }) {
  const { t } = useText();
  const choose = useAction('setup.chooseCaFile');
  const { field } = useController({ control, name: 'caFile' });
  return (
    <div className={styles.caFile}>
      <div className={styles.caWords}>
        <span className={styles.caLabel} id="ca-file">
          {t('setup.server.caFile')}
        </span>
        {field.value === null ? (
          <span className="muted">{t('setup.server.caFileHint')}</span>
        ) : (
          <bdi className={styles.path} dir="ltr">
            {field.value}
          </bdi>
        )}
        {choose.error && <ErrorBanner error={choose.error} />}
      </div>
      <Button
        size="small"
        icon={FileKey}
        onPress={() =>
          void choose.run({}).then((chosen) => {
            if (chosen !== null && chosen.path !== null) field.onChange(chosen.path);
          })
        }
      >
        {t('setup.server.chooseFile')}
      </Button>
      {field.value !== null && (
        <Button size="small" variant="quiet" onPress={() => field.onChange(null)}>
          {t('common.remove')}
        </Button>
      )}
    </div>
  );
}
