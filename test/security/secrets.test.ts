import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { openLog } from '../../electron/log/log';
import { describeError, redact, rememberSecret } from '../../electron/log/redact';
import { AppError } from '../../electron/contract/result';
import { openSettings, type Settings } from '../../electron/settings/settings';
import { safeStorage } from '../support/fake-electron';

vi.mock('electron', () => import('../support/fake-electron'));

const password = 'Sana’a-2026/تعز@w0rd';
const form = {
  host: 'db.example',
  port: 5432,
  database: 'billing',
  user: 'amal',
  password,
  sslMode: 'require' as const,
  caFile: null,
};
const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };

let folder: string;
let settings: Settings;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sahool-secrets-'));
  settings = openSettings(folder, silent);
  Object.assign(safeStorage, { available: true, backend: 'gnome_libsecret', broken: false, keyIsOld: false });
});
afterEach(() => rm(folder, { recursive: true, force: true }));

/** Everything that lies in the settings' folder, as one text. */
async function everythingWritten(): Promise<string> {
  const files = (await readdir(folder, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile());
  return (await Promise.all(files.map((entry) => readFile(join(entry.parentPath, entry.name), 'utf8')))).join('\n');
}

function waysToWrite(secret: string): string[] {
  return [
    secret,
    encodeURIComponent(secret),
    JSON.stringify(secret).slice(1, -1),
    Buffer.from(secret).toString('base64'),
  ];
}

describe('passwords of profiles', () => {
  it('lie in the system’s store alone, in a file that only the user can read', async () => {
    const saved = await settings.profiles.save({
      name: 'Head office',
      color: 'green',
      target: { kind: 'form', form },
      keepPassword: true,
    });
    expect(saved.passwordKept).toBe(true);
    const written = await everythingWritten();
    for (const way of waysToWrite(password)) expect(written).not.toContain(way);
    if (process.platform !== 'win32') {
      for (const name of ['secrets.json', 'profiles.json']) {
        expect((await stat(join(folder, name))).mode & 0o777).toBe(0o600);
      }
    }
  });

  it('never cross to the screen', async () => {
    await settings.profiles.save({
      name: 'By URL',
      color: 'none',
      target: { kind: 'url', url: `postgresql://amal:${encodeURIComponent(password)}@a.example:1,b.example:2/billing` },
      keepPassword: true,
    });
    const shown = JSON.stringify(await settings.profiles.list());
    for (const way of waysToWrite(password)) expect(shown).not.toContain(way);
    expect(shown).not.toContain('amal');
    expect(shown).toContain('a.example:1,b.example:2/billing');
  });

  it.each([
    ['basic_text', true],
    ['unknown', true],
    ['gnome_libsecret', false],
  ])('are not kept at all by the store %s with encryption %s', async (backend, available) => {
    Object.assign(safeStorage, { backend, available });
    if (process.platform !== 'linux') Object.assign(safeStorage, { available: false });
    const target = { kind: 'form' as const, form };
    const saved = await settings.profiles.save({ name: 'Branch', color: 'none', target, keepPassword: true });
    expect(saved.passwordKept).toBe(false);
    await expect(settings.secrets.keep('x', password)).rejects.toThrow('secret_store_unavailable');
    const written = await everythingWritten();
    for (const way of [...waysToWrite(password), 'sealed":{"']) expect(written).not.toContain(way);
    // It is known until the program ends, and asked for after that.
    expect((await settings.profiles.open(saved.id)).target).toEqual(target);
    const later = openSettings(folder, silent);
    await expect(later.profiles.open(saved.id)).rejects.toThrow('password_needed');
    await later.profiles.tryPassword(saved.id, password);
    expect((await later.profiles.open(saved.id)).target).toEqual(target);
  });

  it('are not kept where the clerk did not ask for it', async () => {
    const target = { kind: 'form' as const, form };
    const saved = await settings.profiles.save({ name: 'Once', color: 'none', target, keepPassword: false });
    expect(saved.passwordKept).toBe(false);
    await expect(openSettings(folder, silent).profiles.open(saved.id)).rejects.toThrow('password_needed');
  });

  it('come back after a restart, are forgotten with their profile, and asked for where the keyring was reset', async () => {
    const target = { kind: 'form' as const, form };
    const saved = await settings.profiles.save({ name: 'Kept', color: 'none', target, keepPassword: true });
    const later = openSettings(folder, silent);
    expect((await later.profiles.open(saved.id)).target).toEqual(target);
    safeStorage.broken = true;
    await expect(openSettings(folder, silent).profiles.open(saved.id)).rejects.toThrow('password_needed');
    safeStorage.broken = false;
    await later.profiles.remove(saved.id);
    expect(JSON.parse(await readFile(join(folder, 'secrets.json'), 'utf8'))).toEqual({ sealed: {} });
  });

  it('give way to a new one only after that was right', async () => {
    const target = { kind: 'form' as const, form };
    const saved = await settings.profiles.save({ name: 'Changed', color: 'none', target, keepPassword: true });
    const passwordAfterRestart = async (): Promise<string> => {
      const { target: opened } = await openSettings(folder, silent).profiles.open(saved.id);
      return opened.kind === 'form' ? opened.form.password : '';
    };
    const later = openSettings(folder, silent);
    await later.profiles.tryPassword(saved.id, 'wrong one');
    later.profiles.dropTried(saved.id);
    expect((await later.profiles.open(saved.id)).target).toEqual(target);
    await later.profiles.tryPassword(saved.id, 'the new one');
    expect(await passwordAfterRestart()).toBe(password);
    await later.profiles.activate(saved.id);
    expect(await passwordAfterRestart()).toBe('the new one');
  });

  it('are sealed again where the system has a new key', async () => {
    await settings.secrets.keep('one', password);
    safeStorage.keyIsOld = true;
    const seal = vi.spyOn(safeStorage, 'encryptStringAsync');
    expect(await settings.secrets.read('one')).toBe(password);
    expect(seal).toHaveBeenCalledOnce();
    seal.mockRestore();
  });

  it.each([
    'postgresql://amal:pa/ss@db.example/billing',
    'postgresql://amal:pa#ss@db.example/billing',
    'amal:secret@db.example/billing',
  ])('are not saved by mistake as part of the address %s', async (url) => {
    const target = { kind: 'url' as const, url };
    const saving = settings.profiles.save({ name: 'Odd', color: 'none', target, keepPassword: false });
    await expect(saving).rejects.toThrow('bad_url');
    expect(await everythingWritten()).toBe('');
  });

  it('are taken out of a URL’s options too', async () => {
    const target = {
      kind: 'url' as const,
      url: `postgresql://amal@db.example/billing?sslmode=require&password=hidden123`,
    };
    const saved = await settings.profiles.save({ name: 'Options', color: 'none', target, keepPassword: false });
    expect(await everythingWritten()).not.toContain('hidden123');
    expect((await settings.profiles.open(saved.id)).target).toEqual({
      kind: 'url',
      url: 'postgresql://amal:hidden123@db.example/billing?sslmode=require',
    });
  });
});

describe('the log', () => {
  const leaks: readonly (readonly [string, string])[] = [
    ['a URL', `cannot connect to postgresql+asyncpg://amal:Tr0ub4dor@db.example:5432/billing`],
    ['a URL with a strange password', 'postgres://amal:Tr0ub4dor%2F@h1:1,h2:2/billing?sslmode=require'],
    ['an option', 'host=db.example user=amal password=Tr0ub4dor dbname=billing'],
    ['a quoted option', "password='Tr0ub4dor' host=db.example"],
    ['JSON', '{"user":"amal","password":"Tr0ub4dor","port":5432}'],
    ['JSON with quotes and slashes', JSON.stringify({ password: 'a"b\\"Tr0ub4dor', port: 1 })],
    ['JSON within JSON', JSON.stringify({ url: JSON.stringify({ password: 'x"Tr0ub4dor\\"Tr0ub4dor', port: 1 }) })],
    ['JSON that was cut off', '{"password":"abc Tr0ub4dor'],
    ['an inspected object', "{ user: 'amal', password: 'Tr0ub4dor' }"],
    ['the environment', 'PGPASSWORD=Tr0ub4dor POSTGRES_PASSWORD=Tr0ub4dor'],
    ['a header', 'Authorization: Bearer Tr0ub4dorTr0ub4dor'],
    ['a role', "ALTER ROLE amal PASSWORD: 'Tr0ub4dor'"],
  ];

  it.each(leaks)('hides a password in %s', (_where, text) => {
    expect(redact(text)).not.toContain('Tr0ub4dor');
    expect(describeError(new Error(text))).not.toContain('Tr0ub4dor');
    expect(describeError(new Error('outer', { cause: new Error(text) }))).not.toContain('Tr0ub4dor');
    expect(describeError(text)).not.toContain('Tr0ub4dor');
  });

  it('hides a scram verifier', () => {
    expect(redact('rolpassword SCRAM-SHA-256$4096:c2FsdA==$a2V5:a2V5')).not.toContain('c2FsdA==');
  });

  it('hides a secret that it was told of, however it is written', () => {
    rememberSecret(password);
    for (const way of waysToWrite(password).slice(0, 3)) expect(redact(`near ${way} far`)).toBe('near *** far');
  });

  it('keeps what helps: hosts, codes, stacks', () => {
    const text = redact('postgresql://amal:x@db.example:5432/billing: 28P01 at pool.ts:10');
    expect(text).toBe('postgresql://amal:***@db.example:5432/billing: 28P01 at pool.ts:10');
  });

  it('hides the value alone, and leaves what stands around it', () => {
    const inner = JSON.stringify({ host: 'a', password: 'x"y\\', port: 1 });
    for (const text of [inner, JSON.stringify(inner), JSON.stringify(JSON.stringify(inner))]) {
      expect(JSON.stringify(redact(text))).toContain('port');
      expect(redact(text).replaceAll('\\', '')).toContain('"password":"***"');
    }
  });

  it('writes no secret into its file, whatever it is handed', async () => {
    const log = openLog(folder, false);
    rememberSecret(password);
    for (const [, text] of leaks) {
      log.info(text);
      log.warn(`${text} and ${password}`);
      log.error(text, new AppError('wrong_password', { url: text }, new Error(`${password} ${text}`)));
    }
    const written = await everythingWritten();
    expect(written).toContain('db.example');
    expect(written).not.toContain('Tr0ub4dor');
    for (const way of waysToWrite(password).slice(0, 3)) expect(written).not.toContain(way);
  });

  it('describes an error by name, message, code and stack, never by its whole content', () => {
    const error = Object.assign(new Error('refused'), { code: '23505', parameters: ['12.50', 'Tr0ub4dor'] });
    expect(describeError(error)).toContain('refused (23505)');
    expect(describeError(error)).not.toContain('Tr0ub4dor');
    expect(describeError({ password: 'Tr0ub4dor' })).toBe('thrown value of type object');
  });
});
