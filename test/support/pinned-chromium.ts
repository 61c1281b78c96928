import { createReadStream, existsSync, lstatSync } from 'node:fs';
import { chmod, mkdir, mkdtemp, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join, resolve, sep } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createBrotliDecompress } from 'node:zlib';
import { z } from 'zod';
import type { Chromium } from './installed-chromium';

/** Its own fonts and nothing of the system's: a page looks the same on every machine. */
const fontSettings = (folder: string): string => `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>${join(folder, 'fonts', 'fonts')}</dir>
  <cachedir>${join(folder, 'fonts', 'cache')}</cachedir>
</fontconfig>
`;

const manifestSchema = z.object({ version: z.string() });

/**
 * The headless Chromium of @sparticuz/chromium, unpacked once into a folder of this version and user. null where the
 * package has none for this machine. Neither its launcher nor its arguments are used: those switch web security off.
 */
export async function pinnedChromium(): Promise<Chromium | null> {
  if (process.platform !== 'linux' || process.arch !== 'x64') return null;
  const require = createRequire(import.meta.url);
  // The package's exports hide everything but its main file, which lies two folders down.
  const root = join(dirname(require.resolve('@sparticuz/chromium')), '..', '..');
  const { version } = manifestSchema.parse(require(join(root, 'package.json')));
  const folder = join(tmpdir(), `sahool-chromium-${version}-${process.getuid?.() ?? 0}`);
  if (!existsSync(folder)) await unpack(join(root, 'bin'), folder);
  const { uid } = lstatSync(folder);
  if (uid !== process.getuid?.()) throw new Error(`${folder} belongs to somebody else`);
  return {
    path: join(folder, 'chromium'),
    env: {
      LD_LIBRARY_PATH: [join(folder, 'al2023', 'lib'), process.env['LD_LIBRARY_PATH'] ?? ''].filter(Boolean).join(':'),
      FONTCONFIG_FILE: join(folder, 'fonts.conf'),
    },
  };
}

async function unpack(packed: string, folder: string): Promise<void> {
  const making = await mkdtemp(join(tmpdir(), 'sahool-chromium-making-'));
  try {
    const program = await decompress(join(packed, 'chromium.br'));
    await writeFile(join(making, 'chromium'), program);
    await chmod(join(making, 'chromium'), 0o755);
    await untar(await decompress(join(packed, 'al2023.tar.br')), join(making, 'al2023'));
    await untar(await decompress(join(packed, 'fonts.tar.br')), join(making, 'fonts'));
    await writeFile(join(making, 'fonts.conf'), fontSettings(folder));
    await rename(making, folder);
  } catch (error) {
    await rm(making, { recursive: true, force: true });
    // Where another run was quicker, its folder is the same and stands already.
    if (!existsSync(folder)) throw error;
  }
}

async function decompress(path: string): Promise<Buffer> {
  const parts: Buffer[] = [];
  await pipeline(createReadStream(path), createBrotliDecompress(), async (source: AsyncIterable<Buffer>) => {
    for await (const part of source) parts.push(part);
  });
  return Buffer.concat(parts);
}

/** Writes a tar's files, folders and links under `folder`; enough of the format for the archives of that package. */
async function untar(archive: Buffer, folder: string): Promise<void> {
  const text = (start: number, length: number): string =>
    archive
      .subarray(start, start + length)
      .toString('utf8')
      .replace(/\0.*$/s, '');
  await mkdir(folder, { recursive: true });
  for (let at = 0; at + 512 <= archive.length && archive[at] !== 0;) {
    const size = Number.parseInt(text(at + 124, 12).trim() || '0', 8);
    const path = resolve(folder, text(at, 100));
    const kind = text(at + 156, 1);
    if (path !== folder && !path.startsWith(folder + sep)) throw new Error(`${path} lies outside of the archive`);
    if (kind === '5') await mkdir(path, { recursive: true });
    else await mkdir(dirname(path), { recursive: true });
    if (kind === '2') await symlink(text(at + 157, 100), path);
    if (kind === '0' || kind === '')
      await writeFile(path, archive.subarray(at + 512, at + 512 + size), { mode: 0o755 });
    at += 512 + Math.ceil(size / 512) * 512;
  }
}
