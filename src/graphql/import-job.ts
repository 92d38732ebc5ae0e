import type { ImportJob, ImportJobLog, ImportJobState, ImportJobSummary } from '../trackier/import-job.ts';
import { summaryFromLogs } from '../trackier/job-summary.ts';
import { builder } from './builder.ts';
import type { JobView } from '../imports/job-view.ts';
import { listJobViews, loadJobViews } from './loaders.ts';

const stateDescriptions: Record<ImportJobState, string> = {
  PENDING: 'Trackier has queued the job and not begun it.',
  PROGRESS: 'Trackier is working it off.',
  COMPLETED:
    'Trackier has ended the job. That does not mean that every row was imported: see `summary`. After more than ten bad rows Trackier stops half-way and still calls the job completed.',
  FAILED: 'Trackier has given the job up. Part of its rows may have been imported.',
  UNKNOWN: 'Trackier used a word that its documents do not know; it stands in `rawState`. Treat it as not ended.',
};

const ImportJobStateEnum = builder.enumType('ImportJobState', {
  description: "Where a job stands in Trackier's queue.",
  values: Object.fromEntries(
    Object.entries(stateDescriptions).map(([state, description]) => [state, { description }]),
  ) as Record<ImportJobState, { description: string }>,
});

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
      description: "Trackier's own priority of the line; null when it gives none. What the numbers mean is not documented.",
    }),
    message: t.exposeString('message', { description: "Trackier's text, in its own words." }),
    loggedAt: t.expose('loggedAt', {
      type: 'LocalDateTime',
      nullable: true,
      description: "When it was written, in the network's wall-clock time, whose zone Trackier does not tell; null when unreadable.",
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

const RelatedObjectRef = builder
  .objectRef<NonNullable<ImportJob['relatedObject']>>('ImportJobRelatedObject')
  .implement({
    description: 'What Trackier stored of the import.',
    fields: t => ({
      csvPath: t.exposeString('csvPath', {
        nullable: true,
        description: "The name of Trackier's file with the rows, such as `5c6f54a44d3fb.json`; null when it gives none.",
      }),
      sendPostback: t.exposeBoolean('sendPostback', {
        nullable: true,
        description: 'Whether postbacks go out when the report is ready; null when Trackier does not say.',
      }),
    }),
  });

/** The job's logs: from the answer that it was read from, or from a read of the job alone. */
async function logsOf(view: JobView): Promise<readonly ImportJobLog[] | null> {
  return view.job.logs ?? (await view.readDetail())?.logs ?? null;
}

/** The GraphQL type `ImportJob`. */
export const ImportJobRef = builder.objectRef<JobView>('ImportJob').implement({
  description:
    "A job in Trackier's queue: one POST of conversions that Trackier works off later. Follow it with `subscription { importJob(id:) }`.",
  fields: t => ({
    id: t.id({ description: "Trackier's `_id`: 24 hexadecimal characters in every sample.", resolve: view => view.job.id }),
    state: t.field({ type: ImportJobStateEnum, description: 'Where the job stands.', resolve: view => view.job.state }),
    rawState: t.string({
      description: "Trackier's own word for the state, such as `pending`; empty when it gave none.",
      resolve: view => view.job.rawState,
    }),
    orgId: t.id({
      nullable: true,
      description: "The network's id at Trackier; null when the answer does not carry it (the Jobs API does not).",
      resolve: view => view.job.orgId,
    }),
    type: t.string({
      nullable: true,
      description: 'The kind of job, such as `import`; null when the answer does not carry it.',
      resolve: view => view.job.type,
    }),
    subType: t.string({
      nullable: true,
      description: 'Such as `job_import_conversion_v2`; null when the answer does not carry it.',
      resolve: view => view.job.subType,
    }),
    name: t.string({
      nullable: true,
      description: 'Such as `import.json.conversion`; only the Jobs API gives it, so it is null in the reply of an import.',
      resolve: view => view.job.name,
    }),
    resource: t.string({
      nullable: true,
      description: 'What the job works on, such as `Conversion`; null when the answer does not carry it.',
      resolve: view => view.job.resource,
    }),
    resourceId: t.id({
      nullable: true,
      description: 'The id of what the job works on; null for imports.',
      resolve: view => view.job.resourceId,
    }),
    relatedObject: t.field({
      type: RelatedObjectRef,
      nullable: true,
      description: 'What Trackier stored of the import; null when the answer does not carry it (the Jobs API does not).',
      resolve: view => view.job.relatedObject,
    }),
    live: t.boolean({
      nullable: true,
      description: "Trackier's `live` flag, whose meaning is not documented; null when the answer does not carry it.",
      resolve: view => view.job.live,
    }),
    meta: t.field({
      type: 'JSONObject',
      description: "Trackier's `meta`, as it is; an empty object when there is none.",
      resolve: view => view.job.meta,
    }),
    createdAt: t.field({
      type: 'DateTime',
      nullable: true,
      description: 'When Trackier queued the job; null when the date cannot be read.',
      resolve: view => view.job.createdAt,
    }),
    modifiedAt: t.field({
      type: 'DateTime',
      nullable: true,
      description: 'When the job last changed; null until it has, or when the answer does not carry it.',
      resolve: view => view.job.modifiedAt,
    }),
    logs: t.field({
      type: [ImportJobLogRef],
      nullable: true,
      description:
        'The latest 100 lines that Trackier wrote about the job. Costs one more request to Trackier for a job that was read from the list of jobs; null when Trackier no longer knows the job.',
      resolve: logsOf,
    }),
    summary: t.field({
      type: ImportJobSummaryRef,
      nullable: true,
      description:
        "The figures of the job, read from its log; null until Trackier has written them. Costs what `logs` costs; both together cost it once.",
      resolve: async view => {
        const logs = await logsOf(view);
        return logs && summaryFromLogs(logs);
      },
    }),
  }),
});

builder.queryFields(t => ({
  importJob: t.loadable({
    type: ImportJobRef,
    nullable: true,
    load: loadJobViews,
    description:
      'A job by its id; null when Trackier knows no such job. Fails with `JOBS_UNAVAILABLE` when the API key may not read jobs (imports still work), and with an `ErrorCode` otherwise.',
    args: { id: t.arg.id({ required: true, description: "Trackier's `_id` of the job, as `ImportJob.id` gives it." }) },
    resolve: (_root, { id }) => id,
  }),
  importJobs: t.field({
    type: [ImportJobRef],
    nullable: true,
    description:
      "The latest 50 jobs that Trackier lists, of all kinds, in Trackier's order. Costs one request to Trackier, whatever else the query asks of jobs.",
    resolve: async (_root, _args, ctx) => await listJobViews(ctx),
  }),
}));

builder.subscriptionField('importJob', t =>
  t.field({
    type: ImportJobRef,
    description:
      'The job as it stands now, then at every change; completes after COMPLETED or FAILED. An id that Trackier does not know fails with `NOT_FOUND`. A passing failure of Trackier does not end the stream.',
    args: { id: t.arg.id({ required: true, description: "Trackier's `_id` of the job, as `ImportJob.id` gives it." }) },
    subscribe: (_root, { id }, ctx) => ctx.tenant.jobWatcher.watch(id),
    resolve: view => view,
  }),
);
