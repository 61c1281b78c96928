import { createContext, use, useMemo, useState, type ReactNode } from 'react';
import { useText } from '@/i18n';
import { Dialog } from './dialog';
import { GuidePlace } from './guide-place';
import { Kbd } from './kbd';
import { useShortcut, useShortcuts, type ListedShortcut } from './shortcuts';
import styles from './shortcut-sheet.module.css';

const SheetContext = createContext<{ open: () => void } | null>(null);

/** Opens the list of everything that can be pressed now. */
export function useShortcutSheet(): { open: () => void } {
  const sheet = use(SheetContext);
  if (sheet === null) throw new Error('no ShortcutSheetProvider around this component');
  return sheet;
}

export function ShortcutSheetProvider({ children }: { readonly children: ReactNode }) {
  const { t } = useText();
  const shortcuts = useShortcuts();
  const [shown, setShown] = useState<readonly ListedShortcut[] | null>(null);
  const usable = shown?.filter(({ enabled }) => enabled !== false) ?? [];
  const scopes = (['here', 'everywhere'] as const).filter((scope) => usable.some((entry) => entry.scope === scope));
  const value = useMemo(() => ({ open: () => setShown(shortcuts) }), [shortcuts]);
  useShortcut({ keys: '?', label: t('app.shortcuts.help'), run: value.open, scope: 'everywhere' });
  return (
    <SheetContext value={value}>
      {children}
      {shown !== null && (
        <Dialog title={t('app.shortcuts.title')} onClose={() => setShown(null)}>
          <GuidePlace at="keys" />
          <div className={styles.columns}>
            {scopes.map((scope) => (
              <section key={scope}>
                <h3 className={styles.head}>{t(`app.shortcuts.${scope}`)}</h3>
                <dl className={styles.list}>
                  {usable
                    .filter((shortcut) => shortcut.scope === scope)
                    .map((shortcut) => (
                      <div key={shortcut.keys + shortcut.label} className={styles.entry}>
                        <dt>{shortcut.label}</dt>
                        <dd>
                          <Kbd keys={shortcut.keys} />
                          <span className="visually-hidden">{shortcut.keys}</span>
                        </dd>
                      </div>
                    ))}
                </dl>
              </section>
            ))}
          </div>
        </Dialog>
      )}
    </SheetContext>
  );
}
