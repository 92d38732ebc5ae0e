import type { BulkImportBatch } from '../imports/bulk/bulk-import.ts';
import { failureOf } from './batch-failure.ts';
import { builder } from './builder.ts';
import { loadCandidateJobs } from './bulk-import-loaders.ts';
import { connectionOf } from './connections.ts';
import { ErrorInterface } from './error-interface.ts';
import { listedJobs, needing, requestReads } from './field-rules.ts';
import { ImportJobRef } from './import-job.ts';
import { viewOf } from './loaders.ts';

/** The GraphQL enum `BulkImportBatchState`. */
export const BulkImportBatchStateEnum = builder.enumType('BulkImportBatchState', {
  description: 'Where a batch stands.',
  values: {
    QUEUED: { description: 'It is to be sent.' },
    SENDING: { description: 'It is on its way at this moment; its rows count as `queued`.' },
    SUBMITTED: {
      description:
        'Trackier took it and made a job, whose end or figures are not known: yet, or for good if `error` is there.',
    },
    IMPORTED: {
      description:
        'Its job is completed and Trackier looked at every row. Some of them may have been refused one by one: see `job.summary`.',
    },
    HALTED: {
      description:
        'Its job is completed, but Trackier looked at fewer rows than it was sent, as it does after more than ten bad ones. Which ones is not told: those that were not looked at are taken to be the last, because rows are worked off in their order. That is an assumption. A retry sends them as a new batch; this one stays as it is.',
    },
    UNCERTAIN: {
      description:
        'It was sent and the answer was lost, so it may have been imported or not. Never sent again unless somebody decides it: `resolveBulkImportBatch`, a retry that names UNCERTAIN, or the policy RESEND.',
    },
    FAILED: {
      description:
        'Without a `job`, Trackier refused it and nothing of it was queued. With one, Trackier gave the job up, and part of the rows may have been imported.',
    },
    CANCELLED: { description: 'The import was cancelled before it was sent.' },
  } satisfies Record<BulkImportBatch['state'], { description: string }>,
});

/** One reading of the list of jobs, and of those that are known to carry something else, for all batches of a part. */
const candidateJobsCost = {
  sharedReads: requestReads + 1,
  items: listedJobs,
  jobReads: listedJobs * requestReads,
};

const BulkImportBatchRef = builder.objectRef<BulkImportBatch>('BulkImportBatch').implement({
  description: 'The rows that one POST to Trackier carries, in the order of the file.',
  fields: t => ({
    index: t.exposeInt('index', {
      description: 'Its place among the batches, from 0. The tail of a halted batch is a new one at the end.',
    }),
    state: t.expose('state', { type: BulkImportBatchStateEnum, description: 'Where it stands.' }),
    rowCount: t.exposeInt('rowCount', { description: 'How many rows it carries.' }),
    firstLine: t.exposeInt('firstLine', { description: 'The line of the file on which its first row begins, from 1.' }),
    lastLine: t.exposeInt('lastLine', {
      description: 'The line on which its last row begins. Rejected rows may lie in between.',
    }),
    attemptCount: t.exposeInt('attemptCount', {
      description: 'How often it was set about, also where nothing was sent because no connection could be made.',
    }),
    job: t.field({
      type: ImportJobRef,
      nullable: true,
      description:
        'The job that Trackier made of it, as it was last read and stored: reading it costs nothing, and its `logs` are those that were stored, null if none were. null when there is no job, or none that is known.',
      resolve: ({ job }) => job && { job, readDetail: () => Promise.resolve(job) },
    }),
    candidateJobs: t.field({
      ...needing('IMPORT_READ', candidateJobsCost),
      type: [ImportJobRef],
      nullable: true,
      description:
        'Of an UNCERTAIN batch: import jobs that Trackier lists as created from 60 s before it was sent to 60 s after, less those that are known to have carried something else. One of them may have carried it, or none; an empty list proves nothing, since Trackier lists its latest 50 jobs only. null for other batches, and when jobs cannot be read. Costs a request to Trackier.',
      resolve: async (batch, _args, ctx) => {
        if (batch.state !== 'UNCERTAIN') return null;
        const jobs = await loadCandidateJobs(batch, ctx);
        return jobs && jobs.map(job => viewOf(job, ctx));
      },
    }),
    error: t.field({
      type: ErrorInterface,
      nullable: true,
      description:
        'What went wrong last; null when nothing did. Of a SUBMITTED batch: why its job is not followed any more. `requestId` is the id of the attempt, as it stands in the log.',
      resolve: failureOf,
    }),
  }),
});

/** The GraphQL type `BulkImportBatchConnection`. */
export const BulkImportBatchConnection = connectionOf<BulkImportBatch>('BulkImportBatch', 'batches, by index', t =>
  t.field({ type: BulkImportBatchRef, description: 'The batch.', resolve: edge => edge.node }),
);
