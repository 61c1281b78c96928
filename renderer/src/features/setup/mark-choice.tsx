import { profileMarkSchema, type ProfileMark } from '@contract/connection';
import type { Profile } from '@contract/profiles';
import { RadioGroup } from '@/components';
import { useText } from '@/i18n';

/** The colour that stands for each kind of books until the reader chooses another. */
const usualColor: Readonly<Record<ProfileMark, Profile['color']>> = {
  none: 'none',
  production: 'green',
  staging: 'amber',
  computer: 'blue',
};

/** What the books behind a connection are: named in words, with a frame of its usual colour around the whole program. */
export function MarkChoice({ value, onChange }: MarkChoiceProps) {
  const { t } = useText();
  return (
    <RadioGroup
      label={t('setup.mark.label')}
      description={t('setup.mark.hint')}
      look="column"
      value={value}
      onChange={(mark) => onChange(mark, usualColor[mark])}
      choices={profileMarkSchema.options.map((mark) => ({
        value: mark,
        label: t(`setup.mark.name.${mark}`),
        detail: t(`setup.mark.detail.${mark}`),
      }))}
    />
  );
}
interface MarkChoiceProps {
  readonly value: ProfileMark;
  readonly onChange: (mark: ProfileMark, color: Profile['color']) => void;
}
