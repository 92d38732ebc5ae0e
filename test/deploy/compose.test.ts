import { existsSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { Config } from '../../src/config.ts';
import { readCommandLine } from '../../src/sandbox/command-line.ts';
import { SANDBOX_API_KEY } from '../../src/sandbox/sandbox-options.ts';
import { configOf, knownVariables, readCompose, readEnvFile, readText, readYaml } from './read-deployment.ts';

const folder = new URL('../../deploy/', import.meta.url);
const filledIn = {
  ...readEnvFile('deploy/.env.example'),
  POSTGRES_PASSWORD: 'a1b2c3',
  TRACKIER_API_KEY: 'the-key',
};
const gatewaysOf = (compose: any): any[] => [compose.services['gateway-1'], compose.services['gateway-2']];
const load = (env: object): Config => configOf(gatewaysOf(readCompose({ ...filledIn, ...env }))[0].environment).config;
const seconds = (text: string): number => Number(/^(\d+)s$/.exec(text)?.[1]);

/** Said in the file itself, or the deployment's and not the operator's. */
const notHandedOn = [
  'PORT',
  'HOST',
  'DATA_DIR',
  'LOG_FORMAT',
  'TRACKIER_MODE',
  'TRACKIER_TIMEOUT_MS',
  'SHUTDOWN_GRACE_MS',
];

test('compose.yaml hands on every variable of the gateway that an operator may set, and no other', () => {
  const [first, second] = gatewaysOf(readCompose(filledIn));
  const handedOn = Object.keys(first.environment);
  expect(handedOn.toSorted()).toEqual([...knownVariables].filter(name => !notHandedOn.includes(name)).toSorted());
  expect(second).toEqual(first);
});

test('with .env.example filled in, compose.yaml is a live gateway that asks for tokens', () => {
  const [{ environment }] = gatewaysOf(readCompose(filledIn));
  const { config, warnings } = configOf(environment);
  expect(warnings).toEqual([]);
  expect(config).toMatchObject({ mode: 'LIVE', auth: { mode: 'token', tokensFile: '/run/gateway/tokens.json' } });
  expect(config.store.databaseUrl).toBe('postgres://gateway:a1b2c3@postgres:5432/gateway');
});

test('compose.yaml with several tenants, or with JWTs, is a gateway that starts', () => {
  const tenantsFile = '/run/gateway/tenants.json';
  expect(load({ TRACKIER_API_KEY: '', TRACKIER_TENANTS_FILE: tenantsFile }).trackier.tenantsFile).toBe(tenantsFile);
  const commented = Object.fromEntries(
    [...readText('deploy/.env.example').matchAll(/^#(AUTH_\w+)=(.*)$/gm)].map(([, name, value]) => [name, value]),
  );
  expect(load({ AUTH_TOKENS_FILE: '', ...commented }).auth).toMatchObject({
    mode: 'jwt',
    audience: 'trackier-gateway',
  });
});

test('compose.yaml does not start with a password that nobody has set', () => {
  expect(() => readCompose(readEnvFile('deploy/.env.example'))).toThrow(/POSTGRES_PASSWORD is not set/);
});

test('try.env is a try without a key: one sandbox for both gateways, on this machine only', () => {
  const env = readEnvFile('deploy/try.env');
  const compose = readCompose(env);
  const { config, warnings } = configOf(gatewaysOf(compose)[0].environment);
  const sandbox = compose.services.sandbox;
  const commandLine = readCommandLine(sandbox.command.slice(2));
  expect(sandbox.profiles).toEqual([env['COMPOSE_PROFILES']]);
  expect(commandLine).toMatchObject({ port: Number(new URL(config.trackier.baseUrl).port), apiKey: SANDBOX_API_KEY });
  expect(config.trackier).toMatchObject({ baseUrl: 'http://sandbox:4010', apiKey: SANDBOX_API_KEY });
  expect(warnings).toEqual(['TRACKIER_BASE_URL is http: the key and the conversions travel unencrypted.']);
  expect(compose.services.proxy.ports).toEqual(['127.0.0.1:8080:80', '127.0.0.1:8443:443']);
});

test('compose.yaml gives a gateway longer to stop than a POST may take', () => {
  const [gateway] = gatewaysOf(readCompose(filledIn));
  const { config } = configOf(gateway.environment);
  expect(seconds(gateway.stop_grace_period) * 1000).toBeGreaterThan(config.shutdownGraceMs + 1000);
  expect(config.shutdownGraceMs).toBeGreaterThan(config.trackier.timeoutMs);
});

test('in compose.yaml only the proxy can be reached from outside, and the database not at all', () => {
  const { services, networks } = readCompose(filledIn);
  const published = Object.entries<any>(services).flatMap(([name, { ports = [] }]) =>
    ports.filter((port: string) => !port.startsWith('127.0.0.1:')).map(() => name),
  );
  expect(new Set(published)).toEqual(new Set(['proxy']));
  expect(services.postgres.networks).toEqual(['database']);
  expect(networks.database.internal).toBe(true);
});

test('every service of compose.yaml runs hardened, and every folder and volume that it mounts is there', () => {
  const compose = readCompose(filledIn);
  for (const [name, service] of Object.entries<any>(compose.services)) {
    expect([name, service.read_only, service.cap_drop, service.security_opt, service.restart]).toEqual([
      name,
      true,
      ['ALL'],
      ['no-new-privileges:true'],
      'unless-stopped',
    ]);
  }
  const sources = Object.values<any>(compose.services)
    .flatMap(({ volumes = [] }) => volumes)
    .map((volume: string): string => volume.split(':')[0] ?? '');
  const files = sources.filter(source => source.startsWith('.'));
  expect(files.filter(file => !existsSync(new URL(file, folder)))).toEqual([]);
  const volumes = sources.filter(source => !source.startsWith('.'));
  expect(new Set(volumes)).toEqual(new Set(Object.keys(compose.volumes)));
});

test('the proxy sends to the gateways of compose.yaml, at their port and their /ready, and holds nothing back', () => {
  const caddyfile = readText('deploy/proxy/Caddyfile');
  const [gateway] = gatewaysOf(readCompose(filledIn));
  const { config } = configOf(gateway.environment);
  const upstreams = /reverse_proxy (.+) \{/.exec(caddyfile)?.[1]?.split(' ');
  expect(upstreams).toEqual([`gateway-1:${config.port}`, `gateway-2:${config.port}`]);
  expect(caddyfile).toMatch(/health_uri \/ready$/m);
  const [interval = '', timeout = ''] = ['interval', 'timeout'].map(
    name => new RegExp(`health_${name} (.+)$`, 'm').exec(caddyfile)?.[1],
  );
  expect(config.shutdownDelayMs).toBeGreaterThanOrEqual((seconds(interval) + seconds(timeout)) * 1000);
  expect(caddyfile).toMatch(/flush_interval -1$/m);
  expect(caddyfile).toMatch(/keepalive off$/m);
  expect(caddyfile).not.toMatch(/^\s*(?:read_timeout|read_body|encode|request_buffers|lb_retry_match)/m);
  expect(gateway.healthcheck.test.join(' ')).toContain(`http://127.0.0.1:${config.port}/ready`);
});

test('Prometheus asks the gateways of compose.yaml at METRICS_PORT', () => {
  const { scrape_configs, rule_files } = readYaml('deploy/prometheus/prometheus.yaml');
  const [{ environment }] = gatewaysOf(readCompose(filledIn));
  const port = environment.METRICS_PORT;
  expect(scrape_configs[0].static_configs[0].targets).toEqual([`gateway-1:${port}`, `gateway-2:${port}`]);
  expect(rule_files).toEqual(['alerts.yaml']);
  const { providers } = readYaml('deploy/grafana/provisioning/dashboards/gateway.yaml');
  const mounts: string[] = readCompose(filledIn).services.grafana.volumes;
  expect(mounts.some(mount => mount.split(':')[1]?.startsWith(providers[0].options.path))).toBe(true);
});

test('the examples of tokens and tenants have the form that is asked for, and cannot be used as they are', () => {
  const tokens = JSON.parse(readText('deploy/secrets/tokens.example.json'));
  for (const token of tokens) {
    expect(Object.keys(token)).toEqual(['name', 'sha256', 'tenant', 'scopes']);
    expect(token.sha256).not.toMatch(/^[0-9a-f]{64}$/i);
  }
  const tenants = JSON.parse(readText('deploy/secrets/tenants.example.json'));
  for (const tenant of Object.values<any>(tenants)) expect(tenant.apiKey).toMatch(/ /);
});
