import { parseArgs } from 'node:util';
import type {
  BulkImportFormat,
  BulkImportRetryScope,
  ColumnMappingInput,
  InvalidRowPolicy,
  UncertainPolicy,
} from '../operations/generated/graphql.ts';
import { readColumnOption } from './column-option.ts';
import { CommandError } from './command-error.ts';
import type { Credentials } from './gateway-connection.ts';
import { USAGE } from './usage.ts';

/** `import FILE`. */
export interface ImportCommand {
  readonly name: 'import';
  readonly file: string;
  /** null: the file's name tells it. */
  readonly format: BulkImportFormat | null;
  readonly columns: readonly ColumnMappingInput[];
  readonly sendPostback: boolean;
  readonly onInvalid: InvalidRowPolicy;
  readonly onUncertain: UncertainPolicy;
  readonly isAgain: boolean;
  readonly idempotencyKey: string | null;
}

/** What is to be done. */
export type Command =
  | ImportCommand
  | { readonly name: 'follow' | 'start' | 'cancel'; readonly id: string }
  | { readonly name: 'retry'; readonly id: string; readonly only: readonly BulkImportRetryScope[] };

/** A command, and whom to ask. */
export interface CommandLine {
  readonly command: Command;
  readonly url: string;
  /** Those that were given here. */
  readonly credentials: Credentials;
  readonly isJson: boolean;
}

/** Where the gateway is when nobody says otherwise. */
export const DEFAULT_URL = 'http://127.0.0.1:4000';

const OPTIONS = {
  url: { type: 'string', default: DEFAULT_URL },
  token: { type: 'string' },
  'api-key': { type: 'string' },
  json: { type: 'boolean', default: false },
  help: { type: 'boolean', short: 'h', default: false },
  format: { type: 'string' },
  column: { type: 'string', multiple: true },
  'send-postback': { type: 'boolean' },
  'on-invalid': { type: 'string' },
  'on-uncertain': { type: 'string' },
  again: { type: 'boolean' },
  'idempotency-key': { type: 'string' },
  only: { type: 'string', multiple: true },
} as const;

const optionsOfAll: readonly string[] = ['url', 'token', 'api-key', 'json', 'help'];
const optionsOfOne: Readonly<Record<Command['name'], readonly string[]>> = {
  import: ['format', 'column', 'send-postback', 'on-invalid', 'on-uncertain', 'again', 'idempotency-key'],
  follow: [],
  start: [],
  retry: ['only'],
  cancel: [],
};

/** Reads the command's arguments; a string is what to tell the user instead of doing anything. */
export function readCommandLine(args: readonly string[]): CommandLine | string {
  try {
    const { values, positionals, tokens } = parseArgs({
      args: [...args],
      options: OPTIONS,
      allowPositionals: true,
      tokens: true,
    });
    if (values.help) return USAGE;
    const [word = '', target = '', ...more] = positionals;
    const name = oneOf(['import', 'follow', 'start', 'retry', 'cancel'], word, 'The command');
    if (target === '') throw new CommandError(`${name} needs ${name === 'import' ? 'a file' : 'the id of an import'}.`);
    if (more.length > 0) throw new CommandError(`${name} takes one ${name === 'import' ? 'file' : 'id'} at a time.`);
    const given = tokens.flatMap(token => (token.kind === 'option' ? [token.name] : []));
    const stray = given.find(option => !optionsOfAll.includes(option) && !optionsOfOne[name].includes(option));
    if (stray !== undefined) throw new CommandError(`--${stray} is no option of ${name}.`);
    const { token = null, 'api-key': apiKey = null, json: isJson } = values;
    const credentials = { token, apiKey };
    return { command: readCommand(name, target, values), url: checkUrl(values.url), credentials, isJson };
  } catch (error) {
    return `${error instanceof Error ? error.message : String(error)}\n\n${USAGE}`;
  }
}

type Values = ReturnType<typeof parseArgs<{ options: typeof OPTIONS }>>['values'];

function readCommand(name: Command['name'], target: string, values: Values): Command {
  if (name === 'retry') {
    const only = (values.only ?? []).map(scope => oneOf(['HALTED', 'FAILED', 'UNCERTAIN'], scope, '--only'));
    return { name, id: target, only };
  }
  if (name !== 'import') return { name, id: target };
  const { format, column = [], 'send-postback': sendPostback = false, again: isAgain = false } = values;
  return {
    name,
    file: target,
    format: format === undefined ? null : oneOf(['CSV', 'NDJSON'], format, '--format'),
    columns: column.map(readColumnOption),
    sendPostback,
    onInvalid: oneOf(['SKIP_INVALID', 'REJECT_ALL'], values['on-invalid'] ?? 'SKIP_INVALID', '--on-invalid'),
    onUncertain: oneOf(['HOLD', 'RESEND'], values['on-uncertain'] ?? 'HOLD', '--on-uncertain'),
    isAgain,
    idempotencyKey: values['idempotency-key'] ?? null,
  };
}

/** A word of the API's, however it is written on a command line. */
function oneOf<const TWord extends string>(words: readonly TWord[], given: string, what: string): TWord {
  const found = words.find(word => loosely(word) === loosely(given));
  if (found !== undefined) return found;
  throw new CommandError(
    `${what} must be ${words
      .map(loosely)
      .join(', ')
      .replace(/, ([^,]*)$/, ' or $1')}.`,
  );
}

const loosely = (word: string): string => word.toLowerCase().replaceAll('_', '-');

function checkUrl(url: string): string {
  if (/^https?:$/.test(URL.parse(url)?.protocol ?? '')) return url;
  throw new CommandError('--url must be like http://127.0.0.1:4000.');
}
