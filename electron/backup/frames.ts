import { createHash } from 'node:crypto';
import { open, type FileHandle } from 'node:fs/promises';
import { basename } from 'node:path';
import { Transform } from 'node:stream';
import { z } from 'zod';
import { AppError } from '../contract/result';
import { lockSchema, openLock, type FrameKey, type Lock } from './keys';

/*
 * The file: a line that names the format, a line of JSON with the lock, frames, and at the end the SHA-256 of all before
 * it. A frame is its length (4 bytes), 1 where it is the last (1 byte), and its content: a part of a gzip stream,
 * encrypted where there is a lock.
 */
const magic = 'SAHOOL-BACKUP 1\n';
const headSchema = z.object({ lock: lockSchema.nullable() });
const frameBytes = 262_144;
const digestBytes = 32;
const greatestHead = 4096;

function headOf(lock: Lock | null): Buffer {
  return Buffer.from(`${magic}${JSON.stringify({ lock })}\n`, 'utf8');
}

/** Puts a gzip stream into frames, between the head and the hash of all. */
export function frameWriter(locked: { readonly lock: Lock; readonly key: FrameKey } | null): Transform {
  const hash = createHash('sha256');
  let waiting: Buffer[] = [];
  let waitingBytes = 0;
  let place = 0n;
  let begun = false;

  function put(stream: Transform, bytes: Buffer): void {
    hash.update(bytes);
    stream.push(bytes);
  }
  function begin(stream: Transform): void {
    if (!begun) put(stream, headOf(locked?.lock ?? null));
    begun = true;
  }
  function frame(stream: Transform, content: Buffer, isLast: boolean): void {
    const sealed = locked === null ? content : locked.key.seal(content, place, isLast);
    place += 1n;
    const head = Buffer.alloc(5);
    head.writeUInt32BE(sealed.length, 0);
    head.writeUInt8(isLast ? 1 : 0, 4);
    put(stream, Buffer.concat([head, sealed]));
  }

  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      begin(this);
      waiting.push(chunk);
      waitingBytes += chunk.length;
      if (waitingBytes >= frameBytes) {
        frame(this, Buffer.concat(waiting), false);
        waiting = [];
        waitingBytes = 0;
      }
      done();
    },
    flush(done) {
      begin(this);
      frame(this, Buffer.concat(waiting), true);
      this.push(hash.digest());
      done();
    },
  });
}

async function exactly(file: FileHandle, length: number, position: number): Promise<Buffer> {
  const bytes = Buffer.alloc(length);
  const { bytesRead } = await file.read(bytes, 0, length, position);
  if (bytesRead !== length) throw new AppError('backup_damaged');
  return bytes;
}

function readHead(start: Buffer): { readonly lock: Lock | null; readonly length: number } {
  if (!start.subarray(0, magic.length).equals(Buffer.from(magic))) throw new AppError('backup_not_ours');
  const end = start.indexOf(0x0a, magic.length);
  if (end === -1) throw new AppError('backup_damaged');
  try {
    const { lock } = headSchema.parse(JSON.parse(start.toString('utf8', magic.length, end)));
    return { lock, length: end + 1 };
  } catch (error) {
    throw new AppError('backup_damaged', {}, error);
  }
}

/** Reads the file through: what was cut off or altered anywhere is found here. */
async function checkWhole(file: FileHandle, size: number): Promise<string> {
  const hash = createHash('sha256');
  const step = 1_048_576;
  const end = size - digestBytes;
  for (let position = 0; position < end; position += step) {
    hash.update(await exactly(file, Math.min(step, end - position), position));
  }
  const found = hash.digest();
  if (!found.equals(await exactly(file, digestBytes, end))) throw new AppError('backup_damaged');
  return found.toString('hex');
}

/**
 * The hash that stands at a file's end, after all before it was read and held against it; needs no passphrase. Throws
 * `file_unreadable`, `backup_damaged`.
 */
export async function wholeFileHash(path: string): Promise<string> {
  let file: FileHandle;
  try {
    file = await open(path, 'r');
  } catch (error) {
    throw new AppError('file_unreadable', { file: basename(path) }, error);
  }
  try {
    const { size } = await file.stat();
    if (size < digestBytes) throw new AppError('backup_damaged');
    return await checkWhole(file, size);
  } finally {
    await file.close();
  }
}

/** A backup file that is whole. `frames` may be read again and again until `close`. */
export interface OpenBackup {
  readonly encrypted: boolean;
  readonly sizeBytes: number;
  readonly sha256: string;
  /** The gzip stream, piece by piece. Throws `backup_damaged`. */
  frames(): AsyncGenerator<Buffer>;
  close(): Promise<void>;
}

/**
 * Opens a file and checks it from its first byte to its last before anything else is done with it. Throws
 * `file_unreadable`, `backup_not_ours`, `backup_damaged`, `backup_passphrase_needed`, `backup_passphrase_wrong`.
 */
export async function openFrames(path: string, passphrase: string | null): Promise<OpenBackup> {
  let file: FileHandle;
  try {
    file = await open(path, 'r');
  } catch (error) {
    throw new AppError('file_unreadable', { file: basename(path) }, error);
  }
  try {
    const { size } = await file.stat();
    const { lock, length } = readHead(await exactly(file, Math.min(size, greatestHead), 0));
    if (size < length + digestBytes) throw new AppError('backup_damaged');
    const sha256 = await checkWhole(file, size);
    const key = lock === null ? null : await openLock(lock, passphrase);
    return {
      encrypted: lock !== null,
      sizeBytes: size,
      sha256,
      frames: () => framesOf(file, length, size - digestBytes, key),
      close: () => file.close(),
    };
  } catch (error) {
    await file.close();
    if (error instanceof AppError) throw error;
    throw new AppError('file_unreadable', { file: basename(path) }, error);
  }
}

async function* framesOf(file: FileHandle, start: number, end: number, key: FrameKey | null): AsyncGenerator<Buffer> {
  let position = start;
  for (let place = 0n; ; place += 1n) {
    const head = await exactly(file, 5, position);
    const length = head.readUInt32BE(0);
    const isLast = head.readUInt8(4) === 1;
    position += 5;
    if (position + length > end) throw new AppError('backup_damaged');
    const content = await exactly(file, length, position);
    position += length;
    yield key === null ? content : key.open(content, place, isLast);
    if (isLast) break;
  }
  if (position !== end) throw new AppError('backup_damaged');
}
