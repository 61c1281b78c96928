import { z } from 'zod';
import { AppError } from '../contract/result';
import { serverFormSchema, type Target } from '../contract/profiles';
import { lineText } from '../contract/text';

/** Where a profile leads, as it is kept: everything of the target but its password. */
export const addressSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('builtin'), database: lineText(63, 1).optional() }),
  z.object({ kind: z.literal('environment') }),
  z.object({ kind: z.literal('form'), form: serverFormSchema.omit({ password: true }) }),
  z.object({ kind: z.literal('url'), url: z.string().min(1).max(4000) }),
]);
export type Address = z.infer<typeof addressSchema>;

export interface SplitTarget {
  readonly address: Address;
  /** null where the target has none, as the built-in database and the environment have none of their own. */
  readonly password: string | null;
}

/** Parts a target from its password. Throws `bad_url` where a URL's password cannot be told from the rest. */
export function splitTarget(target: Exclude<Target, { kind: 'profile' }>): SplitTarget {
  if (target.kind === 'url') return splitUrl(target.url);
  if (target.kind === 'form') {
    const { password, ...form } = target.form;
    return { address: { kind: 'form', form }, password: password === '' ? null : password };
  }
  return { address: target, password: null };
}

/** The target again; `password` is left out where it is null. */
export function joinTarget(address: Address, password: string | null): Exclude<Target, { kind: 'profile' }> {
  if (address.kind === 'url') return { kind: 'url', url: joinUrl(address.url, password) };
  if (address.kind === 'form') return { kind: 'form', form: { ...address.form, password: password ?? '' } };
  return address;
}

/** Host, port and database, for a list of profiles. Never a password, a user or an option. */
export function summarize(address: Address): string {
  if (address.kind === 'form') return `${address.form.host}:${address.form.port}/${address.form.database}`;
  if (address.kind === 'url') return urlParts(address.url).rest.replace(/\?.*$/s, '');
  if (address.kind === 'builtin') return address.database ?? '';
  return '';
}

interface UrlParts {
  readonly scheme: string;
  readonly user: string;
  readonly password: string | null;
  readonly rest: string;
}

/** Not by `new URL`: PostgreSQL's URLs may name several hosts, which that refuses. */
function urlParts(url: string): UrlParts {
  const match = /^([a-z][a-z0-9+.-]*:\/\/)(?:([^/?#]*)@)?(.*)$/is.exec(url.trim());
  const [, scheme, userInfo = '', rest] = match ?? [];
  if (scheme === undefined || rest === undefined || /[#@]/.test(rest.replace(/\?.*$/s, ''))) {
    // An @ this late belongs to a password with an unescaped slash: kept as it is, it would be kept in the open.
    throw new AppError('bad_url', { part: 'user' });
  }
  const colon = userInfo.indexOf(':');
  if (colon === -1) return { scheme, user: userInfo, password: null, rest };
  return { scheme, user: userInfo.slice(0, colon), password: decode(userInfo.slice(colon + 1)), rest };
}

function splitUrl(url: string): SplitTarget {
  const { scheme, user, password, rest } = urlParts(url);
  const mark = rest.indexOf('?');
  const place = mark === -1 ? rest : rest.slice(0, mark);
  const given = new URLSearchParams(mark === -1 ? '' : rest.slice(mark + 1));
  const fromQuery = given.get('password');
  const kept = new URLSearchParams(Array.from(given).filter(([name]) => !/^(?:ssl)?password$/i.test(name))).toString();
  const address = `${scheme}${user === '' ? '' : `${user}@`}${place}${kept === '' ? '' : `?${kept}`}`;
  return { address: { kind: 'url', url: address }, password: password ?? fromQuery };
}

function joinUrl(url: string, password: string | null): string {
  if (password === null) return url;
  const { scheme, user, rest } = urlParts(url);
  return `${scheme}${user}:${encodeURIComponent(password)}@${rest}`;
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    // A lone % in a password that nobody escaped: it stands for itself.
    return text;
  }
}
