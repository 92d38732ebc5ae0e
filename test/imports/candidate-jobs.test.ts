import { expect, test } from 'vitest';
import { candidateJobs } from '../../src/imports/candidate-jobs.ts';
import type { ImportJob } from '../../src/trackier/import-job.ts';

const startedAt = new Date('2026-11-22T10:00:00Z');
const endedAt = new Date('2026-11-22T10:00:30Z');

const unsaid = { orgId: null, type: null, subType: null, resource: null, resourceId: null, relatedObject: null };

const job = (id: string, createdAt: string | null, more: Partial<ImportJob> = {}): ImportJob => ({
  ...unsaid,
  id,
  state: 'PENDING',
  rawState: 'pending',
  name: 'import.json.conversion',
  live: null,
  meta: {},
  createdAt: createdAt === null ? null : new Date(createdAt),
  modifiedAt: null,
  logs: null,
  ...more,
});

test('jobs from 60 s before the request to 60 s after its end may have carried it, and no others', () => {
  const jobs = [
    job('too early', '2026-11-22T09:58:59.999Z'),
    job('just early enough', '2026-11-22T09:59:00Z'),
    job('while it was out', '2026-11-22T10:00:10Z'),
    job('just late enough', '2026-11-22T10:01:30Z'),
    job('too late', '2026-11-22T10:01:30.001Z'),
  ];
  expect(candidateJobs(jobs, startedAt, endedAt).map(({ id }) => id)).toEqual([
    'just early enough',
    'while it was out',
    'just late enough',
  ]);
});

test('a job that is no import is none; one that does not say, in kind or date, may be', () => {
  const jobs = [
    job('export', '2026-11-22T10:00:00Z', { name: 'export.csv.report' }),
    job('import by type', '2026-11-22T10:00:00Z', { name: null, type: 'import' }),
    job('without a kind', '2026-11-22T10:00:00Z', { name: null }),
    job('without a date', null),
  ];
  expect(candidateJobs(jobs, startedAt, endedAt).map(({ id }) => id)).toEqual([
    'import by type',
    'without a kind',
    'without a date',
  ]);
});
