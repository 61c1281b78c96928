import styles from './kbd.module.css';

const drawn: Readonly<Record<string, string>> = {
  Escape: 'Esc',
  ArrowUp: '↑',
  ArrowDown: '↓',
  ArrowLeft: '←',
  ArrowRight: '→',
};

/** A key or chord, such as `Ctrl+K`: always written in Latin and left to right, as on the keyboard. */
export function Kbd({ keys }: { readonly keys: string }) {
  return (
    <kbd className={styles.kbd} dir="ltr" aria-hidden>
      {keys
        .split(/[+ ]/)
        .map((key) => drawn[key] ?? key)
        .join(' ')}
    </kbd>
  );
}
