import { expect, test } from 'vitest';
import { readUploadProblem } from '../../../src/console/prepare/upload-problem.ts';
import { addSample, rateOf, secondsLeft } from '../../../src/console/prepare/upload-rate.ts';
import { createUploads, type PutAnswer, type UploadsParts } from '../../../src/console/prepare/uploads.ts';

/** Uploads whose world a test plays. */
const play = ({
  answers,
  states = [],
}: {
  answers: (PutAnswer | Promise<PutAnswer>)[];
  states?: (string | null)[];
}) => {
  const told: string[] = [];
  const left = { answers: [...answers], states: [...states] };
  const parts: UploadsParts = {
    async put(_, onSent, signal) {
      told.push('put');
      onSent(4);
      const aborted = new Promise<PutAnswer>(resolve => signal.addEventListener('abort', () => resolve('aborted')));
      return Promise.race([left.answers.shift() ?? 'lost', aborted]);
    },
    async readState() {
      told.push('ask');
      return left.states.shift() ?? null;
    },
    async startUnlessRepeated() {
      told.push('start');
    },
    nowMs: () => 0,
    sleep: async ms => void told.push(`sleep ${ms}`),
  };
  const uploads = createUploads(parts);
  const file = new File(['abcd'], 'a.csv');
  const begin = () => uploads.begin({ importId: 'i', uploadUrl: '/rows', file, format: 'CSV' });
  return { uploads, told, begin };
};

const problem = (status: number, code: string): PutAnswer => ({ status, body: JSON.stringify({ code, detail: code }) });

test('an upload that is taken starts its import and is forgotten', async () => {
  const { uploads, told, begin } = play({ answers: [{ status: 200, body: '{}' }] });
  const done = begin();
  expect(uploads.of('i')).toMatchObject({ phase: 'sending', sent: expect.arrayContaining([{ atMs: 0, bytes: 4 }]) });
  expect(uploads.isBusy()).toBe(true);
  await done;
  expect(told).toEqual(['put', 'start']);
  expect(uploads.of('i')).toBe(null);
  expect(uploads.isBusy()).toBe(false);
});

test.each<[string, PutAnswer, string[], string[], string | null]>([
  ['a lost answer of a file that is in', 'lost', ['READY'], ['put', 'ask', 'start'], null],
  ['a lost answer of a file that is not', 'lost', ['AWAITING_UPLOAD'], ['put', 'ask'], 'BROKEN_OFF'],
  [
    'an upload of its own that is still there',
    problem(409, 'UPLOAD_UNDER_WAY'),
    ['UPLOADING', 'UPLOADING', 'READY'],
    ['put', 'ask', 'sleep 300', 'ask', 'sleep 600', 'ask', 'start'],
    null,
  ],
  ['another one that broke off', problem(409, 'UPLOAD_UNDER_WAY'), ['AWAITING_UPLOAD'], ['put', 'ask'], 'BROKEN_OFF'],
  ['a file that is not wanted', problem(409, 'UPLOAD_NOT_EXPECTED'), ['CANCELLED'], ['put', 'ask'], null],
  ['a file that cannot be read', problem(422, 'NOT_UTF8'), ['AWAITING_UPLOAD'], ['put', 'ask'], 'NOT_UTF8'],
  ['an import that is gone', problem(404, 'NOT_FOUND'), ['NOT_FOUND'], ['put', 'ask'], null],
])('after %s the import is asked, and that decides', async (_, answer, states, expected, code) => {
  const { uploads, told, begin } = play({ answers: [answer], states });
  await begin();
  expect(told).toEqual(expected);
  expect(uploads.of('i')?.problem?.code ?? null).toBe(code);
});

test('a gateway that cannot be asked is asked again, less and less often', async () => {
  const { uploads, told, begin } = play({
    answers: ['lost'],
    states: [null, null, null, null, null, null, 'AWAITING_UPLOAD'],
  });
  await begin();
  expect(told.filter(one => one.startsWith('sleep'))).toEqual(
    [300, 600, 1200, 2400, 4800, 5000].map(ms => `sleep ${ms}`),
  );
  expect(uploads.of('i')?.phase).toBe('broken');
});

test('a cancelled upload can be made after all, and a file that was in by then is not started', async () => {
  const never = new Promise<PutAnswer>(() => {});
  const { uploads, told, begin } = play({
    answers: [never, never],
    states: ['UPLOADING', 'AWAITING_UPLOAD', 'READY'],
  });
  const first = begin();
  uploads.cancel('i');
  await first;
  expect(uploads.of('i')?.phase).toBe('cancelled');
  const second = uploads.again('i');
  expect(uploads.of('i')?.phase).toBe('sending');
  await uploads.again('i');
  uploads.cancel('i');
  await second;
  expect(uploads.of('i')).toBe(null);
  expect(told).not.toContain('start');
  expect(told.filter(one => one === 'put')).toHaveLength(2);
});

test('a problem is read, whoever wrote it', () => {
  expect(readUploadProblem(422, '{"code":"UNUSABLE_HEADER","detail":"`columns`","columns":["A",1,"B"]}')).toEqual({
    code: 'UNUSABLE_HEADER',
    detail: 'The gateway does not know what these columns are.',
    columns: ['A', 'B'],
  });
  expect(readUploadProblem(503, '{"code":"SHUTTING_DOWN","detail":"Later."}')).toEqual({
    code: 'SHUTTING_DOWN',
    detail: 'Later.',
    columns: [],
  });
  expect(readUploadProblem(422, '{"code":"UNUSABLE_HEADER","detail":"No click id.","columns":[]}')).toEqual({
    code: 'UNUSABLE_HEADER',
    detail: 'No click id.',
    columns: [],
  });
  expect(readUploadProblem(502, '<html>')).toMatchObject({ code: 'HTTP_502', detail: expect.stringContaining('502') });
});

test('rate and time left are those of the last seconds', () => {
  let samples = addSample([], { atMs: 0, bytes: 0 });
  expect(rateOf(samples, 0)).toBe(null);
  samples = addSample(samples, { atMs: 1_000, bytes: 1_000 });
  expect(rateOf(samples, 1_000)).toBe(1_000);
  expect(secondsLeft(samples, 1_000, 3_000)).toBe(2);
  samples = addSample(addSample(samples, { atMs: 7_000, bytes: 1_000 }), { atMs: 8_000, bytes: 1_500 });
  expect(rateOf(samples, 8_000)).toBe(500);
  expect(rateOf(samples, 11_000)).toBe(125);
  expect(rateOf(samples, 20_000)).toBe(0);
  expect(secondsLeft(samples, 20_000, 3_000)).toBe(null);
});
