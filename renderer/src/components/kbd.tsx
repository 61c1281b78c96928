import styles from './kbd.module.css';

/** A key or chord, such as `Ctrl+K`: always written in Latin and left to right, as on the keyboard. */
export function Kbd({ keys }: { readonly keys: string }) {
  return (
    <kbd className={styles.kbd} dir="ltr" aria-hidden>
      {keys.replaceAll('+', ' ').replace('Escape', 'Esc').replace('ArrowUp', '↑').replace('ArrowDown', '↓')}
    </kbd>
  );
}
