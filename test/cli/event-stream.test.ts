import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { readEventStream, type StreamEvent } from '../../src/cli/event-stream.ts';

const text = fc.string({ unit: 'grapheme' }).map(value => value.replaceAll(/[\r\n]/g, ' '));
const event = fc.record({ event: fc.constantFrom('next', 'complete'), lines: fc.array(text, { maxLength: 3 }) });

/** The bytes in pieces that know nothing of lines or characters. */
async function* inPieces(bytes: Uint8Array, sizes: readonly number[]): AsyncGenerator<Uint8Array> {
  for (let start = 0, piece = 0; start < bytes.length; piece += 1) {
    const end = start + (sizes[piece % sizes.length] ?? 1);
    yield bytes.subarray(start, end);
    start = end;
  }
}

test('the events of a stream are read however its bytes are cut into pieces, and comments are none', async () => {
  const newline = fc.constantFrom('\n', '\r\n');
  const sizes = fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1 });
  await fc.assert(
    fc.asyncProperty(fc.array(event), newline, sizes, async (events, end, pieces) => {
      const written = events.map(({ event: name, lines }) =>
        [':', `event: ${name}`, ...lines.map(line => `data: ${line}`), '', ':', ''].join(end),
      );
      const read: StreamEvent[] = [];
      const bytes = new TextEncoder().encode(written.map(part => `${part}${end}`).join(''));
      for await (const found of readEventStream(inPieces(bytes, pieces))) read.push(found);
      expect(read).toEqual(events.map(({ event: name, lines }) => ({ event: name, data: lines.join('\n') })));
    }),
  );
});
