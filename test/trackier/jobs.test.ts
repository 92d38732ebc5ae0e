import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { isJobsUnreadable } from '../../src/trackier/jobs.ts';
import { answer, refusal, startScripted } from './scripted-connection.ts';
import { errorOf } from './upstream.ts';

const documented: readonly { request: { path: string }; reply: { status: number; body: { data: object } } }[] =
  JSON.parse(readFileSync(new URL('../fixtures/trackier/jobs.json', import.meta.url), 'utf8'));
const id = '5c54073a89d4465d2d17cf96';
const job = { _id: id, name: 'import.json.conversion', status: 'completed' };
const clientFor = (data: unknown, status = 200) => startScripted([answer(status, { success: true, data })]).client;
const noRetry = { deadlineMs: 0 };

test('every documented reply about jobs is read', async () => {
  for (const { request, reply } of documented) {
    const { client } = startScripted([answer(reply.status, reply.body)]);
    const [, , documentedId] = request.path.split('/');
    const jobs = documentedId ? [await client.getJob(documentedId)] : await client.listJobs();
    expect(jobs[0]).toMatchObject({ id: expect.any(String), createdAt: expect.any(Date) });
  }
});

test("a job of the Jobs API has its state under 'status' and its logs beside it", async () => {
  const created = { date: '2019-02-01 08:45:46.000000', timezone_type: 1, timezone: '+00:00' };
  const logs = [
    {
      object: 'import.csv.conversions',
      priority: 1,
      _id: 'l1',
      message: 'Total Processed: 2',
      created: '2019-02-01 14:15:57',
    },
    { message: 'Bare' },
    { message: 7 },
    'rubbish',
  ];
  expect(await clientFor({ job: { ...job, created }, logs }).getJob(id)).toEqual({
    id,
    state: 'COMPLETED',
    rawState: 'completed',
    orgId: null,
    type: null,
    subType: null,
    name: 'import.json.conversion',
    resource: null,
    resourceId: null,
    relatedObject: null,
    live: null,
    meta: {},
    createdAt: new Date('2019-02-01T08:45:46Z'),
    modifiedAt: null,
    logs: [
      {
        id: 'l1',
        object: 'import.csv.conversions',
        priority: 1,
        message: 'Total Processed: 2',
        loggedAt: '2019-02-01T14:15:57',
      },
      { id: '1', object: null, priority: null, message: 'Bare', loggedAt: null },
    ],
  });
});

test.each([
  ['pending', 'PENDING', 'pending'],
  ['progress', 'PROGRESS', 'progress'],
  ['completed', 'COMPLETED', 'completed'],
  ['failed', 'FAILED', 'failed'],
  [' Failed ', 'FAILED', ' Failed '],
  ['halted', 'UNKNOWN', 'halted'],
  ['', 'UNKNOWN', ''],
  [undefined, 'UNKNOWN', ''],
  [{}, 'UNKNOWN', ''],
])('the state %j is %s', async (status, state, rawState) => {
  expect(await clientFor({ job: { _id: id, status } }).getJob(id)).toMatchObject({ state, rawState });
  expect(await clientFor({ job: { _id: id, state: status } }).getJob(id)).toMatchObject({ state, rawState });
});

test.each([
  ['1', true],
  ['0', false],
  [1, true],
  [0, false],
  [true, true],
  [false, false],
  ['yes', null],
  [null, null],
  [undefined, null],
])('sendPostback %j is %s', async (sendPostback, expected) => {
  const read = await clientFor({ job: { ...job, relatedObject: { sendPostback } } }).getJob(id);
  expect(read?.relatedObject).toEqual({ csvPath: null, sendPostback: expected });
});

test.each([
  [[], {}],
  [{}, {}],
  [null, {}],
  ['x', {}],
  [{ a: [1] }, { a: [1] }],
])('meta %j is %j', async (meta, expected) => {
  expect((await clientFor({ job: { ...job, meta, relatedObject: [] } }).getJob(id))?.meta).toEqual(expected);
});

test.each([
  [3, 3],
  ['-2147483648', -(2 ** 31)],
  [2 ** 31, null],
  ['9999999999', null],
  [1.5, null],
])('the priority %j of a line is %j', async (priority, expected) => {
  const read = await clientFor({ job, logs: [{ message: 'x', priority }] }).getJob(id);
  expect(read?.logs?.[0]?.priority).toBe(expected);
});

describe('a list of jobs', () => {
  const other = { _id: 'b', status: 'pending' };
  test.each([
    ['an array under jobs', { jobs: [job, other] }],
    ['an array', [job, other]],
    ['an object keyed by id', { [id]: job, b: other }],
    ['an object keyed by id under jobs', { jobs: { [id]: job, b: { status: 'pending' } } }],
    ['an array with rubbish in it', { jobs: [null, job, 7, [], { status: 'x' }, { _id: '' }, { _id: 'a\0b' }, other] }],
  ])('may be %s', async (_, data) => {
    const jobs = await clientFor(data).listJobs();
    expect(jobs.map(one => [one.id, one.state, one.logs])).toEqual([
      [id, 'COMPLETED', null],
      ['b', 'PENDING', null],
    ]);
  });

  test.each([[[]], [{}], [{ jobs: [] }], [{ jobs: {} }]])('may be empty: %j', async data => {
    expect(await clientFor(data).listJobs()).toEqual([]);
  });

  test.each([[null], ['x'], [{ jobs: 7 }], [{ message: 'Hello' }]])('may be none: %j', async data => {
    expect((await errorOf(clientFor(data).listJobs(noRetry))).kind).toBe('malformed');
  });
});

describe('an unknown job is null:', () => {
  test.each([
    ['HTTP 404', answer(404, '<html>')],
    ['HTTP 404 with an envelope', refusal(404, 0)],
    ['code 31', refusal(200, 31)],
    ['code 31 as a string', answer(400, { success: false, error: { code: '31' } })],
  ])('%s', async (_, reply) => {
    expect(await startScripted([reply]).client.getJob(id)).toBeNull();
  });

  test.each(['', '.', '..', 'x'.repeat(300)])('the id %j, which is not even asked for', async nonsense => {
    const { client, requests } = startScripted([answer(200, {})]);
    expect(await client.getJob(nonsense)).toBeNull();
    expect(requests).toEqual([]);
  });
});

test('a refused key is not an unknown job', async () => {
  expect((await errorOf(startScripted([refusal(404, 13)]).client.getJob(id))).reason).toBe('INVALID_API_KEY');
});

test("another job's answer is not taken for this one's", async () => {
  const { client, clock } = startScripted([answer(200, { success: true, data: { job: { _id: 'other' } } })]);
  const failure = errorOf(client.getJob(id));
  await clock.advance(0);
  await clock.advance(10_000);
  expect((await failure).kind).toBe('malformed');
});

test.each([
  [refusal(403, 5), true],
  [refusal(200, 11), true],
  [refusal(400, 31), true],
  [answer(404, '<html>'), true],
  [answer(403, '<html>'), true],
  [answer(501, '<html>'), true],
  [refusal(501, 32), true],
  [refusal(403, 13), false],
  [refusal(403, 41), false],
  [refusal(400, 20), false],
  [answer(301, ''), false],
])('after %j the jobs are unreadable: %s', async (reply, expected) => {
  expect(isJobsUnreadable(await errorOf(startScripted([reply]).client.listJobs()))).toBe(expected);
});
