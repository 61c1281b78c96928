import { useState } from 'react';
import { useText } from '@/i18n';
import { classes } from '@/components';
import styles from './help.module.css';

/** docs/pictures/guide as the bundle has it, by the file's name: the guide names them as GitHub finds them. */
const files: Readonly<Record<string, string>> = import.meta.glob('../../../../docs/pictures/guide/*.webp', {
  eager: true,
  query: '?url',
  import: 'default',
});

/** The address in the bundle of what the guide calls `pictures/guide/<name>`; null where there is no such file. */
function addressOf(href: string): string | null {
  return Object.entries(files).find(([path]) => path.endsWith(`/docs/${href}`))?.[1] ?? null;
}

/** A picture of the guide; pressed, it is shown as large as the window, and again as it was. */
export function GuidePicture({ href, words }: { readonly href: string; readonly words: string }) {
  const { t } = useText();
  const [large, setLarge] = useState(false);
  const address = addressOf(href);
  if (address === null) return null;
  return (
    <button
      type="button"
      className={classes(styles.picture, large && styles.large)}
      aria-expanded={large}
      aria-label={t(large ? 'help.smaller' : 'help.larger', { name: words })}
      onClick={() => setLarge(!large)}
    >
      <img src={address} alt={words} />
    </button>
  );
}
