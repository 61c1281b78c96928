import { z } from 'zod';
import { AppError } from '../../contract/result';
import { selectOne, type Reader } from './select';
import { sql } from './sql';

/** How settings and snapshots name a picture: by the SHA-256 of its bytes. */
export function pictureName(hash: string): string {
  return `picture:${hash}`;
}
const nameSchema = z.string().regex(/^picture:[0-9a-f]{64}$/);

/** Pictures that were read, by name. What bears a name never changes, so that whoever prints a thousand documents reads it once. */
const read = new Map<string, string>();
const greatestCount = 8;

/** A picture as a data URL. Throws `internal` where it is not there, which nothing but a hand in the tables brings about. */
async function readPicture(reader: Reader, name: string): Promise<string> {
  const before = read.get(name);
  if (before !== undefined) return before;
  const found = await selectOne<{ url: string }>(
    reader,
    sql`SELECT 'data:' || p.media_type || ';base64,' || translate(encode(p.content, 'base64'), E'\\n', '') AS url
FROM billing_desktop.pictures p WHERE p.hash = ${name.slice('picture:'.length)}`,
  );
  if (found === null) throw new AppError('internal', {}, new Error(`${name} is missing`));
  const [oldest] = read.keys();
  if (read.size >= greatestCount && oldest !== undefined) read.delete(oldest);
  read.set(name, found.url);
  return found.url;
}

const holderSchema = z.looseObject({ seller: z.looseObject({ logo: z.unknown(), stamp: z.unknown() }) });

/**
 * What has a seller, a snapshot or the settings, with the pictures themselves where it names them; older snapshots hold them
 * already. Throws `internal` for a picture that is missing.
 */
export async function withPictures(reader: Reader, holder: unknown): Promise<unknown> {
  const parsed = holderSchema.safeParse(holder);
  if (!parsed.success) return holder;
  const { seller } = parsed.data;
  const show = async (picture: unknown): Promise<unknown> => {
    const name = nameSchema.safeParse(picture);
    return name.success ? readPicture(reader, name.data) : picture;
  };
  return { ...parsed.data, seller: { ...seller, logo: await show(seller.logo), stamp: await show(seller.stamp) } };
}
