import './batch-detail.css';
import { type FragmentType, getFragmentData } from '../../operations/generated/fragment-masking.ts';
import { type BatchDetailFragment, BatchDetailFragmentDoc } from '../../operations/generated/graphql.ts';
import { Badge } from '../ui/badge.tsx';
import { Copyable } from '../ui/copyable.tsx';
import { formatCount, formatCounted } from '../ui/figure-text.ts';
import { batchStates } from './batch-states.ts';
import { JobLogOnDemand } from './job-log.tsx';

/** All that is known of one batch; without one, how to see one. */
export function BatchDetail({ batch }: { readonly batch: FragmentType<typeof BatchDetailFragmentDoc> | null }) {
  const facts = getFragmentData(BatchDetailFragmentDoc, batch);
  return (
    <div className="batch-detail" id="batch-detail">
      {facts ? (
        <Facts facts={facts} />
      ) : (
        <p className="quiet">Point at a batch, or choose one, to see its rows, its job, and what went wrong.</p>
      )}
    </div>
  );
}

function Facts({ facts }: { readonly facts: BatchDetailFragment }) {
  const { index, state, rowCount, firstLine, lastLine, attemptCount, job, error } = facts;
  const { word, meaning, tone } = batchStates[state];
  return (
    <>
      <div className="row">
        <h3>Batch {formatCount(index + 1)}</h3>
        <Badge tone={tone}>{word}</Badge>
        <span className="quiet numeric">
          {formatCounted(rowCount, 'row')}, lines {formatCount(firstLine)}–{formatCount(lastLine)}
          {attemptCount > 0 && `, ${formatCounted(attemptCount, 'attempt')}`}
        </span>
      </div>
      <p className="quiet">{meaning}</p>
      {job && <JobFacts job={job} rowCount={rowCount} />}
      {job && <JobLogOnDemand key={job.id} jobId={job.id} />}
      {error && <ErrorFacts error={error} />}
    </>
  );
}

interface JobFactsProps {
  readonly job: NonNullable<BatchDetailFragment['job']>;
  readonly rowCount: number;
}

function JobFacts({ job: { id, summary }, rowCount }: JobFactsProps) {
  return (
    <div className="batch-detail-line">
      <span className="batch-detail-name">Trackier’s job</span>
      <Copyable text={id} label="the job’s id" />
      <span className="quiet numeric">
        {summary
          ? `${formatCount(summary.processedCount)} of ${formatCounted(rowCount, 'row')} processed: ${formatCount(summary.importedCount)} imported, ${formatCount(summary.editedCount)} edited, ${formatCount(summary.errorCount)} failed`
          : 'no figures yet'}
      </span>
    </div>
  );
}

function ErrorFacts({ error }: { readonly error: NonNullable<BatchDetailFragment['error']> }) {
  return (
    <div className="batch-detail-line">
      <span className="batch-detail-name batch-detail-bad">What went wrong</span>
      <span>{error.message}</span>
      <span className="quiet">
        {error.code} · request <code>{error.requestId}</code>
      </span>
    </div>
  );
}
