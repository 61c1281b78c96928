import { pipeline } from 'node:stream/promises';
import { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { z } from 'zod';
import { backupManifestSchema } from '../contract/backup';
import { AppError } from '../contract/result';
import { keptCatalogSchema } from './kept-catalog';
import type { OpenBackup } from './frames';

/** What stands in the gzip stream: lines of JSON, and after each `rows` its bytes in COPY's text format. */
export const recordSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('begin'),
    migrations: backupManifestSchema.shape.migrations,
    catalog: keptCatalogSchema,
    /** Sequences that stand by themselves, not behind an identity column. */
    sequences: z.array(z.string()),
  }),
  z.object({ kind: z.literal('table'), schema: z.string(), name: z.string(), columns: z.array(z.string()).min(1) }),
  z.object({ kind: z.literal('rows'), bytes: z.int().min(1).max(16_777_216) }),
  z.object({ kind: z.literal('end') }),
  z.object({ kind: z.literal('manifest'), manifest: backupManifestSchema }),
]);
export type BackupRecord = z.infer<typeof recordSchema>;

export function recordLine(record: BackupRecord): Buffer {
  return Buffer.from(`${JSON.stringify(record)}\n`, 'utf8');
}

/** A record, and the bytes that follow a `rows`. */
export interface ReadRecord {
  readonly record: BackupRecord;
  readonly rows: Buffer;
}

const newline = 0x0a;
const none = Buffer.alloc(0);
/** The catalog of hundreds of tables fits; a hostile file without a line's end does not go on for ever. */
const greatestLine = 67_108_864;

/** Cuts a stream of bytes into records. */
async function* cut(source: AsyncIterable<Buffer>): AsyncGenerator<ReadRecord> {
  let held: Buffer[] = [];
  let heldBytes = 0;
  let waitsFor: { record: BackupRecord; bytes: number } | null = null;
  const take = (length: number): Buffer => {
    const all = held.length === 1 ? (held[0] ?? none) : Buffer.concat(held);
    held = [all.subarray(length)];
    heldBytes = all.length - length;
    return all.subarray(0, length);
  };
  for await (const chunk of source) {
    held.push(chunk);
    heldBytes += chunk.length;
    for (;;) {
      if (waitsFor !== null) {
        if (heldBytes < waitsFor.bytes) break;
        yield { record: waitsFor.record, rows: take(waitsFor.bytes) };
        waitsFor = null;
        continue;
      }
      const all: Buffer = held.length === 1 ? (held[0] ?? none) : Buffer.concat(held);
      held = [all];
      const end = all.indexOf(newline);
      if (end === -1) {
        if (heldBytes > greatestLine) throw new AppError('backup_damaged');
        break;
      }
      const record = parse(take(end + 1));
      if (record.kind === 'rows') waitsFor = { record, bytes: record.bytes };
      else yield { record, rows: none };
    }
  }
  if (waitsFor !== null || heldBytes > 0) throw new AppError('backup_damaged');
}

function parse(line: Buffer): BackupRecord {
  try {
    return recordSchema.parse(JSON.parse(line.toString('utf8')));
  } catch (error) {
    throw new AppError('backup_damaged', {}, error);
  }
}

/** Reads a file's records in their order. `read` must go through all of them. Throws `backup_damaged`, and what `read` throws. */
export async function readRecords<T>(
  backup: OpenBackup,
  read: (records: AsyncGenerator<ReadRecord>) => Promise<T>,
): Promise<T> {
  let thrown: { readonly error: unknown } | null = null;
  const frames = async function* (): AsyncGenerator<Buffer> {
    try {
      yield* backup.frames();
    } catch (error) {
      thrown ??= { error };
      throw error;
    }
  };
  let value: { readonly value: T } | null = null;
  try {
    await pipeline(Readable.from(frames()), createGunzip(), async (source: AsyncIterable<Buffer>) => {
      try {
        value = { value: await read(cut(source)) };
      } catch (error) {
        // What gunzip says of broken content reaches us here too.
        if (!isZlibError(error)) thrown ??= { error };
        throw error;
      }
    });
  } catch (error) {
    const first: { readonly error: unknown } = thrown ?? { error };
    throw isZlibError(first.error) ? new AppError('backup_damaged', {}, first.error) : first.error;
  }
  return resultOf(value);
}

function resultOf<T>(value: { readonly value: T } | null): T {
  if (value === null) throw new AppError('backup_damaged');
  return value.value;
}

function isZlibError(error: unknown): boolean {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' && error.code.startsWith('Z_');
}
