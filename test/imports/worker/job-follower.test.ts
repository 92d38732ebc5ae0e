import { expect, test } from 'vitest';
import { JobsUnavailableError } from '../../../src/imports/import-errors.ts';
import type { JobReader } from '../../../src/imports/jobs/job-reader.ts';
import {
  createJobFollower,
  type JobFollowerEvent,
  type JobFollowerOptions,
} from '../../../src/imports/worker/job-follower.ts';
import { createRecorder } from '../../../src/imports/worker/recorder.ts';
import type { ImportJob } from '../../../src/trackier/import-job.ts';
import { TrackierError } from '../../../src/trackier/trackier-error.ts';
import { createManualClock, settle } from '../../trackier/manual-clock.ts';
import { onTestEnd } from '../../trackier/upstream.ts';
import { createFakeLedger } from './fake-ledger.ts';
import { figuresLine, sampleJob } from './sample-job.ts';

/** What Trackier shows: the jobs of its list, and all jobs by id. */
interface FakeJobs {
  list: readonly ImportJob[] | Error;
  readonly byId: Map<string, ImportJob | Error>;
}

function given<T>(answer: T | Error): T {
  if (answer instanceof Error) throw answer;
  return answer;
}

/** A follower by a manual clock of so many submitted batches, `job-0` and so on. */
function start(batchCount: number, more: Pick<JobFollowerOptions, 'idlePollMs'> = {}) {
  const clock = createManualClock(1_000);
  const fake = createFakeLedger(clock, { a: batchCount });
  fake.submit(Array.from({ length: batchCount }, (_, index) => `job-${index}`));
  const jobs: FakeJobs = { list: [], byId: new Map() };
  const asked: string[] = [];
  const reader: Pick<JobReader, 'list' | 'get'> = {
    list: async () => {
      asked.push('list');
      await settle();
      return given(jobs.list);
    },
    get: async id => {
      asked.push(id);
      await settle();
      return given(jobs.byId.get(id) ?? null);
    },
  };
  const events: JobFollowerEvent[] = [];
  const recorder = createRecorder({ clock, random: () => 0, onOutage: () => {} });
  const follower = createJobFollower({
    reader,
    ledger: fake.ledger,
    recorder,
    clock,
    onEvent: event => events.push(event),
    ...more,
  });
  onTestEnd(() => follower.stop());
  return { ...fake, clock, follower, jobs, asked, events };
}

/** Moves on by seconds, with what needs several turns of the loop. */
async function pass(clock: ReturnType<typeof createManualClock>, seconds: number): Promise<void> {
  for (let tick = 0; tick < seconds * 4; tick++) {
    await clock.advance(250);
    for (let turn = 0; turn < 6; turn++) await settle();
  }
}

const running = (id: string) => sampleJob('PROGRESS', undefined, id);
const imported = (id: string) => sampleJob('COMPLETED', figuresLine(1, 1, 0, 0), id);

test('jobs at work cost one list for all of them', async () => {
  const { clock, jobs, asked, looks } = start(20);
  jobs.list = Array.from({ length: 20 }, (_, index) => running(`job-${index}`));
  await pass(clock, 1.5);
  expect(asked).toEqual(['list']);
  expect(looks.length).toBe(20);
  await pass(clock, 10);
  expect(new Set(asked)).toEqual(new Set(['list']));
  expect(asked.length).toBeLessThanOrEqual(5);
});

test('a job that the list shows ended is read, and is the end of its batch', async () => {
  const { clock, jobs, asked, states } = start(2);
  jobs.list = [running('job-0'), sampleJob('COMPLETED', undefined, 'job-1')];
  jobs.byId.set('job-1', imported('job-1'));
  await pass(clock, 1.5);
  expect(asked).toEqual(['list', 'job-1']);
  expect(states('a')).toEqual(['SUBMITTED', 'IMPORTED']);
});

test('jobs that have left the list are read by themselves, without the list', async () => {
  const { clock, jobs, asked, states } = start(2);
  jobs.byId.set('job-0', sampleJob('PROGRESS', 'begun', 'job-0')).set('job-1', imported('job-1'));
  await pass(clock, 2);
  expect(asked).toEqual(['list', 'job-0', 'job-1']);
  jobs.byId.set('job-0', imported('job-0'));
  await pass(clock, 6);
  expect(asked).toEqual(['list', 'job-0', 'job-1', 'job-0']);
  expect(states('a')).toEqual(['IMPORTED', 'IMPORTED']);
});

test('when nothing is due nothing is asked, and one that is woken looks at once', async () => {
  const { clock, follower, jobs, asked, submit, states } = start(1);
  jobs.byId.set('job-0', imported('job-0'));
  await pass(clock, 2);
  const before = asked.length;
  await pass(clock, 60);
  expect(asked.length).toBe(before);
  submit(['job-0']);
  await clock.advance(1_000);
  expect(states('a')).toEqual(['SUBMITTED']);
  follower.wake();
  for (let turn = 0; turn < 20; turn++) await settle();
  expect(states('a')).toEqual(['IMPORTED']);
});

test('one that is to be woken looks when it is time, and asks for nothing where nothing is followed', async () => {
  const { clock, follower, jobs, ledger, looks, submit, states } = start(1, { idlePollMs: Number.POSITIVE_INFINITY });
  let asked = 0;
  const claimLooks = ledger.claimLooks;
  Object.assign(ledger, { claimLooks: (limit: number) => claimLooks(limit).finally(() => asked++) });
  jobs.list = [running('job-0')];
  await pass(clock, 20);
  // Each at its time, which grows from 1 s to 5 s.
  expect(looks.map(({ atMs, result }) => Math.round((result.lookAtMs - 10_000 - atMs) / 1_000))).toEqual([
    1, 2, 4, 5, 5, 5,
  ]);
  jobs.list = [];
  jobs.byId.set('job-0', imported('job-0'));
  await pass(clock, 6);
  expect(states('a')).toEqual(['IMPORTED']);
  const before = asked;
  await pass(clock, 60);
  expect([asked, clock.pendingTimers]).toEqual([before, 0]);
  submit(['job-0']);
  await clock.advance(1_000);
  follower.wake();
  await pass(clock, 1);
  expect(states('a')).toEqual(['IMPORTED']);
});

test('with Trackier away jobs are asked for less and less often, and found when it is back', async () => {
  const { clock, jobs, asked, states } = start(30);
  jobs.list = new TrackierError('away', { kind: 'unavailable', notSent: true });
  for (let index = 0; index < 30; index++) jobs.byId.set(`job-${index}`, jobs.list);
  await pass(clock, 120);
  expect(asked.length).toBeLessThanOrEqual(1 + 30 * 5);
  expect(states('a')).not.toContain('IMPORTED');
  for (let index = 0; index < 30; index++) jobs.byId.set(`job-${index}`, imported(`job-${index}`));
  await pass(clock, 300);
  expect(new Set(states('a'))).toEqual(new Set(['IMPORTED']));
});

test('with the store away following rests, and goes on when it is back', async () => {
  const { clock, jobs, store, states, events } = start(3);
  for (let index = 0; index < 3; index++) jobs.byId.set(`job-${index}`, imported(`job-${index}`));
  store.isAway = true;
  await pass(clock, 60);
  store.isAway = false;
  await pass(clock, 6);
  expect(states('a')).toEqual(['IMPORTED', 'IMPORTED', 'IMPORTED']);
  expect(events).toEqual([]);
});

test('jobs that the key may not read are not followed, and the log is told', async () => {
  const { clock, jobs, asked, events } = start(2);
  jobs.list = new JobsUnavailableError();
  await pass(clock, 30);
  expect(asked).toEqual(['list']);
  expect(events).toMatchObject([{ type: 'given-up' }, { type: 'given-up' }]);
});

test('what is not asked for the end of the process is left as it was', async () => {
  const { clock, jobs, looks, follower, events } = start(1);
  jobs.list = new TrackierError('bye', { kind: 'draining', notSent: true });
  await pass(clock, 1.5);
  expect(looks.map(({ result }) => result)).toMatchObject([{ quietLooks: 0, misses: 0, givenUp: null }]);
  await follower.stop();
  expect(events).toEqual([]);
  expect(clock.pendingTimers).toBe(0);
});

test('a bug in writing one look down keeps no other from being looked for', async () => {
  const { clock, jobs, ledger, states, events } = start(2);
  const recordLook = ledger.recordLook;
  Object.assign(ledger, {
    recordLook: (...args: Parameters<typeof recordLook>) =>
      args[0].batchIndex === 0 ? Promise.reject(new TypeError('oops')) : recordLook(...args),
  });
  jobs.byId.set('job-0', imported('job-0')).set('job-1', imported('job-1'));
  await pass(clock, 3);
  expect(states('a')).toEqual(['SUBMITTED', 'IMPORTED']);
  expect(events).toMatchObject([{ type: 'broken', error: { message: 'oops' } }]);
});

test('a job that Trackier does not know is missed, and followed on', async () => {
  const { clock, looks } = start(1);
  await pass(clock, 2);
  expect(looks).toMatchObject([{ result: { misses: 1, givenUp: null } }]);
});
