import { Pill } from '@/components';
import { useText } from '@/i18n';

/** How much of a limit is used, from 80 % on: in words, so that colour is not all that tells. */
export function LimitPill({ percent }: { readonly percent: number }) {
  const { t } = useText();
  if (percent < 80) return null;
  const level = percent > 100 ? 'over' : percent === 100 ? 'full' : 'near';
  return <Pill tone={level === 'near' ? 'warn' : 'bad'}>{t(`usage.limits.${level}`, { percent })}</Pill>;
}
