import type { ImportJob } from '../trackier/import-job.ts';

/** A job as JSON has it. */
export type StoredJob = Omit<ImportJob, 'createdAt' | 'modifiedAt'> & {
  readonly createdAt: string | null;
  readonly modifiedAt: string | null;
};

/** A job as text, to be kept. */
export const textFromJob = (job: ImportJob): string => JSON.stringify(job);

/** The job that `textFromJob` made a text of. */
export const jobFromText = (text: string): ImportJob => jobFromStored(JSON.parse(text));

/** A job whose dates are dates again. */
export const jobFromStored = ({ createdAt, modifiedAt, ...job }: StoredJob): ImportJob => ({
  ...job,
  createdAt: createdAt === null ? null : new Date(createdAt),
  modifiedAt: modifiedAt === null ? null : new Date(modifiedAt),
});
