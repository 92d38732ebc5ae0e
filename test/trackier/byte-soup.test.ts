import { createServer } from 'node:net';
import {
  anything,
  asyncProperty,
  constant,
  constantFrom,
  integer,
  jsonValue,
  oneof,
  option,
  assert as prove,
  record,
  string,
  uint8Array,
} from 'fast-check';
import { expect, test } from 'vitest';
import { TrackierError } from '../../src/trackier/trackier-error.ts';
import { upstreamMessageFrom } from '../../src/trackier/upstream-message.ts';
import { startScripted } from './scripted-connection.ts';
import { listen, oneRow, startClient } from './upstream.ts';

const apiKey = 'SeCrEt/"key"';

function expectHarmless(error: unknown): asserts error is TrackierError {
  if (!(error instanceof TrackierError)) throw new Error('It is no TrackierError', { cause: error });
  const { message, upstreamMessage = '' } = error;
  expect(message + upstreamMessage).not.toContain(apiKey);
  expect(upstreamMessage).not.toMatch(/[\p{Cc}\p{Cs}]/u);
  expect(Array.from(upstreamMessage).length).toBeLessThanOrEqual(300);
}

const words = oneof(
  string({ unit: 'binary', maxLength: 400 }),
  constantFrom(
    apiKey,
    `a${apiKey}b`,
    `${'😀'.repeat(299)}${apiKey}😀`,
    '\ud800',
    'SeCrEt/SeCrEt/"key""key"',
    'SeCrEt\u0000/"key"',
  ),
);
const soup = oneof(
  anything(),
  words,
  constantFrom(0, 5, 13, 31, 40, 41, 50, '51', 99, 404, -1, null, true, false, {}, []),
);
const error = record({ code: soup, message: words, codeMsg: soup }, { requiredKeys: [] });
const job = record(
  { _id: soup, state: soup, status: soup, logs: soup, created: soup, meta: soup, relatedObject: soup },
  { requiredKeys: [] },
);
const data = oneof(
  soup,
  record({ job: oneof(job, soup), jobs: oneof(job, soup), logs: soup, message: words }, { requiredKeys: [] }),
);
const envelope = record({ success: soup, error: oneof(error, soup), errors: soup, data }, { requiredKeys: [] });
const jsonOf = (value: unknown) => {
  try {
    return JSON.stringify(value) ?? '';
  } catch {
    return '[]';
  }
};
const text = oneof(words, jsonValue().map(jsonOf), envelope.map(jsonOf), constant(null));
const answers = record({
  httpStatus: oneof(integer({ min: 200, max: 599 }), integer({ min: 0, max: 999 })),
  contentType: option(words, { nil: undefined }),
  retryAfter: option(words, { nil: undefined }),
  text,
});

test('no answer makes the client fail with anything but a TrackierError, or lets the key out', async () => {
  await prove(
    asyncProperty(answers, async answer => {
      const { client } = startScripted([answer], { apiKey, timeoutMs: -1 });
      const calls = [client.importConversions(oneRow), client.listJobs(), client.getJob('a')];
      for (const call of await Promise.allSettled(calls)) {
        const reply = call.status === 'fulfilled' ? call.value : expectHarmless(call.reason);
        const shown = reply && 'message' in reply ? (reply.message ?? '') : '';
        expect(shown).not.toContain(apiKey);
      }
    }),
    { numRuns: 1_500 },
  );
});

test('no bytes on the wire make it fail with anything but a TrackierError', async () => {
  let bytes: Uint8Array = new Uint8Array();
  const port = await listen(createServer(socket => socket.on('error', () => {}).once('data', () => socket.end(bytes))));
  const client = startClient(`http://127.0.0.1:${port}`, { apiKey });
  const heads = constantFrom(
    '',
    'HTTP/1.1 200 OK\r\n\r\n',
    'HTTP/1.1 400 Bad\r\ncontent-length: 9\r\n\r\n',
    'HTTP/1.1 500 No\r\ntransfer-encoding: chunked\r\n\r\n',
    'HTTP/1.1 999 \r\n',
    'HTTP/1.0 204 x\r\n',
  );
  await prove(
    asyncProperty(heads, uint8Array({ maxLength: 60 }), async (head, tail) => {
      bytes = Buffer.concat([Buffer.from(head), tail]);
      const outcome = await client.importConversions(oneRow, { retry: false }).catch((reason: unknown) => reason);
      expectHarmless(outcome);
      expect(outcome.notSent).toBe(false);
    }),
    { numRuns: 150 },
  );
});

test.each([
  ['a  b\n\tc\u0000d\u0085e\u200b', 'a b c d e'],
  ['x'.repeat(301), 'x'.repeat(300)],
  ['😀'.repeat(301), '😀'.repeat(300)],
  [`the key ${apiKey} is wrong`, 'the key is wrong'],
  [`SeCrEt/${apiKey}"key"`, undefined],
  ['SeCrEt\u200b/"key"', 'SeCrEt /"key"'],
  ['', undefined],
  [7, undefined],
])('the message %j is shown as %j', (message, shown) => {
  expect(upstreamMessageFrom(message, apiKey)).toBe(shown);
});
