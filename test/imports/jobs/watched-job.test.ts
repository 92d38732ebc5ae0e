import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { JobsUnavailableError, NotFoundError } from '../../../src/imports/import-errors.ts';
import {
  type JobAnswer,
  stepWatchedJob,
  unreadJob,
  type WatchedJob,
  waitMs,
} from '../../../src/imports/jobs/watched-job.ts';
import type { ImportJob, ImportJobState } from '../../../src/trackier/import-job.ts';

const figures = {
  id: '1',
  object: null,
  priority: null,
  loggedAt: null,
  message: 'Total Processed: 1 | Imported: 1 | Edited: 0 | Errors: 0',
};

const unsaid = {
  orgId: null,
  type: null,
  subType: null,
  name: null,
  resource: null,
  resourceId: null,
  relatedObject: null,
};

function jobIn(state: ImportJobState, logs: ImportJob['logs'] = null): ImportJob {
  return {
    ...unsaid,
    id: 'j',
    state,
    rawState: state.toLowerCase(),
    live: null,
    meta: {},
    createdAt: null,
    modifiedAt: null,
    logs,
  };
}

const pending = jobIn('PENDING');
const after = (...answers: JobAnswer[]): WatchedJob =>
  answers.reduce<WatchedJob>((watched, answer) => stepWatchedJob(watched, answer).next, unreadJob);

test('the first answer is told, the same again is not', () => {
  expect(stepWatchedJob(unreadJob, pending)).toMatchObject({ tell: true, end: null });
  expect(stepWatchedJob(after(pending), pending)).toMatchObject({ tell: false, end: null });
});

test('a new state, a new date and a new log line are changes; a list without logs is none', () => {
  const logged = jobIn('PROGRESS', [figures]);
  expect(stepWatchedJob(after(pending), jobIn('PROGRESS')).tell).toBe(true);
  expect(stepWatchedJob(after(pending), { ...pending, modifiedAt: new Date(0) }).tell).toBe(true);
  expect(stepWatchedJob(after(jobIn('PROGRESS', [])), logged).tell).toBe(true);
  expect(stepWatchedJob(after(logged), jobIn('PROGRESS')).tell).toBe(false);
});

test('an ended job with its figures is told and over', () => {
  expect(stepWatchedJob(after(pending), jobIn('COMPLETED', [figures]))).toMatchObject({
    tell: true,
    end: { error: null },
  });
});

test('an ended job without figures is told at once, then read a few times more', () => {
  const bare = jobIn('COMPLETED', []);
  expect(stepWatchedJob(after(pending), bare)).toMatchObject({ tell: true, end: null });
  expect(stepWatchedJob(after(pending, bare), jobIn('COMPLETED', [figures]))).toMatchObject({
    tell: true,
    end: { error: null },
  });
  expect(stepWatchedJob(after(pending, bare, bare, bare), bare)).toMatchObject({ tell: false, end: { error: null } });
});

test('no job of that id ends at once where none was seen, and after five reads where one was', () => {
  expect(stepWatchedJob(unreadJob, null).end?.error).toBeInstanceOf(NotFoundError);
  expect(stepWatchedJob(after(pending, null, null, null), null).end).toBeNull();
  expect(stepWatchedJob(after(pending, null, null, null, null), null).end?.error).toBeInstanceOf(NotFoundError);
  expect(stepWatchedJob(after(pending, null, null, null, null, pending), null).end).toBeNull();
});

test('a passing failure is a quiet read; a key that may not read jobs is the end', () => {
  expect(stepWatchedJob(after(pending), new Error('502'))).toMatchObject({
    tell: false,
    end: null,
    next: { quietReads: 1 },
  });
  expect(stepWatchedJob(unreadJob, new JobsUnavailableError()).end?.error).toBeInstanceOf(JobsUnavailableError);
});

const answers = fc.array(
  fc.oneof(
    fc.constantFrom<ImportJobState>('PENDING', 'PROGRESS', 'COMPLETED', 'FAILED', 'UNKNOWN').map(state => jobIn(state)),
    fc.constantFrom<ImportJobState>('PROGRESS', 'COMPLETED', 'FAILED').map(state => jobIn(state, [figures])),
    fc.constant<JobAnswer>(null),
    fc.constant<JobAnswer>(new Error('passing')),
  ),
  { maxLength: 60 },
);

test('whatever Trackier answers, what is told last is what was read last, and waits stay between 1 and 15 seconds', () => {
  fc.assert(
    fc.property(answers, history => {
      let watched = unreadJob;
      let told: ImportJob | null = null;
      for (const answer of history) {
        const { next, tell, end } = stepWatchedJob(watched, answer);
        if (tell) told = next.job;
        const read = answer === null || answer instanceof Error ? told : answer;
        expect(told?.rawState).toBe(read?.rawState);
        expect(waitMs(next)).toBeGreaterThanOrEqual(1_000);
        expect(waitMs(next)).toBeLessThanOrEqual(15_000);
        if (end) return;
        watched = next;
      }
    }),
  );
});
