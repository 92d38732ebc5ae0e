import { createInterface } from 'node:readline/promises';
import { createProgressLine, type Progress } from './progress-line.ts';

/** Where a command speaks: results on one stream, everything else on the other. */
export interface Terminal {
  /** For the result. */
  readonly print: (text: string) => void;
  /** For what a person should know meanwhile. */
  readonly say: (text: string) => void;
  readonly show: (progress: Progress) => void;
  /** Asks a question that is answered with yes or no; null: nobody is there to answer. */
  readonly confirm: ((question: string, signal: AbortSignal) => Promise<boolean>) | null;
}

/** The streams of the process. */
export interface Streams {
  readonly stdin: NodeJS.ReadStream;
  readonly stdout: NodeJS.WriteStream;
  readonly stderr: NodeJS.WriteStream;
}

export function createTerminal({ stdin, stdout, stderr }: Streams): Terminal {
  const progressLine = createProgressLine(stderr);
  const say = (text: string): void => {
    progressLine.clear();
    stderr.write(`${printable(text)}\n`);
  };
  return {
    print(text) {
      progressLine.clear();
      stdout.write(`${printable(text)}\n`);
    },
    say,
    show: progressLine.show,
    confirm: stdin.isTTY && stderr.isTTY ? (question, signal) => confirm(question, signal) : null,
  };

  async function confirm(question: string, signal: AbortSignal): Promise<boolean> {
    progressLine.clear();
    // Without an editor of its own, Ctrl-C stays the signal that it is everywhere else.
    const lines = createInterface({ input: stdin, output: stderr, terminal: false });
    const atEnd = new AbortController();
    lines.once('close', () => atEnd.abort());
    try {
      const answer = await lines.question(`${printable(question)} [y/N] `, {
        signal: AbortSignal.any([signal, atEnd.signal]),
      });
      return /^y(es)?$/i.test(answer.trim());
    } catch (error) {
      if (signal.aborted || !atEnd.signal.aborted) throw error;
      return false;
    } finally {
      lines.close();
    }
  }
}

/** Names and messages come from elsewhere: none of them may steer the terminal. */
const printable = (text: string): string => text.replaceAll(/[^\P{Cc}\n]/gu, '');
