import { Notice } from '../ui/notice.tsx';
import { FaultList } from './answer-parts.tsx';
import type { ImportResult } from './conversion-desk.ts';
import { JobProgress } from './job-progress.tsx';

type Payload = Extract<ImportResult, { __typename: 'ImportConversionsPayload' }>;

/** That it is valid, or that Trackier has it, and what becomes of it there. */
export function AcceptedAnswer({ payload }: { readonly payload: Payload }) {
  const { job, rowErrors, validatedOnly, replayed, upstreamMessage } = payload;
  if (rowErrors.length > 0) {
    return (
      <Notice tone="bad" title="It is not valid. Nothing was sent">
        <FaultList faults={rowErrors} />
      </Notice>
    );
  }
  if (validatedOnly) {
    return (
      <Notice tone="good" title="It is valid. Nothing was sent">
        <p>Whether Trackier knows the click and the goal shows only when it is imported.</p>
      </Notice>
    );
  }
  if (!job) return <Notice tone="quiet" title="There was nothing to send" />;
  return (
    <>
      <Notice
        tone={replayed ? 'quiet' : 'good'}
        title={replayed ? 'This was sent before. It was not sent again' : 'Trackier has it'}
      >
        <p>
          {replayed
            ? 'Here is what came of it the first time.'
            : `Queued is not imported: below is what becomes of it. Trackier says: ${upstreamMessage ?? 'nothing'}`}
        </p>
      </Notice>
      <JobProgress jobId={job.id} key={job.id} />
    </>
  );
}
