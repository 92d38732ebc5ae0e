import type { JobView } from '../imports/jobs/job-view.ts';
import type { ImportJob, ImportJobState } from '../trackier/import-job.ts';
import { builder } from './builder.ts';

const ImportJobStateEnum = builder.enumType('ImportJobState', {
  description: "Where a job stands in Trackier's queue.",
  values: {
    PENDING: { description: 'Trackier has queued the job and not begun it.' },
    PROGRESS: { description: 'Trackier is working it off.' },
    COMPLETED: {
      description:
        'Trackier has ended the job. That does not mean that every row was imported: see `summary`. After more than ten bad rows Trackier stops half-way and still calls the job completed.',
    },
    FAILED: { description: 'Trackier has given the job up. Part of its rows may have been imported.' },
    UNKNOWN: {
      description:
        'Trackier used a word that its documents do not know; it stands in `rawState`. Treat it as not ended.',
    },
  } satisfies Record<ImportJobState, { description: string }>,
});

const RelatedObjectRef = builder
  .objectRef<NonNullable<ImportJob['relatedObject']>>('ImportJobRelatedObject')
  .implement({
    description: 'What Trackier stored of the import.',
    fields: t => ({
      csvPath: t.exposeString('csvPath', {
        nullable: true,
        description:
          "The name of Trackier's file with the rows, such as `5c6f54a44d3fb.json`; null when it gives none.",
      }),
      sendPostback: t.exposeBoolean('sendPostback', {
        nullable: true,
        description: 'Whether postbacks go out when the report is ready; null when Trackier does not say.',
      }),
    }),
  });

/** The GraphQL type `ImportJob`. */
export const ImportJobRef = builder.objectRef<JobView>('ImportJob').implement({
  description:
    "A job in Trackier's queue: one POST of conversions that Trackier works off later. Follow it with `subscription { importJob(id:) }`.",
  fields: t => ({
    id: t.id({
      description: "Trackier's `_id`: 24 hexadecimal characters in every sample.",
      resolve: view => view.job.id,
    }),
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
      description:
        'Such as `import.json.conversion`; only the Jobs API gives it, so it is null in the reply of an import.',
      resolve: view => view.job.name,
    }),
  }),
});

builder.objectFields(ImportJobRef, t => ({
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
}));
