import { once } from 'node:events';
import { createServer, type Server, type Socket } from 'node:net';

/** A socket that behaves as a server we must recognize, where a real one cannot be had. */
export interface FakeServer {
  readonly port: number;
  close(): Promise<void>;
}

async function listen(onSocket: (socket: Socket) => void): Promise<FakeServer> {
  const sockets = new Set<Socket>();
  const server: Server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => socket.destroy());
    socket.on('close', () => sockets.delete(socket));
    onSocket(socket);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return {
    port: address.port,
    close: async () => {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}

/** Takes the connection and never says a word. */
export const silentServer = (): Promise<FakeServer> => listen(() => undefined);

/** Hangs up on whatever it hears. */
export const cuttingServer = (): Promise<FakeServer> => listen((socket) => socket.once('data', () => socket.destroy()));

/** Speaks HTTP, as many a port does. */
export const webServer = (): Promise<FakeServer> =>
  listen((socket) => socket.once('data', () => socket.end('HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n')));

function message(type: string, body: Buffer): Buffer {
  const head = Buffer.alloc(5);
  head.write(type, 0, 'latin1');
  head.writeInt32BE(body.length + 4, 1);
  return Buffer.concat([head, body]);
}

const text = (value: string): Buffer => Buffer.from(`${value}\0`, 'utf8');
const int16 = (value: number): Buffer => Buffer.from([value >> 8, value & 255]);
function int32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeInt32BE(value);
  return bytes;
}

/** An ErrorResponse as the server sends it. */
function refusal(sqlState: string, words: string): Buffer {
  const fields = ['SFATAL', 'VFATAL', `C${sqlState}`, `M${words}`].map(text);
  return message('E', Buffer.concat([...fields, Buffer.from([0])]));
}

const ready = message('Z', Buffer.from('I'));

/** Answers the request for TLS with no, and the start-up with what `onStartup` gives. */
function speaking(onStartup: () => Buffer, onQuery: () => Buffer): Promise<FakeServer> {
  return listen((socket) => {
    socket.on('data', (data) => {
      if (data.length === 8 && data.readInt32BE(4) === 80_877_103) socket.write('N');
      else if (data[0] === 0) socket.write(onStartup());
      else if (data[0] === 0x51) socket.write(onQuery());
    });
  });
}

/** Refuses each start-up with this error, as a server that is starting up or full does. */
export const refusingServer = (sqlState: string, words: string): Promise<FakeServer> =>
  speaking(
    () => refusal(sqlState, words),
    () => Buffer.alloc(0),
  );

/** Lets everybody in and answers each query with one row: its version. */
export function serverOfVersion(version: string): Promise<FakeServer> {
  const column = Buffer.concat([
    text('version'),
    int32(0),
    int16(0),
    int32(25),
    int16(-1 & 0xffff),
    int32(-1),
    int16(0),
  ]);
  const value = Buffer.from(version, 'utf8');
  return speaking(
    () => Buffer.concat([message('R', int32(0)), message('K', Buffer.concat([int32(7), int32(7)])), ready]),
    () =>
      Buffer.concat([
        message('T', Buffer.concat([int16(1), column])),
        message('D', Buffer.concat([int16(1), int32(value.length), value])),
        message('C', text('SELECT 1')),
        ready,
      ]),
  );
}
