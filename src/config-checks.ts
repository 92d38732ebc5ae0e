import type { Config } from './config.ts';
import type { EnvironmentReader } from './config-reader.ts';
import { isLoopback } from './config-values.ts';
import type { Variable } from './config-variable.ts';
import { variables } from './config-variables.ts';

/** Notes what does not go together, and what has no effect. From a value that is wrong by itself nothing is concluded. */
export function checkConfig(reader: EnvironmentReader, config: Config): void {
  checkKeys(reader, config);
  checkAuthentication(reader, config);
  checkTenants(reader, config);
  checkExposure(reader, config);
  checkPorts(reader, config);
  if (config.trustedDocuments.only && !reader.isSet(variables.trustedDocumentsFile)) {
    reader.problems.push('TRUSTED_DOCUMENTS_ONLY needs TRUSTED_DOCUMENTS_FILE, or every document would be refused.');
  }
  noteUnusedInSandbox(reader, config);
  noteDangers(reader, config);
}

const keySources = [variables.apiKey, variables.tenantsFile, variables.keyPassthrough] as const;

/** `TRACKIER_KEY_PASSTHROUGH=false` asks for nothing. */
const isSource = ({ read, isSet }: EnvironmentReader, source: Variable<unknown>): boolean =>
  source.name === variables.keyPassthrough.name ? read(variables.keyPassthrough) : isSet(source);

function checkKeys(reader: EnvironmentReader, { mode, production }: Config): void {
  const { isSet, isWrong, problems } = reader;
  if (isWrong(variables.mode) || keySources.some(isWrong)) return;
  const given = keySources.filter(source => isSource(reader, source)).map(({ name }) => name);
  if (given.length > 1) {
    problems.push(`${given.join(' and ')} exclude each other: set the one that says where the keys are.`);
  }
  if (given.length > 0) return;
  const sources = 'TRACKIER_API_KEY (or TRACKIER_TENANTS_FILE, or TRACKIER_KEY_PASSTHROUGH=true)';
  if (mode === 'LIVE') {
    problems.push(`TRACKIER_MODE is live, which needs a key. Set ${sources}, or TRACKIER_MODE=sandbox for a try.`);
  } else if (production && !isSet(variables.mode)) {
    problems.push(
      `NODE_ENV is production and there is no key. Set ${sources}, or TRACKIER_MODE=sandbox if conversions shall reach a toy.`,
    );
  }
}

const jwtVariables = [variables.jwksUrl, variables.jwksFile, variables.issuer, variables.audience] as const;

function checkAuthentication(reader: EnvironmentReader, { auth }: Config): void {
  const { isSet, isWrong, problems } = reader;
  if (isWrong(variables.authMode)) return;
  const demand = (variable: Variable<unknown>): void => {
    if (!isSet(variable))
      problems.push(
        `AUTH_MODE is ${auth.mode}, which needs ${variable.name}. Example: ${variable.name}=${variable.example}`,
      );
  };
  if (auth.mode === 'token') demand(variables.tokensFile);
  if (auth.mode === 'jwt') {
    demand(variables.issuer);
    demand(variables.audience);
    if (!isSet(variables.jwksUrl) && !isSet(variables.jwksFile)) demand(variables.jwksUrl);
    if (isSet(variables.jwksUrl) && isSet(variables.jwksFile)) {
      problems.push('AUTH_JWKS_URL and AUTH_JWKS_FILE exclude each other: set the one that has the keys.');
    }
  }
  // Whoever sets them relies on them.
  const idle = [...(auth.mode === 'token' ? [] : [variables.tokensFile]), ...(auth.mode === 'jwt' ? [] : jwtVariables)];
  for (const { name } of idle.filter(isSet)) {
    const mode = name === variables.tokensFile.name ? 'token' : 'jwt';
    problems.push(
      `${name} is set, but AUTH_MODE is ${auth.mode}: it would protect nothing. Set AUTH_MODE=${mode}, or unset it.`,
    );
  }
}

function checkTenants({ isWrong, problems }: EnvironmentReader, { trackier, auth }: Config): void {
  if (isWrong(variables.authMode) || trackier.tenantsFile === null || auth.mode !== 'none') return;
  problems.push('TRACKIER_TENANTS_FILE needs AUTH_MODE=token or jwt: nothing else says which tenant a caller is of.');
}

function checkExposure({ read, isWrong, problems }: EnvironmentReader, { mode, host, auth, trackier }: Config): void {
  const relevant = [variables.authMode, variables.allowUnauthenticated, variables.mode, variables.keyPassthrough];
  if (relevant.some(isWrong) || read(variables.allowUnauthenticated)) return;
  if (auth.mode !== 'none' || trackier.keyPassthrough || mode !== 'LIVE' || isLoopback(host)) return;
  problems.push(
    'HOST is not loopback, AUTH_MODE is none and the mode is live: whoever reaches this gateway could import conversions. Set AUTH_MODE=token or jwt, or HOST=127.0.0.1, or ALLOW_UNAUTHENTICATED=true if something before the gateway keeps strangers out.',
  );
}

function checkPorts({ problems }: EnvironmentReader, { port, metricsPort }: Config): void {
  if (metricsPort === null || metricsPort === 0 || metricsPort !== port) return;
  problems.push('METRICS_PORT is PORT. Set another one, or none: then metrics are on PORT.');
}

function noteUnusedInSandbox(reader: EnvironmentReader, { mode }: Config): void {
  const { isSet, isWrong, warnings } = reader;
  if (mode !== 'SANDBOX' || isWrong(variables.mode)) return;
  const unused = keySources.filter(source => isSource(reader, source)).map(({ name }) => name);
  if (unused.length > 0) {
    const verb = unused.length > 1 ? 'are' : 'is';
    warnings.push(
      `TRACKIER_MODE is sandbox: ${unused.join(' and ')} ${verb} not used and no conversion reaches Trackier.`,
    );
  }
  if (isSet(variables.baseUrl)) warnings.push('The mode is sandbox: TRACKIER_BASE_URL is not used.');
}

function noteDangers({ isSet, isWrong, warnings }: EnvironmentReader, config: Config): void {
  const { mode, trackier } = config;
  if (mode === 'LIVE' && isUnencrypted(trackier.baseUrl)) {
    warnings.push('TRACKIER_BASE_URL is http: the key and the conversions travel unencrypted.');
  }
  if (config.shutdownGraceMs - config.shutdownDelayMs < trackier.timeoutMs) {
    warnings.push(
      'SHUTDOWN_GRACE_MS, less SHUTDOWN_DELAY_MS, is smaller than TRACKIER_TIMEOUT_MS: a request under way at the end may be cut off, its outcome unknown.',
    );
  }
  if (isWrong(variables.secretKey) || isWrong(variables.keyPassthrough)) return;
  if (trackier.keyPassthrough && config.secretKey === null) {
    warnings.push('SECRET_KEY is not set: under TRACKIER_KEY_PASSTHROUGH bulk imports are refused without it.');
  }
  if (!trackier.keyPassthrough && isSet(variables.secretKey)) {
    warnings.push('SECRET_KEY has no effect: it is used under TRACKIER_KEY_PASSTHROUGH only.');
  }
}

function isUnencrypted(baseUrl: string): boolean {
  const { protocol, hostname } = new URL(baseUrl);
  return protocol === 'http:' && !isLoopback(hostname.replace(/^\[(.*)\]$/, '$1'));
}
