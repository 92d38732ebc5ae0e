import { Agent, type Dispatcher, request } from 'undici';
import { onTestFinished } from 'vitest';
import { type Config, loadConfig } from '../../src/config.ts';
import { createGateway, type Gateway } from '../../src/gateway.ts';
import type { Tenant } from '../../src/graphql/context.ts';
import { createSandbox, type Sandbox } from '../../src/sandbox/sandbox.ts';
import { SANDBOX_API_KEY, type SandboxOptions } from '../../src/sandbox/sandbox-options.ts';
import { createLogger } from '../../src/telemetry/logger.ts';
import { makeDataDir } from './data-dir.ts';
import { type EventStream, openEventStream } from './event-stream.ts';

export interface StartOptions {
  /** Variables on top of those that point the gateway at the sandbox, in live mode and at no pace to speak of. */
  readonly env?: Readonly<Record<string, string>>;
  readonly sandbox?: SandboxOptions;
}

export interface Reply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly text: string;
  readonly json: any;
}

export interface GatewayUnderTest {
  readonly url: string;
  readonly gateway: Gateway;
  readonly config: Config;
  readonly sandbox: Sandbox;
  /** Every log line so far. */
  readonly log: readonly Record<string, unknown>[];
  readonly send: (path: string, options?: SendOptions) => Promise<Reply>;
  /** POSTs an operation and gives `data`, or throws with the errors of the answer. */
  readonly execute: (query: string, variables?: object) => Promise<any>;
  /** POSTs an operation and gives the whole answer. */
  readonly post: (body: unknown, headers?: Record<string, string>) => Promise<Reply>;
  readonly subscribe: (query: string, variables?: object) => Promise<EventStream>;
  /** The same, with these headers in every request. */
  readonly as: (
    headers: Readonly<Record<string, string>>,
  ) => Pick<GatewayUnderTest, 'send' | 'post' | 'execute' | 'subscribe'>;
  /** Called by itself when the test ends. */
  readonly close: () => Promise<void>;
}

export interface SendOptions {
  readonly method?: Dispatcher.HttpMethod;
  readonly headers?: Record<string, string>;
  readonly body?: string | Buffer;
  readonly signal?: AbortSignal;
}

/** For where callers keep their connections, as `fetch` does, and are gone: a gateway waits a second for their last requests. */
export const impatient = { SHUTDOWN_GRACE_MS: '0' } as const;

/** A real gateway in front of a real sandbox, both on free ports, gone when the test ends. */
export async function startGateway({ env, sandbox: sandboxOptions }: StartOptions = {}): Promise<GatewayUnderTest> {
  const sandbox = createSandbox({ requestsPerSecond: Number.POSITIVE_INFINITY, ...quickJobs, ...sandboxOptions });
  const { url: sandboxUrl } = await sandbox.listen();
  const config = configFor({ TRACKIER_BASE_URL: sandboxUrl, DATA_DIR: makeDataDir(), ...env });
  const log: Record<string, unknown>[] = [];
  const logger = await createLogger({
    level: 'trace',
    format: 'json',
    secrets: new Set([SANDBOX_API_KEY]),
    destination: { write: line => void log.push(JSON.parse(line)) },
  });
  const upstream = { baseUrl: config.trackier.baseUrl, apiKey: config.trackier.apiKey ?? SANDBOX_API_KEY };
  const gateway = await createGateway(config, upstream, logger);
  const url = await gateway.listen();
  const agent = new Agent({ pipelining: 1, keepAliveTimeout: 10_000 });

  const send = async (path: string, { method = 'GET', headers, body, signal }: SendOptions = {}): Promise<Reply> => {
    const answer = await request(url + path, {
      method,
      dispatcher: agent,
      headers: headers ?? {},
      body: body ?? null,
      signal: signal ?? null,
    });
    const text = await answer.body.text();
    const isJson = String(answer.headers['content-type']).includes('json');
    return { status: answer.statusCode, headers: answer.headers, text, json: isJson ? JSON.parse(text) : undefined };
  };
  const post: GatewayUnderTest['post'] = (body, headers) =>
    send('/graphql', {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    });

  let closing: Promise<void> | null = null;
  const close = (): Promise<void> => {
    closing ??= (async () => {
      await agent.destroy();
      sandbox.release();
      await Promise.all([gateway.close(), sandbox.close()]);
    })();
    return closing;
  };
  onTestFinished(close);

  const as: GatewayUnderTest['as'] = own => ({
    send: (path, options = {}) => send(path, { ...options, headers: { ...own, ...options.headers } }),
    post: (body, headers) => post(body, { ...own, ...headers }),
    async execute(query, variables) {
      const { json } = await post({ query, variables }, own);
      if (json.errors) throw new Error(`The answer has errors: ${JSON.stringify(json.errors)}`);
      return json.data;
    },
    subscribe: (query, variables) => openEventStream(`${url}/graphql`, { query, variables }, agent, own),
  });

  return { url, gateway, config, sandbox, log, ...as({}), as, close };
}

/** Jobs that end while a test looks on. */
const quickJobs: SandboxOptions = { timings: { pendingMs: 0, progressMs: 0, rowsPerSecond: 1e9 } };

function configFor(env: Readonly<Record<string, string>>): Config {
  const result = loadConfig({
    PORT: '0',
    TRACKIER_API_KEY: SANDBOX_API_KEY,
    TRACKIER_REQUESTS_PER_SECOND: '1000',
    CALLER_REQUESTS_PER_MINUTE: '0',
    LOG_LEVEL: 'trace',
    ...env,
  });
  if (!result.ok) throw new Error(result.problems.join('\n'));
  return result.config;
}

/** The gateway's only tenant, from the inside. */
export function tenantOf(gateway: Gateway): Tenant {
  const served = gateway.tenants.named('default');
  if (!served) throw new Error('This gateway has no tenant named default.');
  return served.tenant;
}
