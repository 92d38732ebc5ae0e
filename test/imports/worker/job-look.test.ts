import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import type { FollowedBatch, LookResult } from '../../../src/imports/bulk/ledger.ts';
import { isReadAlone, type JobSight, lookAfter } from '../../../src/imports/worker/job-look.ts';
import { figuresLine, sampleJob } from './sample-job.ts';

const minute = 60_000;
const submittedAtMs = 1_000_000;

const submitted: FollowedBatch = {
  importId: 'import',
  uploadId: 'upload',
  batchIndex: 0,
  rowCount: 500,
  jobId: 'job',
  submittedAtMs,
  quietLooks: 0,
  misses: 0,
  firstMissAtMs: null,
  endedAtMs: null,
};

const running: JobSight = { type: 'listed', job: sampleJob('PROGRESS') };
const stillRunning: JobSight = { type: 'read', job: sampleJob('PROGRESS', 'begun') };
const missing: JobSight = { type: 'missing' };
const failed: JobSight = { type: 'failed' };
const ended = (message: string, state: 'COMPLETED' | 'FAILED' = 'COMPLETED'): JobSight => ({
  type: 'read',
  job: sampleJob(state, message),
});
const whole = ended(figuresLine(500, 480, 15, 5));
const halted = ended(figuresLine(100, 89, 0, 11));

interface Step {
  readonly result: LookResult;
  readonly batch: FollowedBatch;
  /** From the submission. */
  readonly atMs: number;
  readonly waitMs: number;
}

/** Follows a batch through some sights, each look at the time that the one before asked for. */
function follow(sights: readonly JobSight[], from = submitted): readonly Step[] {
  const steps: Step[] = [];
  let batch = from;
  let nowMs = submittedAtMs + 1_000;
  for (const sight of sights) {
    const result = lookAfter(batch, sight, nowMs);
    const { quietLooks, misses, firstMissAtMs, endedAtMs } = result;
    batch = { ...batch, quietLooks, misses, firstMissAtMs, endedAtMs };
    steps.push({ result, batch, atMs: nowMs - submittedAtMs, waitMs: result.lookAtMs - nowMs });
    nowMs = result.lookAtMs;
    if (result.end !== null || result.givenUp !== null) break;
  }
  return steps;
}

const times = <T>(count: number, value: T): T[] => Array.from({ length: count }, () => value);
const seconds = (steps: readonly Step[]): number[] => steps.map(({ waitMs }) => waitMs / 1_000);
const last = (sights: readonly JobSight[]): LookResult => follow(sights).at(-1)!.result;

test('a job that the list shows at work is looked for there, soon', () => {
  const steps = follow(times(6, running));
  expect(seconds(steps)).toEqual([1, 2, 4, 5, 5, 5]);
  expect(steps.map(({ batch }) => isReadAlone(batch))).toEqual(times(6, false));
});

test('a job that has left the list is read by itself, less and less often', () => {
  const steps = follow([...times(5, running), ...times(8, stillRunning)]);
  expect(seconds(steps.slice(5))).toEqual([5, 10, 20, 40, 80, 160, 300, 300]);
  expect(steps.slice(5).every(({ batch }) => isReadAlone(batch))).toBe(true);
});

test('a job that is in the list again is looked for there again', () => {
  const steps = follow([...times(6, stillRunning), running, running]);
  expect(seconds(steps.slice(6))).toEqual([5, 5]);
  expect(isReadAlone(steps.at(-1)!.batch)).toBe(false);
});

test('a job that ended with the figures of all rows is the end', () => {
  expect(last([running, whole])).toMatchObject({ end: 'COMPLETED', givenUp: null, job: { id: 'job' } });
  expect(last([ended(figuresLine(500, 0, 0, 500), 'FAILED')])).toMatchObject({ end: 'FAILED' });
});

test('fewer rows than the batch has are believed at the second look only', () => {
  const steps = follow([halted, halted]);
  expect(steps.map(({ result }) => result.end)).toEqual([null, 'COMPLETED']);
  expect(steps[0]!.waitMs).toBe(5_000);
  expect(last([halted, whole]).job).toMatchObject({ logs: [{ message: figuresLine(500, 480, 15, 5) }] });
});

test.each([
  ['no figures', ended('done')],
  ['more rows than the batch has', ended(figuresLine(501, 501, 0, 0))],
  ['figures that do not add up', ended(figuresLine(500, 400, 0, 0))],
  ['no figures of a failed job', ended('failed', 'FAILED')],
])('with %s a job is read for ten minutes from the sight of its end, and then taken as it is', (_, sight) => {
  const steps = follow(times(50, sight));
  const end = steps.at(-1)!;
  expect(end.result.end).not.toBeNull();
  expect(end.atMs - steps[0]!.atMs).toBe(10 * minute);
  expect(seconds(steps).slice(0, 4)).toEqual([5, 10, 20, 40]);
});

test('figures that come late are found', () => {
  const steps = follow([ended('done'), ended('done'), whole]);
  expect(steps.map(({ result }) => result.end)).toEqual([null, null, 'COMPLETED']);
});

test('a job that the list shows ended and that cannot be read is tried again, and not taken to be without figures', () => {
  const steps = follow(times(12, { type: 'listed', job: sampleJob('COMPLETED') }));
  expect(steps.every(({ result }) => result.end === null && result.givenUp === null)).toBe(true);
  expect(steps.at(-1)!.atMs - steps[0]!.atMs).toBeGreaterThan(10 * minute);
  expect(seconds(steps).slice(0, 3)).toEqual([5, 10, 20]);
  expect(steps.at(-1)!.result.endedAtMs).toBe(submittedAtMs + 1_000);
});

test('a job that Trackier has not known for an hour, five times over, is given up', () => {
  const steps = follow(times(100, missing));
  const end = steps.at(-1)!;
  expect(end.result.end).toBeNull();
  expect(end.result.givenUp).toContain('hour');
  expect(end.atMs - steps[0]!.atMs).toBeGreaterThanOrEqual(60 * minute);
  expect(end.atMs - steps[0]!.atMs).toBeLessThan(66 * minute);
  const rare = { ...submitted, misses: 3, firstMissAtMs: submittedAtMs - 120 * minute };
  expect(lookAfter(rare, missing, submittedAtMs).givenUp).toBeNull();
  expect(lookAfter({ ...rare, misses: 4 }, missing, submittedAtMs).givenUp).not.toBeNull();
});

test('a job that is there again was never missing', () => {
  for (const sight of [running, stillRunning, ended('done')])
    expect(last([missing, missing, sight])).toMatchObject({ misses: 0, firstMissAtMs: null });
  expect(last([missing, failed])).toMatchObject({ misses: 1 });
});

test('a job that does not end within a day is given up, at that very time', () => {
  for (const sight of [running, stillRunning, failed]) {
    const end = follow(times(20_000, sight)).at(-1)!;
    expect(end.result.end).toBeNull();
    expect(end.result.givenUp).toContain('24 hours');
    expect(end.atMs).toBe(24 * 60 * minute);
  }
});

test('a job that ended is the end even after more than a day', () => {
  expect(lookAfter(submitted, whole, submittedAtMs + 25 * 60 * minute)).toMatchObject({
    end: 'COMPLETED',
    givenUp: null,
  });
});

test('a passing failure changes nothing but the wait', () => {
  const steps = follow(times(4, failed));
  expect(seconds(steps)).toEqual([5, 10, 20, 40]);
  expect(steps.at(-1)!.result).toMatchObject({ job: null, misses: 0, endedAtMs: null });
});

test('jobs that the key may not read are given up', () => {
  expect(lookAfter(submitted, { type: 'unreadable', reason: 'Not allowed.' }, 0).givenUp).toBe('Not allowed.');
});

test('a look that was not made is made up for', () => {
  const before = { ...submitted, quietLooks: 6, misses: 2, firstMissAtMs: 5 };
  const { lookAtMs, ...result } = lookAfter(before, { type: 'not-asked' }, 70_000);
  expect(lookAtMs).toBe(71_000);
  expect(result).toMatchObject({ quietLooks: 6, misses: 2, firstMissAtMs: 5, end: null, givenUp: null });
});

test('whatever is seen, a batch ends, is given up, or is looked for again later', () => {
  const states = fc.constantFrom('PENDING' as const, 'PROGRESS' as const, 'COMPLETED' as const, 'FAILED' as const);
  const count = fc.integer({ min: 0, max: 600 });
  const lines = fc.option(
    fc.tuple(count, count, count, count).map(figures => figuresLine(...figures)),
    { nil: 'x' },
  );
  const sights = fc.oneof(
    fc.constantFrom(missing, failed, { type: 'not-asked' as const }),
    states.map(state => ({ type: 'listed' as const, job: sampleJob(state) })),
    fc.tuple(states, lines).map(([state, line]) => ({ type: 'read' as const, job: sampleJob(state, line) })),
  );
  fc.assert(
    fc.property(fc.array(sights, { minLength: 1, maxLength: 60 }), history => {
      for (const { result, waitMs } of follow(history)) {
        const isOver = result.end !== null || result.givenUp !== null;
        expect(result.end === null || (result.givenUp === null && result.job?.state === result.end)).toBe(true);
        expect(isOver || (waitMs >= 1_000 && waitMs <= 5 * minute)).toBe(true);
      }
    }),
  );
});
