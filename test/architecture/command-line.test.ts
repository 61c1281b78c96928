import { describe, expect, it } from 'vitest';
import { resolveImport } from '../../scripts/lint/import-table.mjs';
import { product, type SourceFile } from './source';

const files = new Map(product.map((file) => [file.path, file]));

/** What a file loads as soon as it is loaded itself: no types, and nothing that waits in an `import()`. */
function loadedWith({ text }: SourceFile): string[] {
  const statements = text.split(/^(?=import |export )/m);
  return statements.flatMap((statement) => {
    const match = /^(?:import|export)\s(?!type\s)[^'"]*?from\s*'([^']+)'/.exec(statement);
    return match?.[1] === undefined ? [] : [match[1]];
  });
}

/** All packages that come with a file, with the file that names each. */
function packagesWith(start: string): Map<string, string> {
  const found = new Map<string, string>();
  const seen = new Set<string>();
  const visit = (path: string): void => {
    const file = files.get(path);
    if (file === undefined || seen.has(path)) return;
    seen.add(path);
    for (const specifier of loadedWith(file)) {
      const target = resolveImport(path, specifier);
      if (target.package !== undefined) found.set(target.package, path);
      else for (const end of ['.ts', '/index.ts']) visit(`${target.path}${end}`);
    }
  };
  visit(start);
  return found;
}

describe('the command line', () => {
  it('needs Electron for PDFs alone, and loads it then', () => {
    const packages = packagesWith('electron/cli.ts');
    expect([...packages.keys()]).toContain('sequelize');
    expect(packages.get('electron')).toBeUndefined();
    expect(packagesWith('electron/cli/hidden-window.ts').get('electron')).toBeDefined();
  });
});
