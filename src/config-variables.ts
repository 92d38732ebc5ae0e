import {
  baseUrl,
  databaseUrl,
  decimalNumber,
  headerToken,
  hostAddress,
  hostList,
  oneOf,
  path,
  trueOrFalse,
  type ValueKind,
  wholeNumber,
} from './config-values.ts';

/** A variable of the environment that this version reads. */
export interface Variable<T, Default extends T | null = T | null> {
  readonly name: string;
  readonly kind: ValueKind<T>;
  /** The value when the variable is not set; null: there is none, or it depends on other variables. */
  readonly fallback: Default;
  /** The default as docs/configuration.md shows it. */
  readonly defaultText: string;
  /** As docs/configuration.md puts it. */
  readonly meaning: string;
  /** A right value, for the problem's sentence. */
  readonly example: string;
  /** Its value is never shown. */
  readonly secret: boolean;
}

/** A variable of the environment that another version reads. */
export interface UnsupportedVariable {
  readonly name: string;
  /** The value that asks for nothing, and so is no problem. */
  readonly harmless?: string;
  /** What setting it means here: nothing that the operator relies on (`warning`), or maybe so (`problem`). */
  readonly whenSet: 'warning' | 'problem';
}

type Details<T> = {
  readonly default?: string;
  readonly meaning: string;
  readonly example: string;
  readonly kind: ValueKind<T>;
  readonly secret?: boolean;
};

function variable<T, Default extends T | null>(
  name: string,
  fallback: Default,
  {
    kind,
    default: defaultText = fallback === null ? 'none' : `\`${String(fallback)}\``,
    meaning,
    example,
    secret = false,
  }: Details<T>,
): Variable<T, Default> {
  return { name, kind, fallback, defaultText, meaning, example, secret };
}

// setTimeout counts in 32 bits and fires at once beyond.
const longestTimeoutMs = 2 ** 31 - 1;

/** Every variable that this version reads, by the name of its value. */
export const variables = {
  port: variable('PORT', 4000, {
    kind: wholeNumber(0, 65_535),
    meaning: 'The port to listen on. `0` picks a free one and prints it.',
    example: '4000',
  }),
  host: variable('HOST', '127.0.0.1', {
    kind: hostAddress,
    meaning: 'The address to listen on. `0.0.0.0` is every IPv4 address of the machine.',
    example: '127.0.0.1',
  }),
  baseUrl: variable('TRACKIER_BASE_URL', 'https://api.trackier.com', {
    kind: baseUrl,
    meaning: 'Where Trackier is. Not used in sandbox mode.',
    example: 'https://api.trackier.com',
    secret: true,
  }),
  apiKey: variable('TRACKIER_API_KEY', null, {
    kind: headerToken,
    meaning: "The advertiser's API key. It stays on the server. Not used in sandbox mode.",
    example: 'the-key-from-the-panel',
    secret: true,
  }),
  mode: variable('TRACKIER_MODE', null, {
    kind: oneOf(['live', 'sandbox']),
    default: '`live` if `TRACKIER_API_KEY` is set, else `sandbox`',
    meaning: '`live` talks to `TRACKIER_BASE_URL`, `sandbox` to a toy Trackier that starts beside the gateway.',
    example: 'sandbox',
  }),
  requestsPerSecond: variable('TRACKIER_REQUESTS_PER_SECOND', 5, {
    kind: decimalNumber(0.001, 1000),
    meaning: 'How many requests Trackier gets in a second: fractions are allowed, 1000 at most.',
    example: '2.5',
  }),
  timeoutMs: variable('TRACKIER_TIMEOUT_MS', 30_000, {
    kind: wholeNumber(1, longestTimeoutMs),
    meaning: 'How long one request to Trackier may take, its answer included, in milliseconds.',
    example: '30000',
  }),
  maxConversions: variable('MAX_CONVERSIONS', 10_000, {
    kind: wholeNumber(1, 1_000_000),
    meaning: 'How many rows one `importConversions` may carry.',
    example: '10000',
  }),
  maxBodyBytes: variable('MAX_BODY_BYTES', 16_777_216, {
    kind: wholeNumber(1024, 268_435_456),
    meaning: 'How large a GraphQL request may be, in bytes. A larger one is answered with 413.',
    example: '16777216',
  }),
  databaseUrl: variable('DATABASE_URL', null, {
    kind: databaseUrl,
    meaning:
      'The PostgreSQL in which bulk imports and idempotency keys are kept, `postgres://…`: several gateways share the work and the pace. None: an embedded database in `DATA_DIR`.',
    example: 'postgres://gateway:secret@db.example.com:5432/gateway',
    secret: true,
  }),
  dataDir: variable('DATA_DIR', './data', {
    kind: path,
    meaning:
      'The directory of the embedded database, for one gateway; it is made if need be, and nobody else may read it. Not used with `DATABASE_URL`.',
    example: '/var/lib/gateway',
  }),
  bulkBatchSize: variable('BULK_BATCH_SIZE', 500, {
    kind: wholeNumber(1, 10_000),
    meaning: 'How many rows one POST of a bulk import carries at most.',
    example: '500',
  }),
  bulkRetentionDays: variable('BULK_RETENTION_DAYS', 7, {
    kind: wholeNumber(1, 3650),
    meaning: 'How many days after the last thing that happened to it a bulk import is erased, with its rows.',
    example: '7',
  }),
  authMode: variable('AUTH_MODE', 'none', {
    kind: oneOf(['none'], 'none (token and jwt are not supported by this version)'),
    meaning: 'How callers prove who they are. This version has `none` only.',
    example: 'none',
  }),
  allowUnauthenticated: variable('ALLOW_UNAUTHENTICATED', false, {
    kind: trueOrFalse,
    meaning: 'Whether live mode may listen on a `HOST` that is not loopback although callers are not authenticated.',
    example: 'true',
  }),
  allowedHosts: variable('ALLOWED_HOSTS', null, {
    kind: hostList,
    meaning:
      'Names by which the gateway may be called besides localhost, 127.0.0.1 and [::1], with commas between them. A name without a port stands for every port. Any other `Host` is answered with 421.',
    example: 'gateway.example.com,gateway:4000',
  }),
  introspection: variable('INTROSPECTION', null, {
    kind: trueOrFalse,
    default: '`true` unless `NODE_ENV=production`',
    meaning: 'Whether the schema may be read through GraphQL.',
    example: 'true',
  }),
  graphiql: variable('GRAPHIQL', null, {
    kind: trueOrFalse,
    default: '`true` unless `NODE_ENV=production`',
    meaning: 'Whether browsers get GraphiQL at `/graphql`.',
    example: 'true',
  }),
  logLevel: variable('LOG_LEVEL', 'info', {
    kind: oneOf(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent']),
    meaning:
      'The least level that is logged: `trace`, `debug`, `info`, `warn`, `error`, `fatal`, or `silent` for nothing.',
    example: 'info',
  }),
  logFormat: variable('LOG_FORMAT', null, {
    kind: oneOf(['pretty', 'json']),
    default: '`pretty` on a terminal, else `json`',
    meaning: '`pretty` is for people, `json` for machines: one object a line.',
    example: 'json',
  }),
  shutdownGraceMs: variable('SHUTDOWN_GRACE_MS', 35_000, {
    kind: wholeNumber(0, longestTimeoutMs),
    meaning: 'How long requests that are under way may take to end once the gateway is told to stop, in milliseconds.',
    example: '35000',
  }),
};

/** Variables that mean something to another version; they may be what keeps a gateway safe, so they are not ignored. */
export const unsupportedVariables: readonly UnsupportedVariable[] = [
  { name: 'TRACKIER_TENANTS_FILE', whenSet: 'problem' },
  { name: 'TRACKIER_KEY_PASSTHROUGH', whenSet: 'problem', harmless: 'false' },
  { name: 'AUTH_TOKENS_FILE', whenSet: 'problem' },
  { name: 'AUTH_JWKS_URL', whenSet: 'problem' },
  { name: 'AUTH_JWKS_FILE', whenSet: 'problem' },
  { name: 'AUTH_ISSUER', whenSet: 'problem' },
  { name: 'AUTH_AUDIENCE', whenSet: 'problem' },
  { name: 'AUTH_TENANT_CLAIM', whenSet: 'problem' },
  { name: 'CORS_ORIGINS', whenSet: 'problem' },
  { name: 'METRICS_PORT', whenSet: 'problem' },
  { name: 'SECRET_KEY', whenSet: 'problem' },
  { name: 'TRUSTED_DOCUMENTS_FILE', whenSet: 'problem' },
  { name: 'TRUSTED_DOCUMENTS_ONLY', whenSet: 'problem', harmless: 'false' },
  { name: 'OTEL_EXPORTER_OTLP_ENDPOINT', whenSet: 'warning' },
];
