import { checkConfig } from './config-checks.ts';
import {
  createEnvironmentReader,
  type Environment,
  type EnvironmentReader,
  noteUnknownVariables,
} from './config-reader.ts';
import { variables } from './config-variables.ts';

/** Whether conversions reach Trackier or the built-in sandbox. */
export type TrackierMode = 'LIVE' | 'SANDBOX';

/** How log lines are written. */
export type LogFormat = 'pretty' | 'json';

/** The least level that is logged. */
export type LogLevel = 'trace' | 'debug' | 'info' | 'warn' | 'error' | 'fatal' | 'silent';

/** Everything that an operator can set, checked and frozen. */
export interface Config {
  readonly port: number;
  readonly host: string;
  readonly mode: TrackierMode;
  /** Whether the operator named the mode, and it does not just follow from the key. */
  readonly isModeNamed: boolean;
  readonly trackier: {
    /** Without a slash at its end. In sandbox mode an address that leads nowhere: whoever starts the sandbox knows the true one. */
    readonly baseUrl: string;
    /** The one key; null where there are several, or the callers', and in sandbox mode, which no real key reaches. */
    readonly apiKey: string | null;
    /** The file of several keys; null in sandbox mode. */
    readonly tenantsFile: string | null;
    /** Whether the callers bring the keys; never in sandbox mode. */
    readonly keyPassthrough: boolean;
    readonly requestsPerSecond: number;
    readonly timeoutMs: number;
  };
  readonly limits: { readonly maxConversions: number; readonly maxBodyBytes: number };
  readonly store: {
    /** null: the embedded database in `dataDir`. */
    readonly databaseUrl: string | null;
    readonly dataDir: string;
  };
  readonly bulk: {
    /** Rows in one POST. */
    readonly batchSize: number;
    readonly retentionDays: number;
  };
  readonly auth: {
    readonly mode: 'none' | 'token' | 'jwt';
    readonly tokensFile: string | null;
    readonly jwksUrl: string | null;
    readonly jwksFile: string | null;
    readonly issuer: string | null;
    readonly audience: string | null;
    readonly tenantClaim: string;
  };
  /** What encrypts the API keys of bulk imports that callers brought. */
  readonly secretKey: Buffer | null;
  readonly callers: {
    /** 0: any number. */
    readonly requestsPerMinute: number;
    readonly maxSubscriptions: number;
  };
  /** As browsers send them. */
  readonly corsOrigins: readonly string[];
  /** In lower case; without a port a name stands for every port. */
  readonly allowedHosts: readonly string[];
  readonly introspection: boolean;
  readonly graphiql: boolean;
  readonly console: boolean;
  readonly trustedDocuments: { readonly file: string | null; readonly only: boolean };
  /** Whether requests that are like earlier ones go past Yoga. */
  readonly fastPath: boolean;
  /** null: metrics are on the gateway's own port. */
  readonly metricsPort: number | null;
  readonly tracing: { readonly endpoint: string | null };
  readonly log: { readonly level: LogLevel; readonly format: LogFormat };
  readonly shutdownDelayMs: number;
  readonly shutdownGraceMs: number;
  readonly production: boolean;
}

/** A configuration that can be run, or everything that is wrong with it. */
export type ConfigResult =
  | { readonly ok: true; readonly config: Config; readonly warnings: readonly string[] }
  | { readonly ok: false; readonly problems: readonly string[]; readonly warnings: readonly string[] };

/** The environment of this process; nothing else in the gateway reads it. */
export function readEnvironment(): Environment {
  return { ...process.env };
}

/** Makes a configuration of an environment. `isTerminal`: whether a person reads the log as it is written. */
export function loadConfig(environment: Environment, { isTerminal = false } = {}): ConfigResult {
  const reader = createEnvironmentReader(environment);
  const production = environment['NODE_ENV'] === 'production';
  const config = readConfig(reader, production, isTerminal);
  checkConfig(reader, config);
  noteUnknownVariables(environment, reader);
  const { problems, warnings } = reader;
  return problems.length > 0 ? { ok: false, problems, warnings } : { ok: true, config, warnings };
}

/** The text that tells an operator why the gateway does not start. */
export function formatProblems(problems: readonly string[], warnings: readonly string[] = []): string {
  const head =
    problems.length === 1 ? 'The configuration has a problem:' : `The configuration has ${problems.length} problems:`;
  const also = warnings.length > 0 ? ['Also:', ...warnings.map(asItem)] : [];
  return [head, ...problems.map(asItem), ...also, 'See docs/configuration.md.', ''].join('\n');
}

function asItem(sentence: string): string {
  return `  - ${sentence}`;
}

function readConfig({ read, isSet }: EnvironmentReader, production: boolean, isTerminal: boolean): Config {
  const hasKeys = isSet(variables.apiKey) || isSet(variables.tenantsFile) || read(variables.keyPassthrough);
  const isLive = (read(variables.mode) ?? (hasKeys ? 'live' : 'sandbox')) === 'live';
  return Object.freeze<Config>({
    port: read(variables.port),
    host: read(variables.host),
    mode: isLive ? 'LIVE' : 'SANDBOX',
    isModeNamed: isSet(variables.mode),
    trackier: readTrackier(read, isLive),
    limits: Object.freeze({
      maxConversions: read(variables.maxConversions),
      maxBodyBytes: read(variables.maxBodyBytes),
    }),
    store: Object.freeze({ databaseUrl: read(variables.databaseUrl), dataDir: read(variables.dataDir) }),
    bulk: Object.freeze({
      batchSize: read(variables.bulkBatchSize),
      retentionDays: read(variables.bulkRetentionDays),
    }),
    ...readAccess(read),
    introspection: read(variables.introspection) ?? !production,
    graphiql: read(variables.graphiql) ?? !production,
    console: read(variables.console),
    trustedDocuments: Object.freeze({
      file: read(variables.trustedDocumentsFile),
      only: read(variables.trustedDocumentsOnly),
    }),
    fastPath: read(variables.fastPath),
    metricsPort: read(variables.metricsPort),
    tracing: Object.freeze({ endpoint: read(variables.tracesEndpoint) }),
    log: Object.freeze<Config['log']>({
      level: read(variables.logLevel),
      format: read(variables.logFormat) ?? (isTerminal ? 'pretty' : 'json'),
    }),
    shutdownDelayMs: read(variables.shutdownDelayMs),
    shutdownGraceMs: read(variables.shutdownGraceMs),
    production,
  });
}

function readTrackier(read: EnvironmentReader['read'], isLive: boolean): Config['trackier'] {
  const baseUrl = read(variables.baseUrl);
  const apiKey = read(variables.apiKey);
  return Object.freeze({
    // Were it forgotten to put the sandbox's own address in its place, nothing could be sent to the real Trackier.
    baseUrl: isLive ? baseUrl : 'http://sandbox.invalid',
    apiKey: isLive ? apiKey : null,
    tenantsFile: isLive ? read(variables.tenantsFile) : null,
    keyPassthrough: isLive && read(variables.keyPassthrough),
    requestsPerSecond: read(variables.requestsPerSecond),
    timeoutMs: read(variables.timeoutMs),
  });
}

function readAccess(
  read: EnvironmentReader['read'],
): Pick<Config, 'auth' | 'secretKey' | 'callers' | 'corsOrigins' | 'allowedHosts'> {
  return {
    auth: Object.freeze<Config['auth']>({
      mode: read(variables.authMode),
      tokensFile: read(variables.tokensFile),
      jwksUrl: read(variables.jwksUrl),
      jwksFile: read(variables.jwksFile),
      issuer: read(variables.issuer),
      audience: read(variables.audience),
      tenantClaim: read(variables.tenantClaim),
    }),
    secretKey: read(variables.secretKey),
    callers: Object.freeze({
      requestsPerMinute: read(variables.callerRequestsPerMinute),
      maxSubscriptions: read(variables.callerMaxSubscriptions),
    }),
    corsOrigins: read(variables.corsOrigins) ?? Object.freeze([]),
    allowedHosts: read(variables.allowedHosts) ?? Object.freeze([]),
  };
}
