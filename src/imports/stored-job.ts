import type { ImportJob } from '../trackier/import-job.ts';

/** A job as text, to be kept. */
export const textFromJob = (job: ImportJob): string => JSON.stringify(job);

/** The job that `textFromJob` made a text of. */
export function jobFromText(text: string): ImportJob {
  const { createdAt, modifiedAt, ...job } = JSON.parse(text);
  return { ...job, createdAt: dateFrom(createdAt), modifiedAt: dateFrom(modifiedAt) };
}

const dateFrom = (text: string | null): Date | null => (text === null ? null : new Date(text));
