import { useEffect } from 'react';
import { Link } from 'wouter';
import { FollowImportJobDocument, type FollowImportJobSubscription } from '../../operations/generated/graphql.ts';
import { useLive } from '../api/use-live.ts';
import { hasEnded, JobBadge } from '../jobs/job-badge.tsx';
import { JobFigures } from '../jobs/job-figures.tsx';
import { useAnnounce } from '../ui/announcer.tsx';
import { Copyable } from '../ui/copyable.tsx';
import { Notice } from '../ui/notice.tsx';

type FollowedJob = FollowImportJobSubscription['importJob'];

/** Trackier's job of a conversion, followed until its end. Give it a key that changes with the job. */
export function JobProgress({ jobId }: { readonly jobId: string }) {
  const { data, connection, failure } = useLive({
    document: FollowImportJobDocument,
    variables: { id: jobId },
    isFinal: ({ importJob }) => hasEnded(importJob.state),
  });
  const job = data?.importJob ?? null;
  return (
    <div className="stack">
      <div className="row">
        <JobBadge state={job?.state ?? 'PENDING'} />
        <span className="quiet">
          Trackier's job <Copyable text={jobId} label="the id of the job" />
        </span>
      </div>
      {failure && (
        <Notice tone="quiet" title="The job cannot be followed from here">
          <p>{failure.message} Trackier has the conversion all the same.</p>
        </Notice>
      )}
      {connection === 'lost' && (
        <p className="quiet">The connection is lost. This goes on by itself when it is back.</p>
      )}
      <div className="job-progress-end">{job && hasEnded(job.state) && <JobEnd job={job} />}</div>
    </div>
  );
}

function JobEnd({ job: { id, state, summary } }: { readonly job: FollowedJob }) {
  const announce = useAnnounce();
  const words = endInWords(state, summary);
  useEffect(() => announce(words), [announce, words]);
  const isImported = state === 'COMPLETED' && summary !== null && summary.errorCount === 0;
  return (
    <div className="stack">
      <p className="answer-panel-word">{words}</p>
      {summary && <JobFigures summary={summary} />}
      {!isImported && (
        <p>
          <Link href={`/jobs?id=${encodeURIComponent(id)}`}>Read what Trackier wrote about it</Link>
        </p>
      )}
    </div>
  );
}

function endInWords(state: FollowedJob['state'], summary: FollowedJob['summary']): string {
  if (state === 'FAILED') return 'Trackier has given the job up. The conversion may have been imported or not.';
  if (summary === null) return 'Trackier has ended the job, and does not say what it did.';
  if (summary.errorCount > 0) return 'Trackier did not import it. Its log says why.';
  return summary.editedCount > 0 ? 'It was there already, and is changed now.' : 'It is imported.';
}
