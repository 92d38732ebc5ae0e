import type { JobView } from '../imports/jobs/job-view.ts';
import type { ImportJobLog, ImportJobSummary } from '../trackier/import-job.ts';
import { summaryFromLogs } from '../trackier/job-summary.ts';
import { builder } from './builder.ts';
import { needing } from './field-rules.ts';
import { ImportJobRef } from './import-job.ts';

const ImportJobLogRef = builder.objectRef<ImportJobLog>('ImportJobLog').implement({
  description: 'A line that Trackier wrote while it worked the job off, such as an error of one row.',
  fields: t => ({
    id: t.exposeID('id', { description: "Trackier's `_id` of the line." }),
    object: t.exposeString('object', {
      nullable: true,
      description: 'What the line is about, such as `import.csv.conversions`; null when Trackier does not say.',
    }),
    priority: t.exposeInt('priority', {
      nullable: true,
      description:
        "Trackier's own priority of the line; null when it gives none. What the numbers mean is not documented.",
    }),
    message: t.exposeString('message', { description: "Trackier's text, in its own words." }),
    loggedAt: t.expose('loggedAt', {
      type: 'LocalDateTime',
      nullable: true,
      description:
        "When it was written, in the network's wall-clock time, whose zone Trackier does not tell; null when unreadable.",
    }),
  }),
});

const ImportJobSummaryRef = builder.objectRef<ImportJobSummary>('ImportJobSummary').implement({
  description:
    "Trackier's own count of what became of the job's rows. `processedCount` may be less than the rows that were sent: after more than ten bad rows Trackier stops, and the rest is simply not imported.",
  fields: t => ({
    processedCount: t.exposeInt('processedCount', { description: 'Rows that Trackier looked at.' }),
    importedCount: t.exposeInt('importedCount', { description: 'Rows that became new conversions.' }),
    editedCount: t.exposeInt('editedCount', { description: 'Rows that changed a conversion that was there already.' }),
    errorCount: t.exposeInt('errorCount', { description: 'Rows that Trackier refused; why stands in `logs`.' }),
  }),
});

/** The job's logs: from the answer that it was read from, or from a read of the job alone. */
async function logsOf(view: JobView): Promise<readonly ImportJobLog[] | null> {
  return view.job.logs ?? (await view.readDetail())?.logs ?? null;
}

builder.objectFields(ImportJobRef, t => ({
  logs: t.field({
    ...needing('IMPORT_READ', { items: 100, readsJob: true }),
    type: [ImportJobLogRef],
    nullable: true,
    description:
      'The latest 100 lines that Trackier wrote about the job. Costs one more request to Trackier for a job that was read from the list of jobs; null when Trackier no longer knows the job, or beside a GraphQL error.',
    resolve: logsOf,
  }),
  summary: t.field({
    ...needing('IMPORT_READ', { readsJob: true }),
    type: ImportJobSummaryRef,
    nullable: true,
    description:
      'The figures of the job, read from its log; null until Trackier has written them. Costs what `logs` costs; both together cost it once.',
    resolve: async view => {
      const logs = await logsOf(view);
      return logs && summaryFromLogs(logs);
    },
  }),
}));
