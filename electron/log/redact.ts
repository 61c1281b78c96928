const hidden = '***';

/** Values that were handed to this process as secrets; each is hidden wherever it turns up. */
const knownSecrets = new Set<string>();

/** The name of a secret and what stands between it and its value; `slashes` where a quote was itself quoted. */
const secretName =
  /(?:password|passwd|passphrase|pwd|secret|api[_-]?key|authorization)\\*["']?\s*[:=]\s*(?:(?<slashes>\\*)(?<quote>["']))?/gi;
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
    .replace(bearer, `$1 ${hidden}`);
  clean = hideNamed(clean);
  for (const secret of knownSecrets) clean = clean.replaceAll(secret, hidden);
  return clean;
}

/** Hides the value after each secret's name: bare, quoted, or quoted within a quoted text, as JSON within JSON is. */
function hideNamed(text: string): string {
  let clean = '';
  let from = 0;
  for (const match of text.matchAll(secretName)) {
    if (match.index < from) continue;
    const start = match.index + match[0].length;
    const end = match.groups?.['quote'] === undefined ? endOfBare(text, start) : endOfQuoted(text, start, match.groups);
    clean += text.slice(from, start) + (end > start ? hidden : '');
    from = end;
  }
  return clean + text.slice(from);
}

function endOfBare(text: string, start: number): number {
  const length = text.slice(start).search(/[\s,;&})\]]/);
  return length === -1 ? text.length : start + length;
}

/**
 * Where the value's closing quote stands. A quote written n levels deep has k = 2^n - 1 backslashes before it; one inside
 * the value has 2k + 1, and each backslash of the value itself adds 2(k + 1). Without an end, everything is hidden.
 */
function endOfQuoted(text: string, start: number, opening: Readonly<Record<string, string>>): number {
  const { quote = '"', slashes = '' } = opening;
  const depth = slashes.length;
  for (let at = text.indexOf(quote, start); at !== -1; at = text.indexOf(quote, at + 1)) {
    let run = 0;
    while (at - run - 1 >= start && text[at - run - 1] === '\\') run += 1;
    if (run % (2 * (depth + 1)) === depth) return at - depth;
  }
  return text.length;
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
