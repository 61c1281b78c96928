import { readdir, readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { protocol } from 'electron';

export const appHost = 'sahool';
/** The only origin that the program's pages come from. */
export const appOrigin = `app://${appHost}`;
/** Where a prepared document is shown from: this and a token that only main hands out. */
export const documentPath = '/documents/';

const contentTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.webp': 'image/webp',
  '.ico': 'image/x-icon',
  '.woff': 'font/woff',
  '.woff2': 'font/woff2',
};

/** The pages' rules: own scripts only. Inline styles are allowed because the data grid writes them. */
export const pagePolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  // Documents carry their fonts in themselves; their preview is a script-less frame that inherits these rules.
  "font-src 'self' data:",
  "connect-src 'self'",
  "frame-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

/**
 * A document's rules: no script of its own at all, and only our own window may frame it. It is not sandboxed: main waits
 * for its fonts by a script of main's, which a sandbox would forbid as well.
 */
export const documentPolicy = [
  "default-src 'none'",
  "script-src 'none'",
  "style-src 'unsafe-inline'",
  "img-src 'self' data:",
  "font-src 'self' data:",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'self'",
].join('; ');

/** Gives the HTML of a document that main has prepared, or null where the token is unknown or its time is over. */
export type DocumentSource = (token: string) => string | null;

/** Must run before the app is ready: makes app:// a standard, secure scheme. */
export function registerAppScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } },
  ]);
}

/** Serves the built renderer and the prepared documents under app://. Runs once the app is ready. */
export async function serveApp(rendererFolder: string, documents: DocumentSource): Promise<void> {
  protocol.handle('app', await createAppHandler(rendererFolder, documents));
}

/**
 * Answers requests under app://. What can be served is a list made once from the folder; a request either names an
 * entry of it or gets 404. No path is ever built from a request, so there is nothing to traverse.
 */
export async function createAppHandler(
  rendererFolder: string,
  documents: DocumentSource,
): Promise<(request: Request) => Promise<Response>> {
  const files = await listFiles(rendererFolder);
  return async (request) => {
    const path = requestedPath(request);
    if (path === null) return notFound();
    if (path.startsWith(documentPath)) return answerDocument(path, documents);
    const file = files.get(path === '/' ? '/index.html' : path);
    if (file === undefined) return notFound();
    return answer(new Uint8Array(await readFile(file)), extname(file), pagePolicy);
  };
}

/** Serves the prepared documents alone, where no window shows a page of the program. Runs once the app is ready. */
export function serveDocuments(documents: DocumentSource): void {
  protocol.handle('app', (request) => {
    const path = requestedPath(request);
    return path?.startsWith(documentPath) === true ? answerDocument(path, documents) : notFound();
  });
}

function answerDocument(path: string, documents: DocumentSource): Response {
  const html = documents(path.slice(documentPath.length));
  return html === null ? notFound() : answer(html, '.html', documentPolicy);
}

function requestedPath(request: Request): string | null {
  if (request.method !== 'GET' && request.method !== 'HEAD') return null;
  if (!URL.canParse(request.url)) return null;
  const url = new URL(request.url);
  if (url.protocol !== 'app:' || url.host !== appHost || url.username !== '' || url.password !== '') return null;
  return url.pathname;
}

async function listFiles(folder: string): Promise<Map<string, string>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = new Map<string, string>();
  for (const entry of entries) {
    if (!entry.isFile() || contentTypes[extname(entry.name)] === undefined) continue;
    const path = join(entry.parentPath, entry.name);
    files.set(`/${path.slice(folder.length + 1).replaceAll('\\', '/')}`, path);
  }
  return files;
}

function answer(body: string | Uint8Array<ArrayBuffer>, extension: string, policy: string): Response {
  return new Response(body, {
    status: 200,
    headers: { ...safeHeaders(policy), 'content-type': contentTypes[extension] ?? 'application/octet-stream' },
  });
}

function notFound(): Response {
  return new Response('', { status: 404, headers: { ...safeHeaders(pagePolicy), 'content-type': 'text/plain' } });
}

function safeHeaders(policy: string): Record<string, string> {
  return {
    'content-security-policy': policy,
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'cache-control': 'no-store',
  };
}
