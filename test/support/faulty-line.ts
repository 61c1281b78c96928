import { once } from 'node:events';
import { connect, createServer, type Server, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

/**
 * What a line does to what passes. `refuse`: nobody gets through, those on the line stay. `black_hole`: nothing arrives and
 * nothing is said. `delay`: each piece comes late. `cut_request`, `cut_reply`: half of the next piece passes, then the line
 * breaks. `lose_commit`, `lose_reply`: the next COMMIT is lost, or the answer to it.
 */
export const lineFaults = [
  'refuse',
  'black_hole',
  'delay',
  'cut_request',
  'cut_reply',
  'lose_commit',
  'lose_reply',
] as const;
export type LineFault = (typeof lineFaults)[number];

/** A TCP line to a server that a test can spoil. */
export interface FaultyLine {
  readonly port: number;
  /** Spoils what passes from now on, until mend(). */
  spoil(fault: LineFault): Promise<void>;
  /** Breaks what is open with a reset. */
  reset(): void;
  /** From now on all passes; what the fault had touched is broken, as a router that comes back breaks it. */
  mend(): Promise<void>;
  close(): Promise<void>;
}

interface Pair {
  readonly near: Socket;
  readonly far: Socket;
  /** Something of it was swallowed: what follows would make no sense. */
  touched: boolean;
}

/** `delayMs` is how late each piece comes under `delay`. */
export async function openFaultyLine(
  to: { readonly host: string; readonly port: number },
  delayMs = 40,
): Promise<FaultyLine> {
  const pairs = new Set<Pair>();
  let fault: LineFault | null = null;
  let server: Server | null = null;

  const breakOff = (pair: Pair): void => {
    pairs.delete(pair);
    pair.near.destroy();
    pair.far.destroy();
  };

  /** Gives what passes on, or null where the pair is to be broken after it. */
  function pass(pair: Pair, chunk: Buffer, from: 'near' | 'far'): void {
    const other = from === 'near' ? pair.far : pair.near;
    const half = chunk.subarray(0, Math.ceil(chunk.length / 2));
    if (fault === 'black_hole') pair.touched = true;
    else if (fault === 'delay') {
      // One timer for each piece keeps their order: all wait equally long.
      setTimeout(() => other.writable && other.write(chunk), delayMs);
    } else if ((fault === 'cut_request' && from === 'near') || (fault === 'cut_reply' && from === 'far')) {
      fault = null;
      other.write(half, () => breakOff(pair));
    } else if (fault === 'lose_commit' && from === 'near' && chunk.includes('COMMIT;')) {
      fault = null;
      breakOff(pair);
    } else if (fault === 'lose_reply' && from === 'near' && chunk.includes('COMMIT;')) {
      fault = null;
      pair.touched = true;
      // The server answers once it has committed: only then is the line cut.
      pair.far.removeAllListeners('data');
      pair.far.once('data', () => breakOff(pair));
      other.write(chunk);
    } else if (!pair.touched) other.write(chunk);
  }

  function take(near: Socket): void {
    const far = connect(to.port, to.host);
    const pair: Pair = { near, far, touched: false };
    pairs.add(pair);
    for (const socket of [near, far]) {
      socket.setNoDelay(true);
      socket.on('error', () => breakOff(pair));
      socket.on('close', () => breakOff(pair));
    }
    near.on('data', (chunk: Buffer) => pass(pair, chunk, 'near'));
    far.on('data', (chunk: Buffer) => pass(pair, chunk, 'far'));
  }

  async function listen(port: number): Promise<number> {
    const opened = createServer(take);
    opened.listen(port, '127.0.0.1');
    await once(opened, 'listening');
    const address = opened.address();
    if (address === null || typeof address === 'string') throw new Error('no port');
    server = opened;
    return address.port;
  }

  /** Takes no more; close() alone would wait for those on the line. */
  function stopListening(): void {
    server?.close();
    server = null;
  }

  const port = await listen(0);
  return {
    port,
    async spoil(next) {
      fault = next;
      if (next === 'refuse') stopListening();
      await sleep(0);
    },
    reset() {
      for (const pair of pairs) {
        pair.near.resetAndDestroy();
        breakOff(pair);
      }
    },
    async mend() {
      fault = null;
      for (const pair of pairs) if (pair.touched) breakOff(pair);
      if (server === null) await listen(port);
    },
    async close() {
      for (const pair of pairs) breakOff(pair);
      stopListening();
      await sleep(0);
    },
  };
}
