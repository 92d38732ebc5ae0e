import { setTimeout as sleep } from 'node:timers/promises';
import { CreateBulkImportDocument } from '../operations/generated/graphql.ts';
import { type BulkImport, cancelBulkImport, readBulkImport, startBulkImport } from './bulk-import.ts';
import { addWords, CommandError } from './command-error.ts';
import type { ImportCommand } from './command-line.ts';
import { confirmSameFile } from './confirm-same-file.ts';
import { type FileToImport, findFile } from './file-to-import.ts';
import type { Progress } from './progress-line.ts';
import { saveRejectedRows } from './save-rejected-rows.ts';
import { commandFor, type Session } from './session.ts';
import { count } from './summary.ts';
import { uploadFile } from './upload-file.ts';
import { watchImport } from './watch-import.ts';

/** An import that was followed, and where the rows are that it rejected. */
export interface Imported {
  readonly bulkImport: BulkImport;
  readonly rejectedFile: string | null;
}

/** Creates an import, uploads its file, shows what was rejected, starts it and follows it. */
export async function importFile(session: Session, command: ImportCommand): Promise<Imported> {
  const file = await findFile(command.file, command.format);
  const { id, uploadUrl } = await orNothing(session, createImport(session, command, file));
  const prepared = await prepare(session, command, file, { id, uploadUrl }).catch(async (error: unknown) => {
    // With a key the same command is to find it again.
    if (command.idempotencyKey === null) await withdraw(session, id);
    return orNothing(session, Promise.reject(error));
  });
  if (prepared.bulkImport.state === 'READY') await start(session, id);
  if (prepared.bulkImport.state === 'FAILED') return prepared;
  return { ...prepared, bulkImport: await watchImport(session, id) };
}

/** Until the start, whatever goes wrong leaves nothing behind; and that is what people want to know. */
async function orNothing<TResult>({ signal }: Session, work: Promise<TResult>): Promise<TResult> {
  try {
    return await work;
  } catch (error) {
    if (signal.aborted) throw new CommandError('\nNothing was imported.', { cause: error });
    throw error instanceof CommandError ? addWords(error, 'Nothing was imported.') : error;
  }
}

async function createImport({ client, terminal, signal }: Session, command: ImportCommand, file: FileToImport) {
  const { columns, sendPostback, onInvalid, onUncertain, idempotencyKey } = command;
  const input = {
    fileName: file.name,
    format: file.format,
    columns: columns.length > 0 ? [...columns] : null,
    sendPostback: sendPostback ? true : null,
    onInvalid,
    onUncertain,
    idempotencyKey,
  };
  const { createBulkImport: created } = await client.execute(CreateBulkImportDocument, { input }, signal);
  if (created?.__typename !== 'BulkImport') {
    const issues = created?.__typename === 'InvalidInputError' ? created.issues : [];
    // The message is those of the issues, without the places.
    const words = issues.map(({ path, message }) => (path.length > 0 ? `${path.join('.')}: ${message}` : message));
    throw new CommandError(words.join('\n') || (created?.message ?? 'The gateway gave no answer.'));
  }
  terminal.say(`Bulk import ${created.id}`);
  return created;
}

/** Everything before the first row is sent: the upload, the rejected rows, and whether to go on at all. */
async function prepare(
  session: Session,
  command: ImportCommand,
  file: FileToImport,
  { id, uploadUrl }: { readonly id: string; readonly uploadUrl: string | null },
): Promise<Imported> {
  const { client, connection, terminal, signal } = session;
  if (uploadUrl !== null) {
    const onSent = (bytes: number): void => terminal.show(progressOf(bytes, file.size));
    await uploadFile(connection, uploadUrl, { ...file, onSent }, signal);
  }
  const { bulkImport, sameFileAs } = await readBulkImport(client, id, signal);
  if (sameFileAs && bulkImport.state === 'READY') await confirmSameFile(session, sameFileAs, command.isAgain);
  const rejectedFile = await tellRejectedRows(session, file, bulkImport);
  signal.throwIfAborted();
  return { bulkImport, rejectedFile };
}

async function tellRejectedRows(session: Session, file: FileToImport, bulkImport: BulkImport): Promise<string | null> {
  const { connection, terminal, signal } = session;
  const { rows, rejectedRowsUrl } = bulkImport;
  if (rejectedRowsUrl === null) {
    terminal.say(`${count(rows.total)} rows, all of them valid.`);
    return null;
  }
  const said = `${count(rows.total)} rows: ${count(rows.rejected)} rejected, ${count(rows.duplicate)} duplicates`;
  try {
    const rejectedFile = await saveRejectedRows(connection, rejectedRowsUrl, file.path, signal);
    terminal.say(`${said}; they are in ${rejectedFile}`);
    return rejectedFile;
  } catch (error) {
    if (signal.aborted) throw error;
    // Rows that are valid do not wait for a disk that is full.
    const reason = error instanceof Error ? error.message : String(error);
    terminal.say(`${said}. They could not be saved (${reason}): ${connection.addressOf(rejectedRowsUrl)}`);
    return null;
  }
}

/** An answer that was lost may be that it has begun, so nobody is told that nothing was imported. */
async function start(session: Session, id: string): Promise<void> {
  try {
    await startBulkImport(session.client, id);
  } catch (error) {
    if (!(error instanceof CommandError && error.isPassing)) throw error;
    throw addWords(error, `Whether it has begun is not known: ${commandFor(session, `follow ${id}`)}`);
  }
}

/** So that no import stays behind that waits for a file, or to be started by mistake. It matters little if it fails. */
async function withdraw({ client }: Session, id: string): Promise<void> {
  const signal = AbortSignal.timeout(3000);
  for (let isGone = false; !isGone && !signal.aborted; ) {
    try {
      await cancelBulkImport(client, id, signal);
      isGone = true;
    } catch (error) {
      // The gateway may not have noticed yet that the upload broke off.
      isGone = !(error instanceof CommandError) || error.isPassing;
      if (!isGone) await sleep(200);
    }
  }
}

function progressOf(bytes: number, size: number): Progress {
  const share = bytes / size;
  return { what: 'Uploading', share, note: `${sizeOf(bytes)} of ${sizeOf(size)}`, steps: [share] };
}

function sizeOf(bytes: number): string {
  if (bytes < 1000) return `${bytes} bytes`;
  return bytes < 1e6 ? `${(bytes / 1000).toFixed(1)} kB` : `${(bytes / 1e6).toFixed(1)} MB`;
}
