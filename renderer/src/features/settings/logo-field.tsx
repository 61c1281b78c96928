import { ImageUp, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { FileTrigger } from 'react-aria-components';
import { useController, type Control, type FieldPath, type FieldValues } from 'react-hook-form';
import { Button } from '@/components';
import { fieldStyles } from '@/components/field';
import { useText } from '@/i18n';
import { readLogo } from './read-logo';
import styles from './settings-screen.module.css';

/** The picture at the head of every document, or the stamp where one is signed. */
export function LogoField<V extends FieldValues, T>({ control, name, picture = 'logo' }: LogoFieldProps<V, T>) {
  const { t } = useText();
  const { field } = useController({ control, name });
  const [refused, setRefused] = useState(false);
  const logo: unknown = field.value;

  const choose = async (file: File | undefined) => {
    if (file === undefined) return;
    const read = await readLogo(file);
    setRefused(read === null);
    if (read !== null) field.onChange(read);
  };
  return (
    <div className={styles.logo} role="group" aria-label={t(`settings.business.${picture}`)}>
      <span className={styles.paper}>
        {typeof logo === 'string' ? (
          <img src={logo} alt={t(`settings.business.${picture}`)} />
        ) : (
          <span className={styles.noLogo}>
            {t(picture === 'logo' ? 'settings.business.noLogo' : 'settings.business.noStamp')}
          </span>
        )}
      </span>
      <div className={styles.logoWords}>
        <span className={fieldStyles.label}>{t(`settings.business.${picture}`)}</span>
        <span className={refused ? fieldStyles.error : fieldStyles.description} {...(refused ? { role: 'alert' } : {})}>
          {t(picture === 'logo' ? 'validation.logo' : 'validation.stamp')}
        </span>
        <span className={styles.logoActions}>
          <FileTrigger acceptedFileTypes={['image/png', 'image/jpeg']} onSelect={(files) => void choose(files?.[0])}>
            <Button size="small" icon={ImageUp}>
              {t(picture === 'logo' ? 'settings.business.logoChoose' : 'settings.business.stampChoose')}
            </Button>
          </FileTrigger>
          {typeof logo === 'string' && (
            <Button size="small" variant="quiet" icon={Trash2} onPress={() => field.onChange(null)}>
              {t('common.remove')}
            </Button>
          )}
        </span>
      </div>
    </div>
  );
}
interface LogoFieldProps<V extends FieldValues, T> {
  readonly control: Control<V, unknown, T>;
  readonly name: FieldPath<V>;
  readonly picture?: 'logo' | 'stamp';
}
