import { useState } from 'react';
import { serviceAddressSchema } from '@contract/preferences';
import { useAction } from '@/api';
import { Button, ErrorBanner, RadioGroup, TextField, usePreferences } from '@/components';
import { useText } from '@/i18n';
import { ServiceAnswer } from '@/features/setup';
import styles from './database-screen.module.css';

/** How much the log holds, and the service's own word on how it is. */
export function ServiceCard() {
  const { t } = useText();
  const { preferences, change } = usePreferences();
  const set = useAction('preferences.set');
  const ask = useAction('upkeep.serviceHealth');
  const [address, setAddress] = useState(preferences.serviceAddress ?? '');
  const [wrong, setWrong] = useState(false);
  const error = set.error ?? ask.error;
  const check = async () => {
    const typed = address.trim();
    const isAddress = typed === '' || serviceAddressSchema.safeParse(typed).success;
    setWrong(!isAddress);
    if (!isAddress) return;
    const changes = { serviceAddress: typed === '' ? null : typed };
    change(changes);
    // Asked only when it is kept: main reads the address from there.
    if ((await set.run({ changes })) !== null && typed !== '') await ask.run({});
  };
  return (
    <section className={`${styles.card ?? ''} ${styles.padded ?? ''}`}>
      <RadioGroup
        label={t('database.diagnostics.logLevel')}
        value={preferences.logLevel ?? 'info'}
        onChange={(logLevel) => change({ logLevel })}
        choices={[
          { value: 'error', label: t('database.diagnostics.level.error') },
          { value: 'warn', label: t('database.diagnostics.level.warn') },
          { value: 'info', label: t('database.diagnostics.level.info') },
        ]}
      />
      <div className={styles.ask}>
        <TextField
          label={t('database.service.address')}
          description={t('database.service.hint')}
          value={address}
          onChange={setAddress}
          maxLength={500}
          error={wrong ? t('database.service.wrong') : undefined}
        />
        <Button pending={set.pending || ask.pending} onPress={() => void check()}>
          {t('database.service.ask')}
        </Button>
      </div>
      {error && <ErrorBanner error={error} />}
      {ask.data && !ask.pending && <ServiceAnswer health={ask.data} />}
    </section>
  );
}
