import { expect, test } from 'vitest';
import type { PreviewMessage } from '../../../src/console/prepare/preview.ts';
import { previewFile } from '../../../src/console/prepare/preview-file.ts';
import { mostProblems, mostReports } from '../../../src/console/prepare/preview-limits.ts';

const headLine = 'click_id,currency,sub1\n';
const lineOf = (row: number): string => `click-${row},us,${'x'.repeat(200)}\n`;

/** Everything that a worker tells of a CSV. */
const messagesOf = async (parts: readonly string[]): Promise<readonly PreviewMessage[]> => {
  const messages: PreviewMessage[] = [];
  const file = new Blob([parts.join('')]);
  await previewFile({ file, format: 'CSV', mappings: null }, message => void messages.push(message));
  return messages;
};

test('however many rows a file has, a worker tells of it no more often, and no more at a time', async () => {
  const sizes = [1_000, 100_000];
  for (const rows of sizes) {
    const messages = await messagesOf([headLine, ...Array.from({ length: rows }, (_, row) => lineOf(row))]);
    expect(messages.length).toBeLessThanOrEqual(mostReports + 3);
    for (const message of messages) expect(JSON.stringify(message).length).toBeLessThan(400 * mostProblems);
    expect(messages.at(-1)).toMatchObject({
      isDone: true,
      preview: { rows, rejected: rows, problemCounts: { INVALID_FORMAT: rows } },
    });
  }
});

test('the head comes first, then the first rows, and nothing behind a fault', async () => {
  const messages = await messagesOf([headLine, lineOf(1), 'a"b"\n', lineOf(2).repeat(10_000)]);
  expect(messages[0]).toEqual({
    kind: 'head',
    head: { columns: ['click_id', 'currency', 'sub1'], rows: [expect.anything()] },
  });
  expect(messages).toHaveLength(2);
  expect(messages.at(-1)).toMatchObject({
    isDone: true,
    preview: { rows: 1, fault: { cause: { code: 'MISPLACED_QUOTE', line: 3 } } },
  });
  expect(await messagesOf([])).toMatchObject([{ isDone: true, preview: { fault: { cause: { code: 'NO_HEADER' } } } }]);
});
