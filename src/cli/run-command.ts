import { type BulkImport, cancelBulkImport, readBulkImport, retryBulkImport, startBulkImport } from './bulk-import.ts';
import { CommandError } from './command-error.ts';
import { type Command, readCommandLine } from './command-line.ts';
import { createGatewayClient } from './gateway-client.ts';
import { type Credentials, createGatewayConnection } from './gateway-connection.ts';
import { type Imported, importFile } from './import-file.ts';
import type { Session } from './session.ts';
import { exitCodeOf, jsonSummaryOf, summaryOf } from './summary.ts';
import type { Terminal } from './terminal.ts';
import { USAGE } from './usage.ts';
import { watchImport } from './watch-import.ts';

/** What a command gets from its process. */
export interface Surroundings {
  readonly args: readonly string[];
  /** Those of the environment; what is among the arguments goes before them. */
  readonly credentials: Credentials;
  readonly terminal: Terminal;
  readonly signal: AbortSignal;
}

/** Does what the arguments say and gives the exit code, null if it was interrupted; what went wrong has been said then. */
export async function runCommand({ args, credentials, terminal, signal }: Surroundings): Promise<number | null> {
  const commandLine = readCommandLine(args);
  if (typeof commandLine === 'string') {
    const wantsHelp = commandLine === USAGE;
    (wantsHelp ? terminal.print : terminal.say)(commandLine);
    return wantsHelp ? 0 : 1;
  }
  const { url, command, isJson } = commandLine;
  const connection = createGatewayConnection(url, {
    token: commandLine.credentials.token ?? credentials.token,
    apiKey: commandLine.credentials.apiKey ?? credentials.apiKey,
  });
  try {
    const session = { url, connection, client: createGatewayClient(connection), terminal, signal };
    const { bulkImport, rejectedFile } = await perform(session, command);
    terminal.print((isJson ? jsonSummaryOf : summaryOf)(bulkImport, rejectedFile));
    return command.name === 'cancel' ? 0 : exitCodeOf(bulkImport);
  } catch (error) {
    if (error instanceof CommandError) terminal.say(error.message);
    else if (!signal.aborted) throw error;
    return signal.aborted ? null : 1;
  } finally {
    await connection.close();
  }
}

async function perform(session: Session, command: Command): Promise<Imported> {
  if (command.name === 'import') return importFile(session, command);
  return { bulkImport: await performOnImport(session, command), rejectedFile: null };
}

async function performOnImport(
  session: Session,
  command: Exclude<Command, { readonly name: 'import' }>,
): Promise<BulkImport> {
  const { client, signal } = session;
  switch (command.name) {
    case 'follow':
      // A subscription to an import that is not there could not be told from one that broke.
      await readBulkImport(client, command.id, signal);
      break;
    case 'start':
      await startBulkImport(client, command.id);
      break;
    case 'retry':
      await retryBulkImport(client, command.id, command.only);
      break;
    case 'cancel':
      return cancelBulkImport(client, command.id, signal);
  }
  return watchImport(session, command.id);
}
