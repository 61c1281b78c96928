import { z } from 'zod';
import { AppError } from '../contract/result';
import type { SchemaState } from '../contract/schema';
import type { SetupStep } from '../contract/setup';
import { endClient, type BillingClient } from './client';
import { isLoopback, type ConnectionTarget, type Endpoint } from './connection-target';
import { mayCreateDatabase, openMaintenance } from './create-database';
import { openDatabase, type Database } from './database';
import { toAppError } from './error-translation';
import { openSession, type Session } from './open-session';
import { greet, openPort, resolveName, shakeHands, type Greeting } from './probe';
import { readServerFacts } from './server-facts';
import { tlsChoices, type TlsChoice } from './tls';

/** What one step found: all well, or well with something to know. */
export interface Finding {
  readonly state: 'ok' | 'warning';
  readonly detail: string | null;
  readonly failure?: AppError;
}

const fine = (detail: string | null = null): Finding => ({ state: 'ok', detail });
const beware = (failure: AppError, detail: string | null = null): Finding => ({ state: 'warning', detail, failure });

/** The step that a failed login belongs to: one message from the server answers for several of them. */
const stepOfLogin: ReadonlyMap<AppError['code'], SetupStep> = new Map<AppError['code'], SetupStep>([
  ['tls_required', 'tls'],
  ['tls_refused', 'tls'],
  ['tls_untrusted', 'tls'],
  ['tls_wrong_name', 'tls'],
  ['tls_expired', 'tls'],
  ['ca_file_unreadable', 'tls'],
  ['no_such_database', 'database'],
  ['name_not_found', 'name'],
  ['port_refused', 'port'],
  ['server_too_old', 'version'],
]);

/** A failure that belongs to a step, which may be another than the step that met it. */
export class StepFailure extends Error {
  readonly step: SetupStep;
  readonly failure: AppError;

  constructor(step: SetupStep, failure: AppError) {
    super(failure.message);
    this.step = step;
    this.failure = failure;
  }
}

const rightsSchema = z.object({
  may_create: z.boolean(),
  tables: z.number().int(),
  readable: z.number().int(),
  writable: z.number().int(),
});

const rightsSql = `
  SELECT has_database_privilege(current_database(), 'CREATE') AS may_create,
         count(*)::int AS tables,
         count(*) FILTER (WHERE has_table_privilege(oid, 'SELECT'))::int AS readable,
         count(*) FILTER (WHERE has_table_privilege(oid, 'INSERT')
                            AND has_any_column_privilege(oid, 'UPDATE'))::int AS writable
    FROM pg_class
   WHERE relkind IN ('r', 'p') AND relnamespace = to_regnamespace('public')
     AND relname IN ('subscriptions', 'invoices', 'payments', 'usage_records')`;

/** The steps of the test of one target; each is only worth asking when those before it went well. */
export class ConnectionSteps {
  readonly #target: ConnectionTarget;
  readonly #readSchema: (database: Database) => Promise<SchemaState>;
  #endpoint: Endpoint;
  #choices: readonly TlsChoice[] = [];
  #greeting: Greeting | null = null;
  #session: Session | null = null;
  schema: SchemaState | null = null;
  canCreateDatabase = false;

  constructor(target: ConnectionTarget, readSchema: (database: Database) => Promise<SchemaState>) {
    this.#target = target;
    this.#readSchema = readSchema;
    [this.#endpoint] = target.endpoints;
  }

  /** In their order. */
  readonly all: Readonly<Record<Exclude<SetupStep, 'address'>, () => Promise<Finding>>> = {
    name: () => this.#name(),
    port: () => this.#port(),
    tls: () => this.#tls(),
    password: () => this.#logIn(),
    database: () => Promise.resolve(fine(this.#target.database)),
    version: () => this.#version(),
    rights: () => this.#rights(),
    schema: () => this.#schemaState(),
  };

  /** Of several hosts the first that can be found. */
  async #name(): Promise<Finding> {
    let last: unknown = null;
    for (const endpoint of this.#target.endpoints) {
      try {
        const address = await resolveName(endpoint);
        this.#endpoint = endpoint;
        return fine(address);
      } catch (error) {
        last = error;
      }
    }
    throw last;
  }

  async #port(): Promise<Finding> {
    const { connectTimeoutMs } = this.#target;
    const rest = this.#target.endpoints.slice(this.#target.endpoints.indexOf(this.#endpoint));
    let last: unknown = null;
    for (const endpoint of rest) {
      try {
        this.#greeting = await greet(await openPort(endpoint, connectTimeoutMs), endpoint, connectTimeoutMs);
        this.#endpoint = endpoint;
        return fine(`${endpoint.host}:${endpoint.port}`);
      } catch (error) {
        last = error;
      }
    }
    throw last;
  }

  async #tls(): Promise<Finding> {
    this.#choices = await tlsChoices(this.#target);
    const greeting = this.#greeting;
    const [choice] = this.#choices;
    if (!greeting || choice === undefined) throw new Error('the port comes before TLS');
    if (choice === false || !greeting.offersTls) {
      greeting.socket.destroy();
      if (this.#choices.includes(false)) return this.#inTheOpen();
      throw new AppError('tls_refused', { ...this.#endpoint });
    }
    return fine(await shakeHands(greeting, this.#endpoint, choice, this.#target.connectTimeoutMs));
  }

  #inTheOpen(): Finding {
    return isLoopback(this.#endpoint.host)
      ? fine()
      : beware(new AppError('tls_refused', { ...this.#endpoint }), this.#target.sslMode);
  }

  async #logIn(): Promise<Finding> {
    const target = { ...this.#target, endpoints: [this.#endpoint] as const };
    try {
      this.#session = await openSession(target);
      return fine(this.#target.user);
    } catch (error) {
      const failure = toAppError(error) ?? new AppError('connection_lost', { ...this.#endpoint }, error);
      if (failure.code === 'no_such_database') await this.#lookForRightToCreate(target);
      throw new StepFailure(stepOfLogin.get(failure.code) ?? 'password', failure);
    }
  }

  async #lookForRightToCreate(target: ConnectionTarget): Promise<void> {
    try {
      const client = await openMaintenance(target);
      try {
        this.canCreateDatabase = await mayCreateDatabase(client);
      } finally {
        await endClient(client);
      }
    } catch (error) {
      // No way in beside the missing database: then it cannot be made from here, which is what stays written down.
      if (toAppError(error) === null) throw error;
    }
  }

  #client(): BillingClient {
    if (!this.#session) throw new Error('the login comes before what is asked of the server');
    return this.#session.client;
  }

  async #version(): Promise<Finding> {
    const client = this.#client();
    if (!this.#session) throw new Error('the login comes before the version');
    const facts = await readServerFacts(client, this.#session.route);
    return facts.behindPooler ? fine(`${facts.version} (pooler)`) : fine(facts.version);
  }

  async #rights(): Promise<Finding> {
    const { rows } = await this.#client().query(rightsSql);
    const rights = rightsSchema.parse(rows[0]);
    const place = { user: this.#target.user, database: this.#target.database };
    const readOnly = await this.#client().query(`SELECT WHERE current_setting('transaction_read_only') = 'on'`);
    if (rights.readable < rights.tables) throw new AppError('no_permission', place);
    if (readOnly.rowCount !== 0) return beware(new AppError('read_only', place));
    if (rights.may_create) return fine();
    if (rights.tables === 0) throw new AppError('no_right_to_create', place);
    return beware(new AppError(rights.writable === 0 ? 'no_permission' : 'no_right_to_create', place));
  }

  async #schemaState(): Promise<Finding> {
    const database = await openDatabase({ ...this.#target, endpoints: [this.#endpoint] });
    try {
      this.schema = await this.#readSchema(database);
    } finally {
      await database.close();
    }
    const { schema } = this;
    if (schema.kind === 'refused') {
      throw new AppError('adoption_refused', { count: schema.differences.length });
    }
    if (schema.kind === 'edited') throw new AppError('migration_edited', { name: schema.edited[0]?.name ?? '' });
    if (schema.kind === 'newer') return beware(new AppError('schema_newer'), schema.current);
    return fine(schema.kind);
  }

  /** Ends what the steps left open. */
  async close(): Promise<void> {
    this.#greeting?.socket.destroy();
    if (this.#session) await endClient(this.#session.client);
  }
}
