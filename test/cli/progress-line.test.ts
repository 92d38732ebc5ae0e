import { describe, expect, test } from 'vitest';
import { createProgressLine } from '../../src/cli/progress-line.ts';

function createStream(options: { isTTY?: boolean; columns?: number }) {
  const written: string[] = [];
  let nowMs = 0;
  const stream = { ...options, write: (text: string) => written.push(text) };
  return {
    line: createProgressLine(stream, () => nowMs),
    written,
    wait: (ms: number) => {
      nowMs += ms;
    },
  };
}

const progress = (share: number, note: string) => ({ what: 'Importing', share, note, steps: [share] });

describe('progress', () => {
  test('is a bar on a terminal, which is drawn over itself and taken away', () => {
    const { line, written } = createStream({ isTTY: true, columns: 100 });
    line.show(progress(0.5, 'a'));
    line.show(progress(1, 'b'));
    line.clear();
    line.clear();
    expect(written).toEqual([
      '\r\u001b[KImporting ████████████░░░░░░░░░░░░  50 %  a',
      '\r\u001b[KImporting ████████████████████████ 100 %  b',
      '\r\u001b[K',
    ]);
  });

  test('is never wider than its terminal, as a wrapped line could not be taken away', () => {
    const { line, written } = createStream({ isTTY: true, columns: 40 });
    line.show(progress(0.5, 'a note that is far too long for this terminal'));
    expect(written).toEqual(['\r\u001b[KImporting ████████████░░░░░░░░░░░░  50 ']);
  });

  test('is a line at each tenth elsewhere, and every ten seconds when something changed', () => {
    const { line, written, wait } = createStream({});
    line.show(progress(0.01, 'a'));
    line.show(progress(0.09, 'b'));
    wait(10_000);
    line.show(progress(0.09, 'c'));
    line.show(progress(0.1, 'd'));
    wait(10_000);
    line.show(progress(0.1, 'd'));
    line.clear();
    expect(written).toEqual(['Importing:   1 %  a\n', 'Importing:   9 %  c\n', 'Importing:  10 %  d\n']);
  });
});
