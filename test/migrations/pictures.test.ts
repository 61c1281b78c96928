import { createHash } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { migrateDown, migrateUp } from '../../electron/database/migrator/migrate';
import { scratchDatabase, type Scratch } from './scratch';

let scratch: Scratch;
beforeAll(async () => {
  scratch = await scratchDatabase();
});
afterAll(() => scratch.drop());

const bytes = Buffer.from('89504e470d0a1a0aff00', 'hex');
const url = `data:image/png;base64,${bytes.toString('base64')}`;
const name = `picture:${createHash('sha256').update(bytes).digest('hex')}`;

async function seller(): Promise<Record<string, unknown>> {
  const { rows } = await scratch.client.query<{ seller: Record<string, unknown> }>(
    `SELECT value -> 'seller' AS seller FROM billing_desktop.settings WHERE key = 'business'`,
  );
  return rows[0]?.seller ?? {};
}

it('the seller’s pictures leave the settings once, and come back whole', async () => {
  await migrateUp(scratch.database, { to: '0012' });
  await scratch.client.query(
    `UPDATE billing_desktop.settings SET value = jsonb_set(value, '{seller}', (value -> 'seller') || jsonb_build_object('logo', $1::text, 'stamp', $1::text))
WHERE key = 'business'`,
    [url],
  );
  const before = await seller();
  await migrateUp(scratch.database);
  expect(await seller()).toEqual({ ...before, logo: name, stamp: name });
  const { rows } = await scratch.client.query('SELECT media_type, content FROM billing_desktop.pictures');
  expect(rows).toEqual([{ media_type: 'image/png', content: bytes }]);
  await migrateDown(scratch.database, { to: '0012' });
  expect(await seller()).toEqual(before);
});

it('a picture that cannot be read stays where it is', async () => {
  await scratch.client.query(
    `UPDATE billing_desktop.settings SET value = jsonb_set(value, '{seller,logo}', '"data:image/png;base64,abc"') WHERE key = 'business'`,
  );
  await migrateUp(scratch.database);
  expect(await seller()).toMatchObject({ logo: 'data:image/png;base64,abc', stamp: name });
});
