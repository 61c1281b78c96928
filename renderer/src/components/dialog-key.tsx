import { useShortcut, type Shortcut } from './shortcuts';

/** A key of a dialog, standing among what the dialog holds: only there is it on the dialog's own layer. */
export function DialogKey(shortcut: Shortcut) {
  useShortcut(shortcut);
  return null;
}
