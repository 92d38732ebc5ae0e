import { setTimeout as sleep } from 'node:timers/promises';
import { type Config, formatProblems, loadConfig, readEnvironment } from './config.ts';
import { createGateway, type Gateway, type Upstream } from './gateway.ts';
import { checkKey } from './imports/check-key.ts';
import { isConsoleBuilt } from './server/console.ts';
import { describeStartFailure } from './start-failure.ts';
import { StoreUnavailableError } from './store/store-errors.ts';
import { createLogger, type Logger } from './telemetry/logger.ts';

/** EX_CONFIG of sysexits.h. */
const exitConfig = 78;

/** How long callers may take to hear that the outcome of their import is unknown. */
const farewellMs = 1_000;

/** How often a store that is away at the start is tried. */
const storeRetryMs = 2_000;

const loaded = loadConfig(readEnvironment(), { isTerminal: process.stdout.isTTY });
if (loaded.ok) await run(loaded.config, loaded.warnings);
else {
  process.stderr.write(formatProblems(loaded.problems, loaded.warnings));
  process.exitCode = exitConfig;
}

async function run(config: Config, warnings: readonly string[]): Promise<void> {
  const secrets = secretsOf(config);
  const logger = await createLogger({ ...config.log, secrets });
  for (const warning of warnings) logger.warn(warning);
  const sandbox = config.mode === 'SANDBOX' ? await startSandbox() : null;
  const upstream = sandbox?.upstream ?? { baseUrl: config.trackier.baseUrl, apiKey: config.trackier.apiKey ?? '' };
  const stopping = new AbortController();
  let gateway: Gateway | null = null;
  stopOnSignals(config, logger, {
    close: async () => {
      stopping.abort();
      await gateway?.close();
      await sandbox?.close();
    },
    abandon: async () => gateway?.abandon(),
  });
  // From the start: what listens for no SIGHUP is ended by one.
  process.on('SIGHUP', () => void gateway?.reload());
  try {
    gateway = await createWhenStoreIsThere(
      { config, upstream, logger, hideInLog: secret => void secrets.add(secret) },
      stopping.signal,
    );
    if (!gateway) return;
    const url = await gateway.listen();
    announce(config, logger, url, upstream);
  } catch (error) {
    const { message, isConfiguration } = describeStartFailure(error, config);
    process.stderr.write(message);
    process.exitCode = isConfiguration ? exitConfig : 1;
    await gateway?.close();
    await sandbox?.close();
    return;
  }
  if (config.mode === 'LIVE') await reportKeys(gateway, logger);
}

interface StartParts {
  readonly config: Config;
  readonly upstream: Upstream;
  readonly logger: Logger;
  readonly hideInLog: (secret: string) => void;
}

/** The database may come up after the gateway, or be away for a while; null: told to stop before it was there. */
async function createWhenStoreIsThere(
  { config, upstream, logger, hideInLog }: StartParts,
  signal: AbortSignal,
): Promise<Gateway | null> {
  while (!signal.aborted) {
    try {
      return await createGateway(config, upstream, logger, { hideInLog });
    } catch (error) {
      if (!(error instanceof StoreUnavailableError)) throw error;
      logger.error({ err: error }, 'The store cannot be opened; it is tried again every two seconds');
      await sleep(storeRetryMs, undefined, { signal }).catch(() => {});
    }
  }
  return null;
}

/** What no log line may show: the key, and the password of the database with the address that holds it. */
function secretsOf({ trackier, store }: Config): Set<string> {
  const password = store.databaseUrl === null ? '' : decodeURIComponent(new URL(store.databaseUrl).password);
  return new Set([trackier.apiKey, store.databaseUrl, password].flatMap(text => text || []));
}

/** Loaded only where it is needed: live mode neither starts it nor pays for it. */
async function startSandbox(): Promise<{ upstream: Upstream; close: () => Promise<void> }> {
  const { createSandbox } = await import('./sandbox/sandbox.ts');
  const { SANDBOX_API_KEY } = await import('./sandbox/sandbox-options.ts');
  const sandbox = createSandbox();
  const { url } = await sandbox.listen();
  return { upstream: { baseUrl: url, apiKey: SANDBOX_API_KEY }, close: () => sandbox.close() };
}

function announce(config: Config, logger: Logger, url: string, upstream: Upstream): void {
  const consoleLine = config.console && isConsoleBuilt() ? [`The import console is at ${url}`] : [];
  const addresses = [...consoleLine, `${config.graphiql ? 'GraphiQL' : 'GraphQL'} is at ${url}/graphql`];
  const lines = modeLines(config, upstream);
  if (config.log.format === 'json')
    logger.info({ url, mode: config.mode, upstream: upstream.baseUrl }, `${addresses.join('. ')}. ${lines.join(' ')}`);
  else process.stdout.write(`\n  ${[...addresses, ...lines].join('\n  ')}\n\n`);
}

function modeLines({ mode, isModeNamed }: Config, { baseUrl }: Upstream): readonly string[] {
  if (mode === 'LIVE') return [`Imports are for real: they go to ${baseUrl}.`];
  const [reason, change] = isModeNamed
    ? ['TRACKIER_MODE is sandbox', 'TRACKIER_MODE=live and TRACKIER_API_KEY']
    : ['No Trackier key is configured', 'TRACKIER_API_KEY'];
  return [
    `${reason}: the built-in sandbox stands in for Trackier, and nothing leaves this machine.`,
    `To import for real, set ${change} and start again.`,
  ];
}

/** Of keys that callers bring nothing is known yet. */
async function reportKeys({ tenants }: Gateway, logger: Logger): Promise<void> {
  await Promise.all(
    tenants.all().map(async ({ tenant }) => {
      const { works, finding } = await checkKey(tenant.jobs);
      logger[works ? 'info' : 'warn']({ tenant: tenant.id }, finding);
    }),
  );
}

interface Stoppable {
  readonly close: () => Promise<void>;
  readonly abandon: () => Promise<void>;
}

/** The first signal lets what is out come to its end; a second one, or the end of the grace, does not. */
function stopOnSignals(config: Config, logger: Logger, { close, abandon }: Stoppable): void {
  let exitCode: 0 | 1 | null = null;
  const giveUp = (): void => {
    exitCode = 1;
    logger.error('The grace is over: what is still out is given up. The outcome of imports among it is unknown.');
    setTimeout(() => process.exit(1), farewellMs).unref();
    void abandon();
  };
  const stop = (signal: string): void => {
    if (exitCode !== null) {
      logger.error({ signal }, 'A second signal ends at once. The outcome of imports that were still out is unknown.');
      process.exit(1);
    }
    exitCode = 0;
    const closing = close();
    logger.info({ signal }, 'Stopping: what is out is finished, nothing new is taken. A second signal ends at once.');
    setTimeout(giveUp, config.shutdownGraceMs).unref();
    void closing.then(() => {
      logger.info('Stopped.');
      process.exit(exitCode);
    });
  };
  process.on('SIGTERM', stop).on('SIGINT', stop);
}
