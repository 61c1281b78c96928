const hidden = '[hidden]';

/** Values that were handed to this process as secrets; each is hidden wherever it turns up. */
const knownSecrets = new Set<string>();

const keyedSecret =
  /((?:password|passwd|passphrase|pwd|secret|api[_-]?key|authorization|pgpassword|postgres_password)["']?\s*[:=]\s*)("[^"]*"|'[^']*'|[^\s,;&})\]]+)/gi;
const urlCredentials = /(\b[a-z][a-z0-9+.-]*:\/\/[^\s:/?#@]*):[^\s/?#]*@/gi;
const scramSecret = /SCRAM-SHA-256\$[^\s"']+/g;
const bearer = /\b(Bearer|Basic)\s+[A-Za-z0-9._~+/=-]{8,}/g;

/**
 * Tells the log about a secret, so that it never shows it, in plain form or percent-encoded as in a URL. Very short
 * ones are left to the patterns: hiding "a" everywhere would destroy the log without hiding anything.
 */
export function rememberSecret(secret: string): void {
  if (secret.length < 4) return;
  knownSecrets.add(secret);
  knownSecrets.add(encodeURIComponent(secret));
  knownSecrets.add(JSON.stringify(secret).slice(1, -1));
}

/** The same text without passwords, keys and credentials: for logs, errors, crash notes and copied diagnostics. */
export function redact(text: string): string {
  let clean = text
    .replace(urlCredentials, `$1:${hidden}@`)
    .replace(scramSecret, hidden)
    .replace(bearer, `$1 ${hidden}`)
    .replace(keyedSecret, `$1${hidden}`);
  for (const secret of knownSecrets) clean = clean.replaceAll(secret, hidden);
  return clean;
}

/** An error as a log may hold it: name, message, the server's code and the stack, and the same of its causes. */
export function describeError(error: unknown, depth = 0): string {
  if (!(error instanceof Error))
    return redact(typeof error === 'string' ? error : `thrown value of type ${typeof error}`);
  const code = 'code' in error && typeof error.code === 'string' ? ` (${error.code})` : '';
  const own = `${error.name}: ${error.message}${code}\n${(error.stack ?? '').split('\n').slice(1, 12).join('\n')}`;
  const cause = error.cause !== undefined && depth < 3 ? `\ncaused by ${describeError(error.cause, depth + 1)}` : '';
  return redact(own + cause);
}
