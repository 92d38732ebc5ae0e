import { describe, expect, test } from 'vitest';
import { type ConfigResult, loadConfig } from '../src/config.ts';

const key = { TRACKIER_API_KEY: 'k3y' };
const tokens = { AUTH_MODE: 'token', AUTH_TOKENS_FILE: '/tokens.json' };
const jwt = {
  AUTH_MODE: 'jwt',
  AUTH_JWKS_URL: 'https://login.example.com/jwks.json',
  AUTH_ISSUER: 'https://login.example.com/',
  AUTH_AUDIENCE: 'gateway',
};
const passthrough = { TRACKIER_KEY_PASSTHROUGH: 'true' };
const secretKey = 'MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=';

const problemsOf = (environment: Record<string, string>): readonly string[] => {
  const result: ConfigResult = loadConfig(environment);
  return result.ok ? [] : result.problems;
};

const configOf = (environment: Record<string, string>) => {
  const result = loadConfig(environment);
  if (!result.ok) throw new Error(result.problems.join('\n'));
  return result.config;
};

describe('where the keys are', () => {
  test.each([
    ['a key', key],
    ['a file of tenants', { ...tokens, TRACKIER_TENANTS_FILE: '/tenants.json' }],
    ['keys of the callers', passthrough],
  ])('%s makes it live, in production too', (_what, environment) => {
    expect(configOf({ ...environment, NODE_ENV: 'production' }).mode).toBe('LIVE');
  });

  test('no two of them go together', () => {
    const file = { TRACKIER_TENANTS_FILE: '/tenants.json', ...tokens };
    expect(problemsOf({ ...key, ...file })).toEqual([
      'TRACKIER_API_KEY and TRACKIER_TENANTS_FILE exclude each other: set the one that says where the keys are.',
    ]);
    expect(problemsOf({ ...key, ...passthrough })).toEqual([expect.stringContaining('exclude each other')]);
    expect(problemsOf({ ...file, ...passthrough })).toEqual([expect.stringContaining('exclude each other')]);
  });

  test('passthrough that is not asked for is no source of keys', () => {
    expect(configOf({ TRACKIER_KEY_PASSTHROUGH: 'false' }).mode).toBe('SANDBOX');
    expect(problemsOf({ TRACKIER_KEY_PASSTHROUGH: 'false', NODE_ENV: 'production' })).toHaveLength(1);
  });

  test('in the sandbox no source of keys is used', () => {
    const file = { ...tokens, TRACKIER_TENANTS_FILE: '/tenants.json', TRACKIER_MODE: 'sandbox' };
    expect(configOf(file).trackier).toMatchObject({ apiKey: null, tenantsFile: null, keyPassthrough: false });
    expect(configOf({ ...passthrough, TRACKIER_MODE: 'sandbox' }).trackier.keyPassthrough).toBe(false);
    expect(loadConfig(file).warnings).toEqual([expect.stringContaining('TRACKIER_TENANTS_FILE is not used')]);
  });

  test('tenants of a file need somebody who tells them apart', () => {
    expect(problemsOf({ TRACKIER_TENANTS_FILE: '/tenants.json' })).toEqual([
      expect.stringContaining('AUTH_MODE=token or jwt'),
    ]);
  });
});

describe('authentication', () => {
  test.each([
    ['token', tokens],
    ['jwt', jwt],
    ['passthrough', passthrough],
  ])('with %s a live gateway may listen to everybody', (_what, environment) => {
    const keys = 'TRACKIER_KEY_PASSTHROUGH' in environment ? {} : key;
    expect(problemsOf({ ...keys, ...environment, HOST: '0.0.0.0' })).toEqual([]);
  });

  test('each mode demands what it cannot do without', () => {
    expect(problemsOf({ AUTH_MODE: 'token' })).toEqual([expect.stringContaining('AUTH_TOKENS_FILE')]);
    expect(problemsOf({ AUTH_MODE: 'jwt' })).toEqual([
      expect.stringContaining('AUTH_ISSUER'),
      expect.stringContaining('AUTH_AUDIENCE'),
      expect.stringContaining('AUTH_JWKS_URL'),
    ]);
    expect(problemsOf({ ...jwt, AUTH_JWKS_FILE: '/jwks.json' })).toEqual([
      expect.stringContaining('exclude each other'),
    ]);
  });

  test.each(['AUTH_TOKENS_FILE', 'AUTH_JWKS_URL', 'AUTH_JWKS_FILE', 'AUTH_ISSUER', 'AUTH_AUDIENCE'])(
    '%s without its mode is a problem: somebody relies on it',
    name => {
      const value = name === 'AUTH_JWKS_URL' ? 'https://a/' : 'x';
      expect(problemsOf({ [name]: value })).toEqual([
        expect.stringMatching(new RegExp(`^${name} is set, but AUTH_MODE is none`)),
      ]);
    },
  );

  test('keys that verify tokens are not fetched without encryption, but from this machine', () => {
    expect(problemsOf({ ...jwt, AUTH_JWKS_URL: 'http://login.example.com/jwks.json' })).toHaveLength(1);
    expect(problemsOf({ ...jwt, AUTH_JWKS_URL: 'https://u:p@login.example.com/' })).toHaveLength(1);
    expect(problemsOf({ ...jwt, AUTH_JWKS_URL: 'http://127.0.0.1:4020/jwks.json' })).toEqual([]);
  });
});

describe('what has no effect, or less than one thinks', () => {
  test('a key for keys that nobody keeps warns, and passthrough without one', () => {
    expect(loadConfig({ ...key, SECRET_KEY: secretKey }).warnings).toEqual([
      expect.stringMatching(/^SECRET_KEY has no effect/),
    ]);
    expect(loadConfig(passthrough).warnings).toEqual([expect.stringMatching(/^SECRET_KEY is not set/)]);
    expect(loadConfig({ ...passthrough, SECRET_KEY: secretKey }).warnings).toEqual([]);
    expect(configOf({ ...passthrough, SECRET_KEY: secretKey }).secretKey).toEqual(
      Buffer.from('0123456789abcdef0123456789abcdef'),
    );
  });

  test('only trusted documents, of which there are none, is a problem', () => {
    expect(problemsOf({ TRUSTED_DOCUMENTS_ONLY: 'true' })).toHaveLength(1);
    expect(problemsOf({ TRUSTED_DOCUMENTS_ONLY: 'true', TRUSTED_DOCUMENTS_FILE: '/documents.json' })).toEqual([]);
  });

  test('metrics cannot have the port of the gateway', () => {
    expect(problemsOf({ METRICS_PORT: '4000' })).toHaveLength(1);
    expect(configOf({ METRICS_PORT: '0', PORT: '0' }).metricsPort).toBe(0);
  });
});

test('origins are as browsers send them', () => {
  const CORS_ORIGINS = 'https://App.example.com, http://localhost:5173,http://[::1]:3000';
  expect(configOf({ CORS_ORIGINS }).corsOrigins).toEqual([
    'https://app.example.com',
    'http://localhost:5173',
    'http://[::1]:3000',
  ]);
});

const wrong: Record<string, readonly string[]> = {
  TRACKIER_TENANTS_FILE: ['a\0b'],
  TRACKIER_KEY_PASSTHROUGH: ['1', 'yes'],
  AUTH_MODE: ['NONE', 'off', 'basic'],
  SECRET_KEY: ['short', 'MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZQ==', 'f'.repeat(64), '!'.repeat(44)],
  CORS_ORIGINS: ['*', 'app.example.com', 'https://a/', 'https://a/b', 'https://*.a', 'null', 'ftp://a'],
  CALLER_REQUESTS_PER_MINUTE: ['-1', '1.5', 'many'],
  CALLER_MAX_SUBSCRIPTIONS: ['0', '1e3'],
  METRICS_PORT: ['65536', '-1'],
  OTEL_EXPORTER_OTLP_ENDPOINT: ['127.0.0.1:4318', 'grpc://a'],
  TRUSTED_DOCUMENTS_FILE: ['a\0b'],
};

test.each(Object.entries(wrong))('%s is checked, and what is wrong with it said in words', (name, texts) => {
  for (const text of texts) {
    expect([text, problemsOf({ [name]: text })]).toEqual([
      text,
      [expect.stringMatching(new RegExp(`^${name} .* Example: ${name}=`))],
    ]);
  }
});
