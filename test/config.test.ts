import * as fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import { type Config, type ConfigResult, formatProblems, loadConfig, readEnvironment } from '../src/config.ts';
import { variables } from '../src/config-variables.ts';

const key = { TRACKIER_API_KEY: 'k3y' };

function configOf(result: ConfigResult): Config {
  if (!result.ok) throw new Error(formatProblems(result.problems));
  return result.config;
}

function problemsOf(result: ConfigResult): readonly string[] {
  return result.ok ? [] : result.problems;
}

describe('the defaults', () => {
  test('an empty environment is the sandbox on loopback', () => {
    expect(loadConfig({})).toEqual({
      ok: true,
      warnings: [],
      config: {
        port: 4000,
        host: '127.0.0.1',
        mode: 'SANDBOX',
        isModeNamed: false,
        trackier: {
          baseUrl: 'http://sandbox.invalid',
          apiKey: null,
          tenantsFile: null,
          keyPassthrough: false,
          requestsPerSecond: 5,
          timeoutMs: 30_000,
        },
        limits: { maxConversions: 10_000, maxBodyBytes: 16_777_216 },
        store: { databaseUrl: null, dataDir: './data' },
        bulk: { batchSize: 500, retentionDays: 7 },
        auth: {
          mode: 'none',
          tokensFile: null,
          jwksUrl: null,
          jwksFile: null,
          issuer: null,
          audience: null,
          tenantClaim: 'tenant',
        },
        secretKey: null,
        callers: { requestsPerMinute: 1200, maxSubscriptions: 100 },
        corsOrigins: [],
        allowedHosts: [],
        introspection: true,
        fastPath: true,
        graphiql: true,
        console: true,
        trustedDocuments: { file: null, only: false },
        metricsPort: null,
        tracing: { endpoint: null },
        log: { level: 'info', format: 'json' },
        shutdownDelayMs: 0,
        shutdownGraceMs: 35_000,
        production: false,
      },
    });
  });

  test('an empty value counts as not set', () => {
    const names = Object.values(variables).map(({ name }) => [name, '']);
    expect(loadConfig(Object.fromEntries(names))).toEqual(loadConfig({}));
  });

  test('production turns introspection and GraphiQL off unless they are asked for', () => {
    const production = { ...key, NODE_ENV: 'production' };
    expect(configOf(loadConfig(production))).toMatchObject({ introspection: false, graphiql: false, production: true });
    expect(configOf(loadConfig({ ...production, GRAPHIQL: 'true' }))).toMatchObject({
      introspection: false,
      graphiql: true,
    });
  });

  test('the log is pretty on a terminal unless another format is asked for', () => {
    expect(configOf(loadConfig({}, { isTerminal: true })).log.format).toBe('pretty');
    expect(configOf(loadConfig({ LOG_FORMAT: 'json' }, { isTerminal: true })).log.format).toBe('json');
    expect(configOf(loadConfig({ LOG_FORMAT: 'pretty' })).log.format).toBe('pretty');
  });

  test('nothing in a configuration can be changed', () => {
    const config = configOf(loadConfig({ ALLOWED_HOSTS: 'a' }));
    for (const part of [
      config,
      config.trackier,
      config.limits,
      config.store,
      config.bulk,
      config.allowedHosts,
      config.log,
      config.auth,
      config.callers,
      config.corsOrigins,
      config.trustedDocuments,
      config.tracing,
    ]) {
      expect(Object.isFrozen(part)).toBe(true);
    }
    expect(Object.isFrozen(configOf(loadConfig({})).allowedHosts)).toBe(true);
  });

  test('the environment that is read is the one of the process', () => {
    vi.stubEnv('MAX_CONVERSIONS', '123');
    expect(readEnvironment()['MAX_CONVERSIONS']).toBe('123');
    vi.unstubAllEnvs();
  });
});

describe('the mode', () => {
  test('a key makes it live', () => {
    expect(configOf(loadConfig(key))).toMatchObject({
      mode: 'LIVE',
      trackier: { apiKey: 'k3y', baseUrl: 'https://api.trackier.com' },
    });
  });

  test('an explicit sandbox wins over a key, does not hand the key out, and warns', () => {
    const result = loadConfig({ ...key, TRACKIER_MODE: 'sandbox', NODE_ENV: 'production' });
    expect(result).toMatchObject({
      ok: true,
      config: { mode: 'SANDBOX', trackier: { apiKey: null } },
      warnings: [expect.stringContaining('TRACKIER_API_KEY')],
    });
    expect(JSON.stringify(result)).not.toContain('k3y');
  });

  test('the base URL of the real Trackier is never the one of the sandbox', () => {
    const result = loadConfig({ TRACKIER_BASE_URL: 'https://api.trackier.com' });
    expect(configOf(result).trackier.baseUrl).toBe('http://sandbox.invalid');
    expect(result).toMatchObject({ warnings: [expect.stringContaining('TRACKIER_BASE_URL')] });
  });

  test('live without a key is a problem', () => {
    expect(problemsOf(loadConfig({ TRACKIER_MODE: 'live' }))).toEqual([expect.stringContaining('TRACKIER_API_KEY')]);
  });

  test('production without a key and without an explicit sandbox is a problem', () => {
    expect(problemsOf(loadConfig({ NODE_ENV: 'production' }))).toEqual([
      expect.stringContaining('TRACKIER_MODE=sandbox'),
    ]);
    expect(loadConfig({ NODE_ENV: 'production', TRACKIER_MODE: 'sandbox' }).ok).toBe(true);
  });

  test('a wrong key or mode is one problem, not two', () => {
    expect(problemsOf(loadConfig({ NODE_ENV: 'production', TRACKIER_API_KEY: 'a b' }))).toHaveLength(1);
    expect(problemsOf(loadConfig({ NODE_ENV: 'production', TRACKIER_MODE: 'Live' }))).toHaveLength(1);
  });
});

function warningsFor(TRACKIER_BASE_URL: string): readonly string[] {
  return loadConfig({ ...key, TRACKIER_BASE_URL }).warnings;
}

describe('who can reach it', () => {
  const exposed = { ...key, HOST: '0.0.0.0' };

  test('live on a host that is not loopback is a problem', () => {
    for (const HOST of ['0.0.0.0', '::', '192.168.0.7', 'gateway.example.com', '[2001:db8::1]']) {
      expect(problemsOf(loadConfig({ ...key, HOST }))).toEqual([expect.stringMatching(/^HOST is not loopback/)]);
    }
  });

  test('live on loopback, the sandbox anywhere, and what is explicitly allowed are no problem', () => {
    for (const HOST of ['127.0.0.1', '127.8.8.8', '::1', '[::1]', '0:0:0:0:0:0:0:1', 'localhost', 'LOCALHOST']) {
      expect(loadConfig({ ...key, HOST }).ok).toBe(true);
    }
    expect(loadConfig({ HOST: '0.0.0.0' }).ok).toBe(true);
    expect(loadConfig({ ...exposed, ALLOW_UNAUTHENTICATED: 'true' }).ok).toBe(true);
    expect(loadConfig({ ...exposed, ALLOW_UNAUTHENTICATED: 'false' }).ok).toBe(false);
  });

  test('allowed hosts are lower case, with or without a port', () => {
    const ALLOWED_HOSTS = 'Gateway.Example.com, gateway:4000,10.0.0.1,[::1]:80,trackier_gateway,3f2a91';
    expect(configOf(loadConfig({ ALLOWED_HOSTS })).allowedHosts).toEqual([
      'gateway.example.com',
      'gateway:4000',
      '10.0.0.1',
      '[::1]:80',
      'trackier_gateway',
      '3f2a91',
    ]);
  });

  test('plain http to a host that is not loopback warns', () => {
    expect(warningsFor('http://trackier.example.com')).toEqual([expect.stringContaining('unencrypted')]);
    expect([warningsFor('http://127.0.0.1:4010'), warningsFor('http://[::1]:4010')]).toEqual([[], []]);
  });
});

const right: readonly (readonly [string, string, (config: Config) => unknown, unknown])[] = [
  ['PORT', '0', config => config.port, 0],
  ['PORT', '65535', config => config.port, 65_535],
  ['HOST', '[::1]', config => config.host, '::1'],
  ['TRACKIER_BASE_URL', 'https://x.example/', config => config.trackier.baseUrl, 'https://x.example'],
  ['TRACKIER_BASE_URL', 'HTTPS://X.example:444/a/b//', config => config.trackier.baseUrl, 'https://x.example:444/a/b'],
  ['TRACKIER_REQUESTS_PER_SECOND', '0.5', config => config.trackier.requestsPerSecond, 0.5],
  ['TRACKIER_TIMEOUT_MS', '2147483647', config => config.trackier.timeoutMs, 2_147_483_647],
  ['MAX_CONVERSIONS', '1', config => config.limits.maxConversions, 1],
  ['DATABASE_URL', 'postgresql://u:p@h:5433/d', config => config.store.databaseUrl, 'postgresql://u:p@h:5433/d'],
  ['DATA_DIR', '/var/lib/gateway', config => config.store.dataDir, '/var/lib/gateway'],
  ['BULK_BATCH_SIZE', '1', config => config.bulk.batchSize, 1],
  ['BULK_RETENTION_DAYS', '30', config => config.bulk.retentionDays, 30],
  ['MAX_BODY_BYTES', '1048576', config => config.limits.maxBodyBytes, 1_048_576],
  ['INTROSPECTION', 'false', config => config.introspection, false],
  ['LOG_LEVEL', 'silent', config => config.log.level, 'silent'],
  ['SHUTDOWN_DELAY_MS', '3000', config => config.shutdownDelayMs, 3000],
  ['SHUTDOWN_GRACE_MS', '0', config => config.shutdownGraceMs, 0],
];

test.each(right)('%s may be %s', (name, text, read, value) => {
  expect(read(configOf(loadConfig({ ...key, [name]: text })))).toBe(value);
});

const wrong: Record<string, readonly string[]> = {
  PORT: ['-1', '65536', '4e3', '0x10', ' 80', '80 ', 'http', '1.5'],
  HOST: ['*', 'a b', '127.0.0.1:4000', '127.1', 'http://localhost', '[::1', '300.1.1.1'],
  TRACKIER_BASE_URL: [
    'api.trackier.com',
    'ftp://x',
    'https://u:p@x',
    'https://u@x',
    'https://x?a=1',
    'https://x/#a',
    'https://',
    'https://x y',
    'https:\\\\x',
    'https://x?',
  ],
  TRACKIER_API_KEY: ['a b', 'a\n', '\ta', 'ключ', '"quoted"', "'quoted'", 'a\u007f', ' '],
  TRACKIER_MODE: ['LIVE', 'production', 'Sandbox'],
  TRACKIER_REQUESTS_PER_SECOND: ['0', '-1', 'Infinity', 'NaN', '5/s', '1e3', '0.0000001', '1,5', '.5'],
  TRACKIER_TIMEOUT_MS: ['0', '30s', '2147483648', '1.5'],
  MAX_CONVERSIONS: ['0', '-5', '1e4', '10_000'],
  MAX_BODY_BYTES: ['16MB', '0', '99999999999999999999'],
  ALLOW_UNAUTHENTICATED: ['1', 'yes', 'TRUE'],
  ALLOWED_HOSTS: ['*', '*.example.com', 'http://a', 'a/b', 'a:70000', 'a b', '::1', 'a:'],
  DATABASE_URL: ['mysql://h/d', 'postgres://', 'postgres://host', 'host/d', 'postgres://u:100%@h/d'],
  DATA_DIR: ['a\0b'],
  BULK_BATCH_SIZE: ['0', '10001', '5e2'],
  BULK_RETENTION_DAYS: ['0', '1.5', 'week'],
  INTROSPECTION: ['on', '0'],
  GRAPHIQL: ['off'],
  LOG_LEVEL: ['verbose', 'INFO'],
  LOG_FORMAT: ['text'],
  SHUTDOWN_DELAY_MS: ['-1', '3s'],
  SHUTDOWN_GRACE_MS: ['-1', '35s'],
};

test.each(Object.entries(wrong))('%s with a wrong value is a problem that shows a right one', (name, texts) => {
  for (const text of texts) {
    const problems = problemsOf(loadConfig({ [name]: text }));
    expect([text, problems]).toEqual([text, [expect.stringMatching(new RegExp(`^${name} .* Example: ${name}=`))]]);
  }
});

test('all problems are listed at once, in the order of the table, with the typing errors beside them', () => {
  const result = loadConfig({ PORT: 'x', LOG_LEVEL: 'x', DATABASE_URL: 'mysql://u:s3cret@h/d', TRACKIER_KEY: 'x' });
  expect(formatProblems(problemsOf(result), result.warnings)).toMatchInlineSnapshot(`
    "The configuration has 3 problems:
      - PORT is "x" but must be a whole number from 0 to 65535. Example: PORT=4000
      - DATABASE_URL has a wrong value, which is not shown: it must be a postgres:// URL with a host and a database, percent-encoded. Example: DATABASE_URL=postgres://gateway:secret@db.example.com:5432/gateway
      - LOG_LEVEL is "x" but must be one of trace, debug, info, warn, error, fatal, silent. Example: LOG_LEVEL=info
    Also:
      - TRACKIER_KEY is not a known variable: did you mean TRACKIER_API_KEY?
    See docs/configuration.md.
    "
  `);
});

test('one problem is not called several', () => {
  expect(formatProblems(['A.'])).toMatchInlineSnapshot(`
    "The configuration has a problem:
      - A.
    See docs/configuration.md.
    "
  `);
});

test('the value of a secret is in no problem and no warning', () => {
  const secret = fc.string({ unit: 'grapheme', minLength: 6 }).map(text => `#${text}`);
  fc.assert(
    fc.property(secret, text => {
      const { name: keyName } = variables.apiKey;
      const { name: urlName } = variables.baseUrl;
      const result = loadConfig({ [keyName]: `${text} `, [urlName]: text, SECRET_KEY: text, DATABASE_URL: text });
      expect(formatProblems(problemsOf(result), result.warnings)).not.toContain(text);
    }),
  );
});

test('a long value is shown in part', () => {
  expect(problemsOf(loadConfig({ PORT: '9'.repeat(10_000) }))[0]?.length).toBeLessThan(200);
});
