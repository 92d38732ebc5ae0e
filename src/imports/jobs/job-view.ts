import type { ImportJob } from '../../trackier/import-job.ts';

/** A job as it was read, and a way to its logs where that answer did not carry them. */
export interface JobView {
  readonly job: ImportJob;
  /** Reads the job alone, with its logs, once however often it is called; null when Trackier no longer knows it. */
  readonly readDetail: () => Promise<ImportJob | null>;
}
