import { randomBytes } from 'node:crypto';
import {
  hostList,
  oneOf,
  originList,
  path,
  secretBytes,
  someText,
  trueOrFalse,
  urlOfKeys,
  wholeNumber,
} from './config-values.ts';
import { variable } from './config-variable.ts';

/** The variables that say who may call, from where, and how often. */
export const accessVariables = {
  authMode: variable('AUTH_MODE', 'none', {
    kind: oneOf(['none', 'token', 'jwt']),
    meaning:
      'How callers prove who they are: not at all (`none`), by a token of `AUTH_TOKENS_FILE` (`token`), or by one that an identity provider signed (`jwt`).',
    example: 'token',
  }),
  tokensFile: variable('AUTH_TOKENS_FILE', null, {
    kind: path,
    meaning:
      'The tokens of `AUTH_MODE=token`, by their hashes, in JSON: `[{"name": "…", "sha256": "<hex of the token>", "tenant": "default", "scopes": ["IMPORT_READ", "IMPORT_WRITE"]}]`; read again when it changes and on SIGHUP.',
    example: '/etc/gateway/tokens.json',
  }),
  jwksUrl: variable('AUTH_JWKS_URL', null, {
    kind: urlOfKeys,
    meaning: "Where the identity provider's public keys are, for `AUTH_MODE=jwt`.",
    example: 'https://login.example.com/.well-known/jwks.json',
    secret: true,
  }),
  jwksFile: variable('AUTH_JWKS_FILE', null, {
    kind: path,
    meaning: 'A file with them instead; read again when it changes and on SIGHUP.',
    example: '/etc/gateway/jwks.json',
  }),
  issuer: variable('AUTH_ISSUER', null, {
    kind: someText,
    meaning: 'What the claim `iss` of a token must be, for `AUTH_MODE=jwt`.',
    example: 'https://login.example.com/',
  }),
  audience: variable('AUTH_AUDIENCE', null, {
    kind: someText,
    meaning: 'What the claim `aud` must be or hold: a token for another service is not taken.',
    example: 'https://gateway.example.com',
  }),
  tenantClaim: variable('AUTH_TENANT_CLAIM', 'tenant', {
    kind: someText,
    meaning: 'The claim that names the tenant. Scopes are in the claim `scope`: `import:read import:write`.',
    example: 'https://example.com/tenant',
  }),
  secretKey: variable('SECRET_KEY', null, {
    kind: secretBytes(32),
    meaning:
      '32 random bytes in base64, which encrypt the API keys of bulk imports under `TRACKIER_KEY_PASSTHROUGH`. Without it these are refused.',
    // Another one each time: what stands in a message is copied.
    example: randomBytes(32).toString('base64'),
    secret: true,
  }),
  allowUnauthenticated: variable('ALLOW_UNAUTHENTICATED', false, {
    kind: trueOrFalse,
    meaning: 'Whether live mode may listen on a `HOST` that is not loopback although callers are not authenticated.',
    example: 'true',
  }),
  allowedHosts: variable('ALLOWED_HOSTS', null, {
    kind: hostList,
    meaning:
      'While callers are not authenticated: names by which the gateway may be called besides localhost, 127.0.0.1 and [::1], with commas between them. A name without a port stands for every port. Any other `Host` is answered with 421.',
    example: 'gateway.example.com,gateway:4000',
  }),
  corsOrigins: variable('CORS_ORIGINS', null, {
    kind: originList,
    meaning:
      'Origins whose pages may call the gateway from a browser, with commas between them, for uploads and downloads too. None: only pages of the gateway itself.',
    example: 'https://app.example.com,http://localhost:5173',
  }),
  callerRequestsPerMinute: variable('CALLER_REQUESTS_PER_MINUTE', 1200, {
    kind: wholeNumber(0, 1_000_000),
    meaning:
      'How many requests one caller may make in a minute, over all instances that share a database; more are answered with 429. `0`: any number.',
    example: '600',
  }),
  callerMaxSubscriptions: variable('CALLER_MAX_SUBSCRIPTIONS', 100, {
    kind: wholeNumber(1, 100_000),
    meaning: 'How many subscriptions one caller may have open at an instance at the same time.',
    example: '20',
  }),
};
