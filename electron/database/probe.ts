import { lookup } from 'node:dns/promises';
import { createConnection, type Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';
import { AppError } from '../contract/result';
import type { Endpoint } from './connection-target';
import { toAppError } from './error-translation';
import type { TlsChoice } from './tls';

/** The eight bytes with which a client asks for TLS: length 8, code 80877103. Any PostgreSQL answers S or N. */
const sslRequest = Buffer.from([0, 0, 0, 8, 0x04, 0xd2, 0x16, 0x2f]);

/** A server's answer to the request for TLS. */
export interface Greeting {
  readonly socket: Socket;
  readonly offersTls: boolean;
}

/** The address behind a name. A socket's folder is its own address. Throws `name_not_found`. */
export async function resolveName({ host, port }: Endpoint): Promise<string> {
  if (host.startsWith('/')) return host;
  try {
    return (await lookup(host)).address;
  } catch (error) {
    throw toAppError(error, { host, port }) ?? new AppError('name_not_found', { host }, error);
  }
}

function open({ host, port }: Endpoint): Socket {
  return host.startsWith('/') ? createConnection(`${host}/.s.PGSQL.${port}`) : createConnection({ host, port });
}

/** Opens the port. Throws `port_refused`, `connect_timeout`, `name_not_found`. */
export async function openPort(endpoint: Endpoint, timeoutMs: number): Promise<Socket> {
  const socket = open(endpoint);
  return new Promise((resolve, reject) => {
    const giveUp = (error: AppError): void => {
      clearTimeout(timer);
      socket.destroy();
      reject(error);
    };
    const timer = setTimeout(() => giveUp(silence(endpoint, timeoutMs)), timeoutMs);
    socket.once('connect', () => {
      clearTimeout(timer);
      socket.removeAllListeners('error');
      // From here on whoever uses the socket listens; until then a late error must not end the program.
      socket.on('error', () => socket.destroy());
      resolve(socket);
    });
    socket.once('error', (error) =>
      giveUp(toAppError(error, endpoint) ?? new AppError('connection_lost', { ...endpoint }, error)),
    );
  });
}

function silence(endpoint: Endpoint, timeoutMs: number): AppError {
  return new AppError('connect_timeout', { ...endpoint, seconds: Math.round(timeoutMs / 1000) });
}

/** Asks an open port for TLS. Throws `not_postgres` where the answer is not PostgreSQL's, `connect_timeout` for none. */
export async function greet(socket: Socket, endpoint: Endpoint, timeoutMs: number): Promise<Greeting> {
  const answer = await new Promise<Buffer | null>((resolve, reject) => {
    const timer = setTimeout(() => reject(silence(endpoint, timeoutMs)), timeoutMs);
    const settle = (data: Buffer | null): void => {
      clearTimeout(timer);
      socket.removeListener('data', settle);
      resolve(data);
    };
    socket.on('data', settle);
    socket.once('close', () => settle(null));
    socket.write(sslRequest);
  }).catch((error: unknown) => {
    socket.destroy();
    throw error;
  });
  const letter = answer?.toString('latin1') ?? '';
  if (letter === 'S' || letter === 'N') return { socket, offersTls: letter === 'S' };
  socket.destroy();
  throw new AppError('not_postgres', { ...endpoint });
}

/** What a TLS handshake agreed on, for people to read: `TLSv1.3, TLS_AES_256_GCM_SHA384`. */
export async function shakeHands(
  greeting: Greeting,
  endpoint: Endpoint,
  choice: Exclude<TlsChoice, false>,
  timeoutMs: number,
): Promise<string> {
  const { host } = endpoint;
  const named = /^[\d.]+$|:/.test(host) || host.startsWith('/') ? {} : { servername: host };
  return new Promise((resolve, reject) => {
    const secure = connectTls({ ...choice, ...named, host, socket: greeting.socket }, () => {
      const agreed = [secure.getProtocol() ?? 'TLS', secure.getCipher().name].join(', ');
      // Nothing more is said on this connection; it was only for looking.
      secure.destroy();
      resolve(agreed);
    });
    secure.setTimeout(timeoutMs, () => secure.destroy(silence(endpoint, timeoutMs)));
    secure.once('error', (error) => {
      secure.destroy();
      reject(toAppError(error, endpoint) ?? new AppError('tls_refused', { ...endpoint }, error));
    });
  });
}

/** What a look at a server without logging in shows. */
export interface Look {
  readonly offersTls: boolean;
  /** What is wrong with its name, its port, or its speech; null where it speaks like PostgreSQL. */
  readonly failure: AppError | null;
}

/** Looks at a server that cut, ignored or refused us. */
export async function look(endpoint: Endpoint, timeoutMs: number): Promise<Look> {
  try {
    const { socket, offersTls } = await greet(await openPort(endpoint, timeoutMs), endpoint, timeoutMs);
    socket.destroy();
    return { offersTls, failure: null };
  } catch (error) {
    return { offersTls: false, failure: toAppError(error, endpoint) };
  }
}
