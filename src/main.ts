import { type Config, formatProblems, loadConfig, readEnvironment } from './config.ts';
import { createGateway, type Gateway, type Upstream } from './gateway.ts';
import { checkKey } from './imports/check-key.ts';
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
  stopOnSignals(config, logger, async () => {
    await gateway.close();
    await sandbox?.close();
  });
  const url = await gateway.listen();
  announce(config, logger, url, upstream);
  if (config.mode === 'LIVE') await reportKey(gateway, logger);
}

/** Loaded only where it is needed: live mode neither starts it nor pays for it. */
async function startSandbox(): Promise<{ upstream: Upstream; close: () => Promise<void> }> {
  const { createSandbox } = await import('./sandbox/sandbox.ts');
  const { SANDBOX_API_KEY } = await import('./sandbox/api-key.ts');
  const sandbox = createSandbox();
  const { url } = await sandbox.listen();
  return { upstream: { baseUrl: url, apiKey: SANDBOX_API_KEY }, close: () => sandbox.close() };
}

function announce(config: Config, logger: Logger, url: string, upstream: Upstream): void {
  const lines =
    config.mode === 'SANDBOX'
      ? [
          'No Trackier key is configured: the built-in sandbox stands in, and nothing leaves this machine.',
          'Set TRACKIER_API_KEY and start again to import for real.',
        ]
      : [`Imports are for real: they go to ${upstream.baseUrl}.`];
  if (config.graphiql) lines.unshift(`GraphiQL is at ${url}/graphql`);
  if (config.log.format === 'json') logger.info({ url, mode: config.mode, upstream: upstream.baseUrl }, lines.join(' '));
  else process.stdout.write(`\n  ${lines.join('\n  ')}\n\n`);
}

async function reportKey(gateway: Gateway, logger: Logger): Promise<void> {
  const { works, finding } = await checkKey(gateway.tenant.jobs);
  logger[works ? 'info' : 'warn'](finding);
}

/** The first signal lets what is out come to its end; a second one, or the end of the grace, does not. */
function stopOnSignals(config: Config, logger: Logger, close: () => Promise<void>): void {
  let stopping = false;
  const stop = (signal: string): void => {
    if (stopping) process.exit(1);
    stopping = true;
    logger.info({ signal }, 'Stopping: what is out is finished, nothing new is taken. A second signal ends at once.');
    setTimeout(() => {
      logger.error('The grace is over and requests to Trackier are still out: their outcome is unknown.');
      process.exit(1);
    }, config.shutdownGraceMs).unref();
    void close().then(() => {
      logger.info('Stopped.');
      process.exit(0);
    });
  };
  process.on('SIGTERM', stop).on('SIGINT', stop);
}
