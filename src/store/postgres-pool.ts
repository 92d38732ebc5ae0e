import { Pool, type PoolConfig, types } from 'pg';

const connectionTimeoutMs = 5_000;
const statementTimeoutMs = 30_000;
/** Longer than the server's own limit: it is for a server that does not answer at all. */
const answerTimeoutMs = 35_000;
const lockTimeoutMs = 10_000;
/** Shorter than others wait for a lock: what an instance holds that was stopped inside a transaction is soon theirs. */
const idleInTransactionTimeoutMs = 8_000;
const maxConnections = 10;

export interface PostgresPoolOptions {
  readonly databaseUrl: string;
  /** Stands in the server's list of connections. */
  readonly applicationName: string;
  /** Migrations take the time that they take, and wait for those of other instances. */
  readonly purpose: 'work' | 'migration';
}

/** A pool of connections to PostgreSQL; TLS is as the URL says. `onLoss` is told of connections that are lost. */
export function createPostgresPool(options: PostgresPoolOptions, onLoss: () => void): Pool {
  const pool = new Pool({
    connectionString: options.databaseUrl,
    application_name: options.applicationName,
    connectionTimeoutMillis: connectionTimeoutMs,
    keepAlive: true,
    types: { getTypeParser },
    ...(options.purpose === 'work' ? workLimits : { max: 1 }),
  });
  // Without listeners the loss of a connection would end the process: that of an idle one here, of one in use below.
  pool.on('error', onLoss);
  pool.on('connect', client => void client.on('error', onLoss));
  return pool;
}

const workLimits: PoolConfig = {
  max: maxConnections,
  statement_timeout: statementTimeoutMs,
  query_timeout: answerTimeoutMs,
  idle_in_transaction_session_timeout: idleInTransactionTimeoutMs,
  lock_timeout: lockTimeoutMs,
};

/** 64-bit numbers and sums of them stay below 2^53 here, so they come as numbers. */
const numericTypes: ReadonlySet<number> = new Set([types.builtins.INT8, types.builtins.NUMERIC]);

const getTypeParser: typeof types.getTypeParser = (id, format) =>
  numericTypes.has(id) ? Number : types.getTypeParser(id, format);
