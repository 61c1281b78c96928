import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { filesUnder, importsOf, product, root, type SourceFile } from './source';

/** Where a pattern turns up, as `path: what`. */
function places(files: readonly SourceFile[], pattern: RegExp): string[] {
  return files.flatMap(({ path, text }) => [...text.matchAll(pattern)].map((match) => `${path}: ${match[0]}`));
}

const main = product.filter(({ path }) => path.startsWith('electron/'));
const renderer = product.filter(({ path }) => path.startsWith('renderer/'));

describe('the house', () => {
  it('has no drawer for things without a name', () => {
    const drawers = /(?:^|\/)(?:utils?|helpers?|common|misc|shared|lib)(?:\/|\.tsx?$)/;
    expect(product.filter(({ path }) => drawers.test(path)).map(({ path }) => path)).toEqual([]);
  });

  it('has no way round the compiler', () => {
    expect(places(product, /@ts-(?:ignore|nocheck|expect-error)|\bas unknown as\b/g)).toEqual([]);
  });

  it('leaves nothing for later and swallows nothing', () => {
    expect(places(product, /\b(?:TODO|FIXME|XXX|HACK)\b|catch(?:\s*\([^)]*\))?\s*\{\s*\}/g)).toEqual([]);
  });

  it('knows nothing of what tests put in Electron’s place', () => {
    expect(places(product, /stand-in|playwright|vitest|SAHOOL_LONG/gi)).toEqual([]);
  });

  it('takes from Electron only what it names, from `electron` itself', () => {
    const clever =
      /import\s+(?:\*\s+as\s+\w+|\w+)\s+from\s+'electron'|require\('electron'\)|electron\/(?:main|common|renderer)/g;
    expect(places(main, clever)).toEqual([]);
  });

  it('never lets a table follow a model by itself', () => {
    expect(places(product, /\b(?:sequelize|model|[A-Z]\w+)\.sync\(|\balter:\s*true/g)).toEqual([]);
  });

  it('keeps no transaction out of sight', () => {
    // Of the command line it holds the environment and where it writes.
    const elsewhere = product.filter(({ path }) => path !== 'electron/cli/surroundings.ts');
    expect(places(elsewhere, /useCLS|cls-hooked|AsyncLocalStorage/g)).toEqual([]);
  });
});

describe('the page', () => {
  it('reaches main through renderer/src/api alone', () => {
    const reaching = renderer.filter(
      ({ path, text }) => /\bwindow\.sahool\b/.test(text) && !path.includes('/src/api/'),
    );
    expect(reaching.map(({ path }) => path)).toEqual([]);
  });

  it('has no other way out: no request, no socket, no storage of its own, no script made from text', () => {
    const ways =
      /\b(?:fetch\(|XMLHttpRequest|WebSocket|EventSource|sendBeacon|localStorage|sessionStorage|indexedDB|eval\(|new Function|document\.write|dangerouslySetInnerHTML|\.innerHTML\b|window\.open\()/g;
    expect(places(renderer, ways)).toEqual([]);
  });

  it('lies the same in both directions: no left and no right but under an amount’s digits', () => {
    const styles = filesUnder(['renderer/src'], /\.css$/);
    const physical =
      /(?<![\w-])(?:(?:margin|padding|border)-(?:left|right)(?:-\w+)?|left|right|float|clear)\s*:|text-align:\s*left/g;
    expect(places(styles, physical)).toEqual([]);
    const withoutReason = styles.flatMap(({ path, text }) =>
      [...text.matchAll(/text-align:\s*right/g)]
        .filter(
          (match) =>
            !/amount|number|money|digits|figure|numeric/i.test(text.slice(Math.max(0, match.index - 400), match.index)),
        )
        .map(() => path),
    );
    expect(withoutReason).toEqual([]);
  });
});

describe('the preload', () => {
  it('imports electron and the names of the channels, and nothing else', () => {
    const preload = product.find(({ path }) => path === 'electron/preload.ts');
    expect(preload === undefined ? [] : importsOf(preload)).toEqual(['electron', './contract/channels']);
    const names = product.find(({ path }) => path === 'electron/contract/channels.ts');
    expect(names === undefined ? ['missing'] : importsOf(names)).toEqual([]);
  });
});

describe('the boot', () => {
  it('parses without eval, as the page’s rules demand, before anything is parsed', () => {
    const text = readFileSync(join(root, 'electron', 'main.ts'), 'utf8');
    expect(text).toContain('z.config({ jitless: true })');
    expect(text.indexOf('z.config')).toBeLessThan(text.indexOf('app.requestSingleInstanceLock'));
  });

  it('makes app:// known before Electron is ready', () => {
    const text = readFileSync(join(root, 'electron', 'main.ts'), 'utf8');
    expect(text.indexOf('\nregisterAppScheme()')).toBeGreaterThan(0);
    expect(text.indexOf('\nregisterAppScheme()')).toBeLessThan(text.indexOf('app.whenReady'));
  });
});
