import { type Config, formatProblems, loadConfig, readEnvironment } from './config.ts';
import { createGateway, type Gateway, type Upstream } from './gateway.ts';
import { checkKey } from './imports/check-key.ts';
import { listenFailure } from './server/listen-failure.ts';
import { createLogger, type Logger } from './telemetry/logger.ts';

/** EX_CONFIG of sysexits.h. */
const exitConfig = 78;

const loaded = loadConfig(readEnvironment(), { isTerminal: process.stdout.isTTY });
if (loaded.ok) await run(loaded.config, loaded.warnings);
else {
  process.stderr.write(formatProblems(loaded.problems, loaded.warnings));
  process.exitCode = exitConfig;
}

async function run(config: Config, warnings: readonly string[]): Promise<void> {
  const logger = await createLogger({ ...config.log, secrets: config.trackier.apiKey ? [config.trackier.apiKey] : [] });
  for (const warning of warnings) logger.warn(warning);
  const sandbox = config.mode === 'SANDBOX' ? await startSandbox() : null;
  const upstream = sandbox?.upstream ?? { baseUrl: config.trackier.baseUrl, apiKey: config.trackier.apiKey ?? '' };
  const gateway = createGateway(config, upstream, logger);
  stopOnSignals(config, logger, {
    close: async () => {
      await gateway.close();
      await sandbox?.close();
    },
    abandon: gateway.abandon,
  });
  try {
    const url = await gateway.listen();
    announce(config, logger, url, upstream);
  } catch (error) {
    process.stderr.write(listenFailure(error, config));
    process.exitCode = 1;
    await sandbox?.close();
    return;
  }
  if (config.mode === 'LIVE') await reportKey(gateway, logger);
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
  const lines = [`${config.graphiql ? 'GraphiQL' : 'GraphQL'} is at ${url}/graphql`, ...modeLines(config, upstream)];
  if (config.log.format === 'json')
    logger.info({ url, mode: config.mode, upstream: upstream.baseUrl }, lines.join(' '));
  else process.stdout.write(`\n  ${lines.join('\n  ')}\n\n`);
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

async function reportKey(gateway: Gateway, logger: Logger): Promise<void> {
  const { works, finding } = await checkKey(gateway.tenant.jobs);
  logger[works ? 'info' : 'warn'](finding);
}

/** How long callers may take to hear that the outcome of their import is unknown. */
const farewellMs = 1_000;

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
    logger.info({ signal }, 'Stopping: what is out is finished, nothing new is taken. A second signal ends at once.');
    setTimeout(giveUp, config.shutdownGraceMs).unref();
    void close().then(() => {
      logger.info('Stopped.');
      process.exit(exitCode);
    });
  };
  process.on('SIGTERM', stop).on('SIGINT', stop);
}
