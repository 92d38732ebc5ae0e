import {
  createEnvironmentReader,
  type Environment,
  type EnvironmentReader,
  noteUnknownVariables,
  noteUnsupportedVariables,
} from './config-reader.ts';
import { isLoopback } from './config-values.ts';
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
    /** null in sandbox mode, and only there: a real key never reaches the sandbox. */
    readonly apiKey: string | null;
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
  /** In lower case; without a port a name stands for every port. */
  readonly allowedHosts: readonly string[];
  readonly introspection: boolean;
  readonly graphiql: boolean;
  readonly log: { readonly level: LogLevel; readonly format: LogFormat };
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
  checkKey(reader, config);
  checkExposure(reader, config);
  noteWhatHasNoEffect(reader, config);
  noteUnsupportedVariables(environment, reader);
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
  const isLive = (read(variables.mode) ?? (isSet(variables.apiKey) ? 'live' : 'sandbox')) === 'live';
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
    allowedHosts: read(variables.allowedHosts) ?? Object.freeze([]),
    introspection: read(variables.introspection) ?? !production,
    graphiql: read(variables.graphiql) ?? !production,
    log: Object.freeze<Config['log']>({
      level: read(variables.logLevel),
      format: read(variables.logFormat) ?? (isTerminal ? 'pretty' : 'json'),
    }),
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
    requestsPerSecond: read(variables.requestsPerSecond),
    timeoutMs: read(variables.timeoutMs),
  });
}

function checkKey({ isSet, isWrong, problems }: EnvironmentReader, { mode, production }: Config): void {
  if (isSet(variables.apiKey) || isWrong(variables.mode)) return;
  if (mode === 'LIVE') {
    problems.push(
      'TRACKIER_MODE is live, which needs a key. Set TRACKIER_API_KEY, or TRACKIER_MODE=sandbox for a try.',
    );
  } else if (production && !isSet(variables.mode)) {
    problems.push(
      'NODE_ENV is production and there is no key. Set TRACKIER_API_KEY, or TRACKIER_MODE=sandbox if conversions shall reach a toy.',
    );
  }
}

function checkExposure({ read, isWrong, problems }: EnvironmentReader, { mode, host }: Config): void {
  const authMode = read(variables.authMode);
  const allowed = read(variables.allowUnauthenticated);
  const isUnclear = isWrong(variables.authMode) || isWrong(variables.allowUnauthenticated) || isWrong(variables.mode);
  if (isUnclear || allowed || authMode !== 'none' || mode !== 'LIVE' || isLoopback(host)) return;
  problems.push(
    'HOST is not loopback, AUTH_MODE is none and the mode is live: whoever reaches this gateway could import conversions. Set HOST=127.0.0.1, or ALLOW_UNAUTHENTICATED=true if something before the gateway keeps strangers out.',
  );
}

function noteWhatHasNoEffect({ isSet, isWrong, warnings }: EnvironmentReader, config: Config): void {
  const isSandbox = config.mode === 'SANDBOX' && !isWrong(variables.mode);
  if (isSandbox && isSet(variables.apiKey)) {
    warnings.push('TRACKIER_MODE is sandbox: TRACKIER_API_KEY is not used and no conversion reaches Trackier.');
  }
  if (isSandbox && isSet(variables.baseUrl)) {
    warnings.push('The mode is sandbox: TRACKIER_BASE_URL is not used.');
  }
  if (config.mode === 'LIVE' && isUnencrypted(config.trackier.baseUrl)) {
    warnings.push('TRACKIER_BASE_URL is http: the key and the conversions travel unencrypted.');
  }
  if (config.shutdownGraceMs < config.trackier.timeoutMs) {
    warnings.push(
      'SHUTDOWN_GRACE_MS is smaller than TRACKIER_TIMEOUT_MS: a request under way at the end may be cut off, its outcome unknown.',
    );
  }
}

function isUnencrypted(baseUrl: string): boolean {
  const { protocol, hostname } = new URL(baseUrl);
  return protocol === 'http:' && !isLoopback(hostname.replace(/^\[(.*)\]$/, '$1'));
}
