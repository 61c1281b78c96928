import { describe, expect, it } from 'vitest';
import { matches, type KeyPress } from '../../../renderer/src/components/shortcuts';
import { product } from '../../architecture/source';

const renderer = product.filter(({ path }) => path.startsWith('renderer/src/'));
const literal = (pattern: RegExp, text: string): string[] => [...text.matchAll(pattern)].map(([, keys = '']) => keys);
const folderOf = (path: string): string => path.replace(/\/[^/]*$/, '');

/**
 * Keys that work, by the folder that makes them work: `keys: 'F2'` of a useShortcut, what is kept in a table of keys, and the
 * DialogKey of a dialog.
 */
const working = renderer.flatMap(({ path, text }) =>
  [
    ...(text.includes('useShortcut(') ? literal(/\b(?:keys|in|out|reset|previous|next): '([^']+)'/g, text) : []),
    ...literal(/<DialogKey\b[^>]*?\bkeys="([^"]+)"/g, text),
  ].map((keys) => ({ folder: folderOf(path), keys })),
);
const known = [...new Set(working.map(({ keys }) => keys))].filter((keys) => !keys.includes(' ')).toSorted();

/** The event of a key on an English keyboard. */
function pressed(keys: string): KeyPress {
  const parts = keys.split('+');
  const last = parts.at(-1) ?? '';
  const codes: Readonly<Record<string, string>> = {
    '=': 'Equal',
    '-': 'Minus',
    ',': 'Comma',
    '/': 'Slash',
    '?': 'Slash',
  };
  const code = /^[A-Z]$/.test(last) ? `Key${last}` : /^\d$/.test(last) ? `Digit${last}` : (codes[last] ?? last);
  return {
    key: last,
    code,
    ctrlKey: parts.includes('Ctrl'),
    altKey: parts.includes('Alt'),
    shiftKey: parts.includes('Shift') || last === '?',
    metaKey: false,
  };
}

describe('the keys of the program', () => {
  it('are found', () => {
    expect(known).toEqual(
      expect.arrayContaining(['N', 'F2', 'Ctrl+K', 'Ctrl+=', '?', 'Alt+1', 'Alt+ArrowDown', 'Enter']),
    );
  });

  it.each(known)('%s is answered by its own key and by no other', (keys) => {
    expect(known.filter((other) => matches(other, pressed(keys)))).toEqual([keys]);
  });

  it.each(['N', 'F2', 'Ctrl+K'])('%s is answered on an Arabic keyboard too', (keys) => {
    expect(matches(keys, { ...pressed(keys), key: 'ى', ...(keys === 'F2' ? { key: 'F2' } : {}) })).toBe(true);
  });

  it('are listened to in one place: whatever works is in the registry, from which the sheet is made', () => {
    const listeners = renderer.filter(({ text }) => /addEventListener\('key|\bonKey(?:Down|Up|Press)=/.test(text));
    expect(listeners.map(({ path }) => path)).toEqual([
      'renderer/src/components/shortcuts.tsx',
      // Answers the arrows while it has the focus, and says so in the sheet.
      'renderer/src/components/split-handle.tsx',
    ]);
    const ownKeys = renderer.filter(({ text }) => /\bonKeyDown=|\bonCellKeyDown=/.test(text));
    expect(ownKeys.filter(({ text }) => !text.includes('useToldKey('))).toEqual([]);
  });

  it('that a button shows work where it stands', () => {
    // The gallery of components shows buttons that do nothing.
    const shown = renderer
      .filter(({ path }) => !path.startsWith('renderer/src/features/gallery/'))
      .flatMap(({ path, text }) =>
        literal(/\bkeys="([^"]+)"/g, text).map((keys) => ({
          folder: folderOf(path),
          keys: keys.replace(/^Esc$/, 'Escape'),
        })),
      );
    expect(shown.length).toBeGreaterThan(20);
    const idle = shown.filter(
      ({ folder, keys }) =>
        !working.some(
          (entry) =>
            entry.keys === keys && [folder, 'renderer/src/components', 'renderer/src/app'].includes(entry.folder),
        ),
    );
    expect(idle).toEqual([]);
  });
});
