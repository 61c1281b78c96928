import { Client, types, type ClientConfig } from 'pg';

export const applicationName = 'sahool-billing-desktop';

/** The types that pg would turn into numbers or Dates, and what they are here: exact text. */
const asText = (text: string): string => text;
/** text[]; its parser keeps each element as it came. */
const textArray: number = 1009;
type Parser = (text: string) => unknown;

function isParser(value: unknown): value is Parser {
  return typeof value === 'function';
}

/** pg's own parser; what it does not know stays text. */
function usualParser(oid: number, format?: 'text' | 'binary'): Parser {
  const found: unknown = format === 'binary' ? types.getTypeParser(oid, format) : types.getTypeParser(oid);
  return isParser(found) ? found : asText;
}

const textArrayParser = usualParser(textArray);
const elementsAsText = (text: string): unknown => textArrayParser(text);

/** `2026-01-31 09:30:00.123456+00` becomes `2026-01-31T09:30:00.123456Z`: ISO 8601, nothing lost. */
function toInstant(text: string): string {
  const iso = text.replace(' ', 'T');
  return iso.endsWith('+00') ? `${iso.slice(0, -3)}Z` : iso.replace(/([+-]\d\d)$/, '$1:00');
}

const parsers: ReadonlyMap<number, Parser> = new Map<number, Parser>([
  [20, asText], // int8
  [1016, elementsAsText],
  [1700, asText], // numeric
  [1231, elementsAsText],
  [1082, asText], // date
  [1182, elementsAsText],
  [1114, asText], // timestamp
  [1115, elementsAsText],
  [1184, toInstant], // timestamptz
  [1186, asText], // interval
]);

/** Stands in for pg's own table of parsers, without changing that table for others. */
export const valueTypes = {
  ...types,
  getTypeParser: (oid: number, format?: 'text' | 'binary'): Parser => {
    const own = format === 'binary' ? undefined : parsers.get(oid);
    return own ?? usualParser(oid, format);
  },
};

/**
 * A connection of ours: named, kept alive, and aware of whether it still lives. Start-up parameters stay at user,
 * database and application_name: PgBouncer refuses others.
 */
export class BillingClient extends Client {
  readonly openedAt = performance.now();
  /** False once the socket ended or broke, whoever noticed it. */
  alive = true;
  /** The tag of the last statement that the server completed: COMMIT, or ROLLBACK where it was asked to commit. */
  lastTag = '';

  constructor(config: ClientConfig) {
    super({
      ...config,
      // Without this pg looks for a password in PGPASSWORD and ~/.pgpass, where nobody would think of it.
      password: config.password || ((): string => ''),
      types: config.types ?? valueTypes,
      application_name: applicationName,
      keepAlive: true,
      keepAliveInitialDelayMillis: 10_000,
    });
    this.on('error', () => {
      this.alive = false;
    });
    this.on('end', () => {
      this.alive = false;
    });
    this.connection.on('commandComplete', (message: { readonly text: string }) => {
      this.lastTag = message.text;
    });
  }

  /** The process that the server named at login; a pooler names one of its own making. */
  backendPid(): number | null {
    const pid: unknown = Reflect.get(this, 'processID');
    return typeof pid === 'number' ? pid : null;
  }

  /** Cuts the socket at once: whatever waits on it fails instead of hanging. */
  cut(): void {
    this.alive = false;
    this.connection.stream.destroy();
  }
}

/** Says goodbye to the server, and cuts the line where it does not answer within two seconds. */
export async function endClient(client: BillingClient): Promise<void> {
  const impatience = setTimeout(() => client.cut(), 2000);
  try {
    await client.end();
  } finally {
    clearTimeout(impatience);
  }
}
