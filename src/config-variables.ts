import { accessVariables } from './config-access-variables.ts';
import {
  baseUrl,
  databaseUrl,
  decimalNumber,
  headerToken,
  hostAddress,
  oneOf,
  path,
  trueOrFalse,
  wholeNumber,
} from './config-values.ts';
import { variable } from './config-variable.ts';

// setTimeout counts in 32 bits and fires at once beyond.
const longestTimeoutMs = 2 ** 31 - 1;

/** Every variable, by the name of its value. */
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
  tenantsFile: variable('TRACKIER_TENANTS_FILE', null, {
    kind: path,
    meaning:
      'A file of several keys, in JSON: `{"<tenant>": {"apiKey": "…", "requestsPerSecond": 5}}`; read again when it changes and on SIGHUP. Needs an `AUTH_MODE` that tells the tenants apart.',
    example: '/etc/gateway/tenants.json',
  }),
  keyPassthrough: variable('TRACKIER_KEY_PASSTHROUGH', false, {
    kind: trueOrFalse,
    meaning:
      "Whether the caller's own `X-Api-Key` is the key: it is sent to Trackier, and there is a tenant for each. Not together with a key of the server's.",
    example: 'true',
  }),
  mode: variable('TRACKIER_MODE', null, {
    kind: oneOf(['live', 'sandbox']),
    default:
      '`live` if `TRACKIER_API_KEY`, `TRACKIER_TENANTS_FILE` or `TRACKIER_KEY_PASSTHROUGH` is set, else `sandbox`',
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
  ...accessVariables,
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
  console: variable('CONSOLE', true, {
    kind: trueOrFalse,
    meaning: 'Whether browsers get the import console at `/`. It shows nothing to anybody whom the API would not.',
    example: 'false',
  }),
  trustedDocumentsFile: variable('TRUSTED_DOCUMENTS_FILE', null, {
    kind: path,
    meaning: 'The manifest of trusted documents that codegen writes: clients may send their hashes instead of them.',
    example: '/etc/gateway/persisted-documents.json',
  }),
  trustedDocumentsOnly: variable('TRUSTED_DOCUMENTS_ONLY', false, {
    kind: trueOrFalse,
    meaning: 'Whether any other document is refused.',
    example: 'true',
  }),
  fastPath: variable('FAST_PATH', true, {
    kind: trueOrFalse,
    meaning:
      'Whether a request with an operation that was carried out before takes the short way, which costs half the CPU time and gives the same answers. Traces switch it off.',
    example: 'false',
  }),
  metricsPort: variable('METRICS_PORT', null, {
    kind: wholeNumber(0, 65_535),
    default: 'none: `/metrics` is on `PORT`',
    meaning: 'A port of its own for `/metrics`, which callers then cannot reach. `0` picks a free one.',
    example: '9464',
  }),
  tracesEndpoint: variable('OTEL_EXPORTER_OTLP_ENDPOINT', null, {
    kind: baseUrl,
    meaning: 'Where traces go, by OTLP over HTTP; their context is handed on to Trackier. None: there are no traces.',
    example: 'http://127.0.0.1:4318',
    secret: true,
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
  shutdownDelayMs: variable('SHUTDOWN_DELAY_MS', 0, {
    kind: wholeNumber(0, longestTimeoutMs),
    meaning:
      'How long the gateway goes on as ever once it is told to stop, in milliseconds, and only `/ready` says so: longer than a load balancer takes to see it, which then sends nothing more. Part of `SHUTDOWN_GRACE_MS`.',
    example: '3000',
  }),
  shutdownGraceMs: variable('SHUTDOWN_GRACE_MS', 35_000, {
    kind: wholeNumber(0, longestTimeoutMs),
    meaning: 'How long requests that are under way may take to end once the gateway is told to stop, in milliseconds.',
    example: '35000',
  }),
};
