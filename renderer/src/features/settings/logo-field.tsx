import { ImageUp, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { FileTrigger } from 'react-aria-components';
import { useController, type Control, type FieldPath, type FieldValues } from 'react-hook-form';
import { Banner, Button } from '@/components';
import { useText } from '@/i18n';
import styles from './settings-screen.module.css';

const largest = 300_000;
const kinds = ['image/png', 'image/jpeg'] as const;

function readAsDataUrl(file: File): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(typeof reader.result === 'string' ? reader.result : '');
    reader.onerror = () => reject(reader.error ?? new Error('unreadable'));
    reader.readAsDataURL(file);
  });
}

/** The picture at the head of every document. */
export function LogoField<V extends FieldValues, T>({ control, name }: LogoFieldProps<V, T>) {
  const { t } = useText();
  const { field } = useController({ control, name });
  const [refused, setRefused] = useState(false);
  const logo: unknown = field.value;

  const choose = async (file: File | undefined) => {
    if (!file) return;
    const fits = file.size <= largest && kinds.some((kind) => kind === file.type);
    setRefused(!fits);
    if (fits) field.onChange(await readAsDataUrl(file));
  };

  return (
    <div className={styles.logo} role="group" aria-label={t('settings.business.logo')}>
      {typeof logo === 'string' && <img src={logo} alt={t('settings.business.logo')} />}
      <FileTrigger
        acceptedFileTypes={[...kinds]}
        onSelect={(files) => void choose(files?.[0]).catch(() => setRefused(true))}
      >
        <Button icon={ImageUp}>{t('settings.business.logoChoose')}</Button>
      </FileTrigger>
      {typeof logo === 'string' && (
        <Button variant="quiet" icon={Trash2} onPress={() => field.onChange(null)}>
          {t('common.remove')}
        </Button>
      )}
      {refused && <Banner tone="bad" title={t('validation.logo')} />}
    </div>
  );
}
interface LogoFieldProps<V extends FieldValues, T> {
  readonly control: Control<V, unknown, T>;
  readonly name: FieldPath<V>;
}
