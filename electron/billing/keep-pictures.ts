import { createHash } from 'node:crypto';
import type { BusinessSettings, Seller } from '../contract/business';
import { pictureName } from '../database/queries/pictures';
import type { Work } from './command';

/** The settings as they are stored: each picture in a row of its own, once however often it is chosen, and named here. */
export async function keepPictures(work: Work, settings: BusinessSettings): Promise<object> {
  const keep = async (picture: Seller['logo']): Promise<string | null> => {
    const [, mediaType, base64 = ''] = /^data:([^;]+);base64,(.*)$/.exec(picture ?? '') ?? [];
    if (mediaType === undefined) return null;
    const content = Buffer.from(base64, 'base64');
    const hash = createHash('sha256').update(content).digest('hex');
    await work.rows(
      `INSERT INTO billing_desktop.pictures (hash, media_type, content) VALUES ($1, $2, decode($3, 'base64'))
ON CONFLICT (hash) DO NOTHING`,
      [hash, mediaType, content.toString('base64')],
    );
    return pictureName(hash);
  };
  const { seller } = settings;
  return { ...settings, seller: { ...seller, logo: await keep(seller.logo), stamp: await keep(seller.stamp) } };
}
