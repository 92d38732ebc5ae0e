import { readBulkImport, type SameFile } from './bulk-import.ts';
import { CommandError } from './command-error.ts';
import { commandFor, type Session } from './session.ts';

/** Goes on only if nothing of the same content was sent before, or if somebody wants to send it once more. */
export async function confirmSameFile(session: Session, sameFile: SameFile, isAgain: boolean): Promise<void> {
  const { terminal, signal } = session;
  const earlier = await findSent(session, sameFile);
  if (earlier === null) return;
  const { id, state, fileName, createdAt } = earlier;
  const what = fileName === null ? 'import' : `import of "${fileName}"`;
  terminal.say(`The same content is in an earlier ${what}: ${id}, ${state}, created ${createdAt}.`);
  if (isAgain) return;
  if (terminal.confirm === null) {
    const look = `Look at it: ${commandFor(session, `follow ${id}`)}`;
    throw new CommandError(`${look}\nTo import the content once more, say so with --again.`);
  }
  if (!(await terminal.confirm('Import it once more?', signal))) throw new CommandError('As you wish.');
}

/** The latest import of the content that sent something, or still can: those that were withdrawn do not count. */
async function findSent({ client, signal }: Session, latest: SameFile): Promise<SameFile | null> {
  let candidate: SameFile | null = latest;
  while (candidate !== null) {
    const { bulkImport, sameFileAs } = await readBulkImport(client, candidate.id, signal);
    const { submitted, uncertain, queued } = bulkImport.rows;
    if (submitted + uncertain + queued > 0) return candidate;
    candidate = sameFileAs;
  }
  return null;
}
