import { destination as openDestination } from 'pino';

/** Where finished lines go. */
export interface LineOutput {
  readonly write: (line: string) => void;
}

/**
 * Standard output, written to once in each turn of the event loop: lines of requests that are answered in the same turn are one write
 * of the system's. What the last turn before an exit had to say is written at the exit; only a process that is killed in the middle of a
 * turn takes its lines with it.
 */
export function createTurnOutput(): LineOutput {
  const output = openDestination({ dest: 1, sync: true });
  let lines = '';
  let isExiting = false;
  const flush = (): void => {
    const text = lines;
    lines = '';
    if (text !== '') output.write(text);
  };
  process.on('exit', () => {
    isExiting = true;
    flush();
  });
  return {
    write(line) {
      if (lines === '') setImmediate(flush);
      lines += line;
      if (isExiting) flush();
    },
  };
}
