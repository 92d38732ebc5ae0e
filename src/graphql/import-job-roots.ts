import { builder } from './builder.ts';
import { listedJobs, needing, requestReads } from './field-rules.ts';
import { ImportJobRef } from './import-job.ts';
import { listJobViews, loadJobViews } from './loaders.ts';

builder.queryFields(t => ({
  importJob: t.loadable({
    ...needing('IMPORT_READ', { reads: requestReads }),
    type: ImportJobRef,
    nullable: true,
    load: loadJobViews,
    description:
      'A job by its id; null when Trackier knows no such job. Fails with `JOBS_UNAVAILABLE` when the API key may not read jobs (imports still work), and with another code otherwise (null beside the error).',
    args: { id: t.arg.id({ required: true, description: "Trackier's `_id` of the job, as `ImportJob.id` gives it." }) },
    resolve: (_root, { id }) => id,
  }),
  importJobs: t.field({
    ...needing('IMPORT_READ', { reads: requestReads, items: listedJobs, jobReads: listedJobs * requestReads }),
    type: [ImportJobRef],
    nullable: true,
    description:
      "The latest 50 jobs that Trackier lists, of all kinds, in Trackier's order. Costs one request to Trackier; asking for `logs` or `summary` costs one more for each job. null only beside a GraphQL error.",
    resolve: async (_root, _args, ctx) => await listJobViews(ctx),
  }),
}));

builder.subscriptionField('importJob', t =>
  t.field({
    ...needing('IMPORT_READ', { reads: requestReads }),
    type: ImportJobRef,
    description:
      'The job as it stands now, then at every change; completes after COMPLETED or FAILED. An id that Trackier does not know fails with `NOT_FOUND`. A key that Trackier refuses ends it with that code; a passing failure does not end it.',
    args: { id: t.arg.id({ required: true, description: "Trackier's `_id` of the job, as `ImportJob.id` gives it." }) },
    subscribe: (_root, { id }, ctx) => ctx.tenant.jobWatcher.watch(id),
    resolve: view => view,
  }),
);
