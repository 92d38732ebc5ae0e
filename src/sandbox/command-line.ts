import { parseArgs } from 'node:util';
import { SANDBOX_API_KEY } from './sandbox-options.ts';

/** What the sandbox's command takes. */
export interface CommandLine {
  readonly host: string;
  readonly port: number;
  readonly apiKey: string;
  readonly requestsPerSecond: number;
}

/** How the command is used, for `--help` and for mistakes. */
export const USAGE =
  'Usage: npm run sandbox -- [--port 4010] [--host 127.0.0.1] [--key sandbox-key] [--requests-per-second 5, 0 for no limit]';

const OPTIONS = {
  port: { type: 'string', default: '4010' },
  host: { type: 'string', default: '127.0.0.1' },
  key: { type: 'string', default: SANDBOX_API_KEY },
  'requests-per-second': { type: 'string', default: '5' },
  help: { type: 'boolean', default: false },
} as const;

/** Reads the command's arguments; a string is what to tell the user instead of starting. */
export function readCommandLine(args: readonly string[]): CommandLine | string {
  try {
    const { values } = parseArgs({ args: [...args], options: OPTIONS });
    if (values.help) return USAGE;
    const port = wholeNumber(values.port, 65_535);
    if (port === undefined) return `--port must be a number from 0 to 65535.\n${USAGE}`;
    const rate = wholeNumber(values['requests-per-second'], 1_000_000);
    if (rate === undefined) return `--requests-per-second must be a whole number from 0 to 1000000.`;
    return { host: values.host, port, apiKey: values.key, requestsPerSecond: rate === 0 ? Infinity : rate };
  } catch (error) {
    return `${error instanceof Error ? error.message : String(error)}.\n${USAGE}`;
  }
}

function wholeNumber(text: string, most: number): number | undefined {
  const value = /^\d+$/.test(text) ? Number(text) : undefined;
  return value !== undefined && value <= most ? value : undefined;
}
