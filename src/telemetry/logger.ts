import { type Logger as PinoLogger, pino } from 'pino';
import { writeLinesQuickly } from './quick-lines.ts';
import { createLineRedactor } from './redact-line.ts';
import { serializeError } from './serialize-error.ts';
import { createTurnOutput, type LineOutput } from './turn-output.ts';

/** Where the gateway's log lines go. */
export type Logger = PinoLogger;

/** How a logger is made. */
export interface LoggerOptions {
  readonly level: 'trace' | 'debug' | 'info' | 'warn' | 'error' | 'fatal' | 'silent';
  /** `json`: one object a line. `pretty`: for people. */
  readonly format: 'pretty' | 'json';
  /** Values that no line may contain, such as the API key; more may be added later. @default none */
  readonly secrets?: ReadonlySet<string> | undefined;
  /** @default standard output */
  readonly destination?: LineOutput | undefined;
}

/**
 * Makes a logger on whose lines credentials, and what hangs on an error beside its message, stack and causes, never
 * appear.
 */
export async function createLogger({ level, format, secrets, destination }: LoggerOptions): Promise<Logger> {
  const redact = createLineRedactor(secrets);
  const prettify = format === 'pretty' ? await loadPrettifier(destination === undefined) : null;
  const logger = pino(
    {
      level,
      timestamp: createIsoTime(),
      formatters: { level: label => ({ level: label }), log: serializeErrors },
      // For bindings of children; what a single line carries goes through `formatters.log` before.
      serializers: { err: serializeOnce, error: serializeOnce },
      hooks: { streamWrite: line => (prettify === null ? redact(line) : prettify(redact(line))) },
    },
    destination ?? createTurnOutput(),
  );
  writeLinesQuickly(logger);
  return logger;
}

/** As pino's own, but written once for all lines of a millisecond. */
function createIsoTime(): () => string {
  let writtenAtMs = 0;
  let text = '';
  return () => {
    const nowMs = Date.now();
    if (nowMs !== writtenAtMs) text = `,"time":"${new Date(nowMs).toISOString()}"`;
    writtenAtMs = nowMs;
    return text;
  };
}

function serializeOnce(value: unknown): unknown {
  return value instanceof Error ? serializeError(value) : value;
}

function serializeErrors(fields: Record<string, unknown>): Record<string, unknown> {
  for (const name in fields) {
    if (!(fields[name] instanceof Error)) continue;
    return Object.fromEntries(Object.entries(fields).map(([field, value]) => [field, serializeOnce(value)]));
  }
  return fields;
}

// Not as a transport or stream: those write whenever they like, and a line before an exit would be lost.
async function loadPrettifier(isTerminal: boolean): Promise<(line: string) => string> {
  const { isColorSupported, prettyFactory } = await import('pino-pretty');
  return prettyFactory({
    colorize: isTerminal && isColorSupported,
    ignore: 'pid,hostname',
    singleLine: true,
    translateTime: 'SYS:HH:MM:ss.l',
    errorLikeObjectKeys: ['err', 'error'],
  });
}
