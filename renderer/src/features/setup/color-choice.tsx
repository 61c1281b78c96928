import { Label, Radio, RadioGroup } from 'react-aria-components';
import { profileColorSchema } from '@contract/connection';
import type { Profile } from '@contract/profiles';
import { fieldStyles } from '@/components/field';
import { useText } from '@/i18n';
import styles from './color-choice.module.css';

const colors = profileColorSchema.options;

/** The frame around the whole program that tells one database from another: red for the real books, say. */
export function ColorChoice({ value, onChange }: ColorChoiceProps) {
  const { t } = useText();
  return (
    <RadioGroup
      className={fieldStyles.field ?? ''}
      value={value}
      onChange={(key) => {
        const color = colors.find((candidate) => candidate === key);
        if (color !== undefined) onChange(color);
      }}
    >
      <Label className={fieldStyles.label ?? ''}>{t('setup.finish.color')}</Label>
      <div className={styles.colors}>
        {colors.map((color) => (
          <Radio key={color} value={color} className={styles.color ?? ''}>
            <span className={styles.swatch} data-color={color} aria-hidden />
            {t(`setup.color.${color}`)}
          </Radio>
        ))}
      </div>
      <span className={fieldStyles.description}>{t('setup.finish.colorHint')}</span>
    </RadioGroup>
  );
}
interface ColorChoiceProps {
  readonly value: Profile['color'];
  readonly onChange: (color: Profile['color']) => void;
}

/** The colour of a profile as a small mark beside its name. */
export function ColorMark({ color }: { readonly color: Profile['color'] }) {
  return <span className={styles.swatch} data-color={color} aria-hidden />;
}
