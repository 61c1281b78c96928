import { LoopbackServer } from './server';

const servers = new Map<string, Promise<LoopbackServer>>();

/** The server of the page's origin; opened when the first page of it is loaded. */
export function serverFor(url: string): Promise<LoopbackServer> {
  const { protocol, host } = new URL(url);
  const origin = `${protocol}//${host}`;
  let server = servers.get(origin);
  if (server === undefined) {
    server = LoopbackServer.open(origin);
    servers.set(origin, server);
  }
  return server;
}
