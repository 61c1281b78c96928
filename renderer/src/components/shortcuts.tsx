import { createContext, use, useEffect, useMemo, useRef, useSyncExternalStore, type ReactNode } from 'react';
import type { Channel } from '@contract/rights';
import { useLayer } from './layer';
import { useRights } from './rights';

export interface Shortcut {
  /** Such as `N`, `F2`, `Ctrl+K`, `Escape`, `?`: written as on the keyboard. */
  readonly keys: string;
  /** What it does, for the list behind `?`. */
  readonly label: string;
  readonly run: () => void;
  readonly enabled?: boolean;
  /** What it does: for a login that may not do this the key does nothing and is not listed. */
  readonly needs?: Channel;
  /** True for what helps in a dialog too, such as the guide. */
  readonly aboveDialogs?: boolean;
  /** `everywhere` for the shell's own, `here` for a screen's. */
  readonly scope?: 'everywhere' | 'here';
}
interface Registered extends Omit<Shortcut, 'run'> {
  readonly layer: number;
  /** Null for a key that a list or an edge answers itself while it has the focus. */
  readonly run: (() => void) | null;
}
/** A line of the sheet of shortcuts. */
export type ListedShortcut = Omit<Registered, 'run' | 'layer'>;

/** All shortcuts that are on the screen now. */
class ShortcutRegistry {
  private entries: readonly Registered[] = [];
  private readonly listeners = new Set<() => void>();

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };
  readonly current = (): readonly Registered[] => this.entries;

  add(entry: Registered): () => void {
    this.set([...this.entries, entry]);
    return () => this.set(this.entries.filter((other) => other !== entry));
  }

  /** Runs what the keys stand for on the topmost layer; the latest registered wins. */
  handle(event: KeyboardEvent): boolean {
    const top = Math.max(0, ...this.entries.map(({ layer }) => layer), openDialogs());
    const found = this.entries.findLast(
      (entry) =>
        entry.run !== null &&
        (entry.layer === top || entry.aboveDialogs === true) &&
        entry.enabled !== false &&
        matches(entry.keys, event),
    );
    found?.run?.();
    return found !== undefined;
  }

  private set(entries: readonly Registered[]): void {
    this.entries = entries;
    for (const listener of this.listeners) listener();
  }
}

/** A dialog without shortcuts of its own still covers what is below it. */
function openDialogs(): number {
  return document.querySelectorAll('[data-layer]').length;
}

const RegistryContext = createContext<ShortcutRegistry | null>(null);

export function ShortcutProvider({ children }: { readonly children: ReactNode }) {
  const registry = useMemo(() => new ShortcutRegistry(), []);
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.isComposing || event.repeat) return;
      if (isTyping(event) && !worksWhileTyping(event)) return;
      if (registry.handle(event)) event.preventDefault();
    };
    // A closed choice takes Enter for itself, with Ctrl too: saving comes before it.
    const onSaveKey = (event: KeyboardEvent) => {
      if (event.isComposing || event.repeat || !matches('Ctrl+Enter', event)) return;
      if (!registry.handle(event)) return;
      event.preventDefault();
      event.stopPropagation();
    };
    document.addEventListener('keydown', onSaveKey, true);
    document.addEventListener('keydown', onKeyDown);
    return () => {
      document.removeEventListener('keydown', onSaveKey, true);
      document.removeEventListener('keydown', onKeyDown);
    };
  }, [registry]);
  return <RegistryContext value={registry}>{children}</RegistryContext>;
}

function isTyping({ target }: KeyboardEvent): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || target.matches('input, textarea, select, [role="combobox"], [role="listbox"] *'))
  );
}

/** In a field Ctrl+Z takes back what was typed there. */
function worksWhileTyping(event: KeyboardEvent): boolean {
  if (matches('Ctrl+Z', event)) return false;
  return event.ctrlKey || event.metaKey || event.altKey || /^(?:F\d{1,2}|Escape)$/.test(event.key);
}

/** What of a key's event says which key it is. */
export type KeyPress = Pick<KeyboardEvent, 'key' | 'code' | 'ctrlKey' | 'altKey' | 'shiftKey' | 'metaKey'>;

/** Compares by the key's place, not by its letter: on an Arabic keyboard the key N writes `ى`. */
export function matches(keys: string, event: KeyPress): boolean {
  const parts = keys.split('+');
  const key = parts.at(-1) ?? '';
  const wantsControl = parts.includes('Ctrl');
  const wantsShift = parts.includes('Shift');
  const wantsAlt = parts.includes('Alt');
  if (wantsControl !== (event.ctrlKey || event.metaKey) || wantsAlt !== event.altKey) return false;
  const isQuestion = event.key === '?' || event.key === '؟';
  if (key === '?') return isQuestion;
  if (key === '=') return event.code === 'Equal' || event.code === 'NumpadAdd';
  if (key === '/') return event.key === '/' || (event.code === 'Slash' && !event.shiftKey && !isQuestion);
  if (wantsShift !== event.shiftKey) return false;
  if (/^[A-Z]$/.test(key)) return event.code === `Key${key}`;
  if (/^\d$/.test(key)) return event.code === `Digit${key}` || event.code === `Numpad${key}`;
  if (key === '-') return event.code === 'Minus' || event.code === 'NumpadSubtract';
  if (key === ',') return event.code === 'Comma';
  return event.key === key;
}

function useRegistry(): ShortcutRegistry {
  const registry = use(RegistryContext);
  if (registry === null) throw new Error('no ShortcutProvider around this component');
  return registry;
}

/** Makes a key do something while this component is on the screen, and lists it behind `?`. */
export function useShortcut({
  keys,
  label,
  run,
  enabled: wanted = true,
  needs,
  aboveDialogs = false,
  scope = 'here',
}: Shortcut): void {
  const { may } = useRights();
  const enabled = wanted && (needs === undefined || may(needs));
  const registry = useRegistry();
  const layer = useLayer();
  const latest = useRef(run);
  useEffect(() => {
    latest.current = run;
  });
  useEffect(
    () => registry.add({ keys, label, enabled, aboveDialogs, scope, layer, run: () => latest.current() }),
    [registry, keys, label, enabled, aboveDialogs, scope, layer],
  );
}

/**
 * Lists a key behind `?` that a list, an edge or another widget answers itself while it has the focus: `Enter`, or several with a
 * space between them, such as `ArrowUp ArrowDown`.
 */
export function useToldKey({ keys, label, enabled = true }: Pick<Shortcut, 'keys' | 'label' | 'enabled'>): void {
  const registry = useRegistry();
  const layer = useLayer();
  useEffect(
    () => (enabled ? registry.add({ keys, label, layer, scope: 'here', run: null }) : undefined),
    [registry, keys, label, enabled, layer],
  );
}

/** What can be pressed now, for the list of shortcuts. */
export function useShortcuts(): readonly ListedShortcut[] {
  const registry = useRegistry();
  return useSyncExternalStore(registry.subscribe, registry.current);
}
