import { ArrowDown, ArrowLeft, ArrowRight, ArrowUp, type LucideIcon } from 'lucide-react';
import styles from './kbd.module.css';

/** The arrows are drawn: no font of ours has them. */
const arrows: Readonly<Record<string, LucideIcon>> = { ArrowUp, ArrowDown, ArrowLeft, ArrowRight };

/** A key or chord, such as `Ctrl+K`: always written in Latin and left to right, as on the keyboard. */
export function Kbd({ keys }: { readonly keys: string }) {
  return (
    <kbd className={styles.kbd} dir="ltr" aria-hidden>
      {keys.split(/[+ ]/).map((key, index) => {
        const Arrow = arrows[key];
        return (
          <span key={index}>
            {index > 0 && ' '}
            {Arrow === undefined ? key.replace('Escape', 'Esc') : <Arrow size={11} strokeWidth={2.2} aria-hidden />}
          </span>
        );
      })}
    </kbd>
  );
}
