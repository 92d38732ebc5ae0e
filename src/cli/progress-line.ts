/** How far something is. */
export interface Progress {
  readonly what: string;
  /** From 0 to 1. */
  readonly share: number;
  readonly note: string;
  /** Shares at whose tenths a line is due where there is no bar. */
  readonly steps: readonly number[];
}

/** The part of a stream that progress is written to. */
export interface ProgressStream {
  readonly isTTY?: boolean;
  readonly columns?: number;
  readonly write: (text: string) => unknown;
}

/** One line that tells how far something is: a bar on a terminal, a new line now and then anywhere else. */
export interface ProgressLine {
  readonly show: (progress: Progress) => void;
  /** Takes the bar away, so that something else can be written. */
  readonly clear: () => void;
}

const barWidth = 24;
const lineMs = 10_000;

/** Draws nothing yet. */
export function createProgressLine(stream: ProgressStream, now = () => performance.now()): ProgressLine {
  return stream.isTTY ? createBar(stream) : createLines(stream, now);
}

function createBar(stream: ProgressStream): ProgressLine {
  let isDrawn = false;
  return {
    show(progress) {
      const full = Math.round(progress.share * barWidth);
      const bar = '█'.repeat(full) + '░'.repeat(barWidth - full);
      // A line that is wrapped could not be taken away again.
      const line = `${progress.what} ${bar} ${words(progress)}`.slice(0, (stream.columns ?? 80) - 1);
      stream.write(`\r\x1b[K${line}`);
      isDrawn = true;
    },
    clear() {
      if (isDrawn) stream.write('\r\x1b[K');
      isDrawn = false;
    },
  };
}

/** A line at each step, and after ten seconds in which something changed. */
function createLines(stream: ProgressStream, now: () => number): ProgressLine {
  let last = { line: '', mark: '', atMs: now() };
  return {
    show(progress) {
      const line = `${progress.what}: ${words(progress)}`;
      const mark = [progress.what, ...progress.steps.map(share => Math.floor(share * 10))].join(' ');
      const isDue = mark !== last.mark || (line !== last.line && now() - last.atMs >= lineMs);
      if (!isDue) return;
      last = { line, mark, atMs: now() };
      stream.write(`${line}\n`);
    },
    clear: () => {},
  };
}

const words = ({ share, note }: Progress): string => `${`${Math.floor(share * 100)}`.padStart(3)} %  ${note}`;
