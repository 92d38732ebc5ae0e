import './job-log.css';
import { useState } from 'react';
import { useQuery } from 'urql';
import { ImportJobDocument, type ImportJobQuery } from '../../operations/generated/graphql.ts';
import { failureOf } from '../api/failure.ts';
import { Button } from '../ui/button.tsx';
import { FailureNotice } from '../ui/failure-notice.tsx';
import { formatCount } from '../ui/figure-text.ts';

/** What Trackier says of a job now, which is asked for when somebody wants to see it. */
export function JobLogOnDemand({ jobId }: { readonly jobId: string }) {
  const [isOpen, setOpen] = useState(false);
  return isOpen ? (
    <JobLog jobId={jobId} />
  ) : (
    <div>
      <Button onClick={() => setOpen(true)}>Show its log</Button>
    </div>
  );
}

/** What Trackier says of a job now: its figures, and its log line by line. */
export function JobLog({ jobId }: { readonly jobId: string }) {
  const [{ data, error }, ask] = useQuery({
    query: ImportJobDocument,
    variables: { id: jobId },
    requestPolicy: 'network-only',
  });
  if (error) return <FailureNotice failure={failureOf(error)} onRetry={() => ask({ requestPolicy: 'network-only' })} />;
  return <output className="job-log">{data ? <Told job={data.importJob} /> : 'Asking Trackier…'}</output>;
}

function Told({ job }: { readonly job: ImportJobQuery['importJob'] }) {
  if (!job) return 'Trackier knows no such job.';
  const { summary, logs } = job;
  return (
    <>
      <span className="numeric">
        {summary
          ? `${formatCount(summary.processedCount)} rows processed: ${formatCount(summary.importedCount)} imported, ${formatCount(summary.editedCount)} edited, ${formatCount(summary.errorCount)} failed.`
          : 'It has told no figures yet.'}
      </span>
      {logs?.map(({ id, message }) => (
        <span key={id} className="job-log-line">
          {message}
        </span>
      ))}
    </>
  );
}
