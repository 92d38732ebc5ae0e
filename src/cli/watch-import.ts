import type { BulkImport } from './bulk-import.ts';
import { CommandError } from './command-error.ts';
import { followImport } from './follow-import.ts';
import type { Progress } from './progress-line.ts';
import { commandFor, type Session } from './session.ts';
import { count } from './summary.ts';

/** Shows an import's progress until nothing goes on by itself any more, and gives it as it stands then. */
export async function watchImport(session: Session, id: string): Promise<BulkImport> {
  const { client, terminal, signal } = session;
  const onLost = (failure: CommandError): void =>
    terminal.say(`${failure.message}\nThe import does not need this command. Trying to follow it again …`);
  let last: BulkImport | null = null;
  try {
    for await (const bulkImport of followImport(client, id, { signal, onLost })) {
      if (last === null) sayWhatItWaitsFor(session, bulkImport);
      last = bulkImport;
      terminal.show(progressOf(bulkImport));
    }
  } catch (error) {
    const hint = `Follow it: ${commandFor(session, `follow ${id}`)}\nCancel it: ${commandFor(session, `cancel ${id}`)}`;
    if (signal.aborted) throw new CommandError(`\nThe import goes on without this command.\n${hint}`);
    if (error instanceof CommandError && error.isPassing) throw new CommandError(`${error.message}\n${hint}`);
    throw error;
  }
  if (last === null) throw new CommandError('The gateway told nothing of the import.');
  return last;
}

function sayWhatItWaitsFor(session: Session, { id, state }: BulkImport): void {
  if (state === 'READY') session.terminal.say(`It has not been started: ${commandFor(session, `start ${id}`)}`);
  if (state === 'AWAITING_UPLOAD') session.terminal.say('Its file has not been uploaded.');
}

function progressOf(bulkImport: BulkImport): Progress {
  const { rows, progress } = bulkImport;
  const sentShare = rows.accepted === 0 ? 1 : 1 - rows.queued / rows.accepted;
  return { what: 'Importing', share: progress, note: noteOf(bulkImport), steps: [progress, sentShare] };
}

function noteOf({ rows, estimatedSecondsLeft }: BulkImport): string {
  const parts = [
    `${count(rows.imported + rows.edited)} of ${count(rows.accepted)} imported`,
    rows.awaiting > 0 ? `${count(rows.awaiting)} at Trackier` : '',
    rows.failed > 0 ? `${count(rows.failed)} failed` : '',
    rows.uncertain > 0 ? `${count(rows.uncertain)} uncertain` : '',
    estimatedSecondsLeft ? `about ${duration(estimatedSecondsLeft)} left` : '',
  ];
  return parts.filter(Boolean).join(', ');
}

function duration(seconds: number): string {
  if (seconds < 90) return `${seconds} s`;
  const minutes = Math.round(seconds / 60);
  return minutes < 90 ? `${minutes} min` : `${Math.round(minutes / 60)} h`;
}
