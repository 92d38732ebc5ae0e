import { useSteadyQuery } from '../api/use-steady-query.ts';
import './job-log.css';
import { type ReactNode, useState } from 'react';
import { ImportJobDocument, type ImportJobQuery } from '../../operations/generated/graphql.ts';
import { failureOf } from '../api/failure.ts';
import { Button } from '../ui/button.tsx';
import { FailureNotice } from '../ui/failure-notice.tsx';
import { formatCount, formatCounted } from '../ui/figure-text.ts';

/** The log of a batch's job, which is asked for when somebody wants to see it. */
export function JobLogOnDemand({ jobId }: { readonly jobId: string }) {
  const [isOpen, setOpen] = useState(false);
  return isOpen ? (
    <JobWords jobId={jobId}>{job => <Log job={job} />}</JobWords>
  ) : (
    <div>
      <Button onClick={() => setOpen(true)}>Show its log</Button>
    </div>
  );
}

/** How many rows a job had, and what became of them. */
export function JobFigures({ jobId }: { readonly jobId: string }) {
  return <JobWords jobId={jobId}>{job => <Figures job={job} />}</JobWords>;
}

type Job = NonNullable<ImportJobQuery['importJob']>;

interface JobWordsProps {
  readonly jobId: string;
  readonly children: (job: Job) => ReactNode;
}

/** What Trackier says of a job now. */
function JobWords({ jobId, children }: JobWordsProps) {
  const [{ data, error }, ask] = useSteadyQuery({
    query: ImportJobDocument,
    variables: { id: jobId },
    requestPolicy: 'network-only',
  });
  if (error) return <FailureNotice failure={failureOf(error)} onRetry={() => ask({ requestPolicy: 'network-only' })} />;
  const job = data?.importJob;
  return (
    <output className="job-log">
      {job && children(job)}
      {job === null && 'Trackier knows no such job.'}
      {!data && 'Asking Trackier…'}
    </output>
  );
}

function Figures({ job: { summary } }: { readonly job: Job }) {
  if (!summary) return 'It has told no figures yet.';
  const { processedCount, importedCount, editedCount, errorCount } = summary;
  const parts = `${formatCount(importedCount)} imported, ${formatCount(editedCount)} edited, ${formatCount(errorCount)} failed`;
  return `${formatCounted(processedCount, 'row')} processed: ${parts}.`;
}

function Log({ job: { logs } }: { readonly job: Job }) {
  if (!logs || logs.length === 0) return 'Trackier has written nothing about it.';
  return (
    <>
      <span>In Trackier’s words, which counts the rows of this batch from 1:</span>
      {logs.map(({ id, message }) => (
        <span key={id} className="job-log-line">
          {message}
        </span>
      ))}
    </>
  );
}
