import { once } from 'node:events';
import type { Page } from '@playwright/test';
import { WebSocket } from 'ws';
import { z } from 'zod';
import type { LaunchedApp } from '../../support/app';

const usageSchema = z.object({ usedSize: z.number() });

/** Bytes that the page's scripts hold once everything that can be freed was freed. */
export async function heapOfPage(page: Page): Promise<number> {
  const session = await page.context().newCDPSession(page);
  try {
    await session.send('HeapProfiler.collectGarbage');
    return usageSchema.parse(await session.send('Runtime.getHeapUsage')).usedSize;
  } finally {
    await session.detach();
  }
}

const targetsSchema = z.array(z.object({ webSocketDebuggerUrl: z.string() })).min(1);
const replySchema = z.object({ id: z.number(), result: z.unknown() });

/** The same of the main process; in Electron, which opens no inspector, as it stands. */
export async function heapOfMain(app: LaunchedApp, port: number): Promise<number> {
  if (app.electronApp !== null) return app.electronApp.evaluate(() => process.memoryUsage().heapUsed);
  const [target] = targetsSchema.parse(await (await fetch(`http://127.0.0.1:${port}/json/list`)).json());
  const socket = new WebSocket(target?.webSocketDebuggerUrl ?? '');
  await once(socket, 'open');
  const ask = (id: number, method: string): Promise<unknown> =>
    new Promise((resolve) => {
      socket.on('message', (data: Buffer) => {
        const reply = replySchema.safeParse(JSON.parse(data.toString()));
        if (reply.success && reply.data.id === id) resolve(reply.data.result);
      });
      socket.send(JSON.stringify({ id, method }));
    });
  try {
    await ask(1, 'HeapProfiler.collectGarbage');
    return usageSchema.parse(await ask(2, 'Runtime.getHeapUsage')).usedSize;
  } finally {
    socket.close();
  }
}
