import './job-detail.css';
import { useEffect } from 'react';
import { getFragmentData } from '../../operations/generated/fragment-masking.ts';
import {
  ImportJobDocument,
  ImportJobPartsFragmentDoc,
  type ImportJobQuery,
} from '../../operations/generated/graphql.ts';
import { usePolled } from '../api/use-polled.ts';
import { useAnnounce } from '../ui/announcer.tsx';
import { Copyable } from '../ui/copyable.tsx';
import { Empty } from '../ui/empty.tsx';
import { LocalMoment, Moment } from '../ui/moment.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { StaleNotice } from '../ui/stale-notice.tsx';
import { isUnderWay, JobBadge } from './job-badge.tsx';
import { JobFigures } from './job-figures.tsx';
import { NoJobsNotice } from './no-jobs-notice.tsx';

type JobWithLogs = NonNullable<ImportJobQuery['importJob']>;

const waitMs = ({ importJob }: ImportJobQuery): number | null => {
  const parts = getFragmentData(ImportJobPartsFragmentDoc, importJob);
  return parts && isUnderWay(parts.state) ? 5_000 : null;
};

interface JobDetailProps {
  readonly id: string;
  /** Whether nothing above it says which job it is and where it stands. @default false */
  readonly isAlone?: boolean;
}

/** What Trackier wrote about a job. */
export function JobDetail({ id, isAlone = false }: JobDetailProps) {
  const polled = usePolled({ document: ImportJobDocument, variables: { id }, waitMs });
  const { data, failure } = polled;
  const job = data?.importJob ?? null;
  const announce = useAnnounce();
  const finding = isAlone && data ? (job ? 'The job is shown below.' : 'Trackier knows no such job.') : null;
  useEffect(() => {
    if (finding !== null) announce(finding);
  }, [announce, finding]);
  if (failure?.code === 'JOBS_UNAVAILABLE') return <NoJobsNotice />;
  return (
    <div className="job-detail">
      {failure && <StaleNotice polled={polled} what="The job" />}
      {!data && !failure && <Skeleton lines={4} />}
      {data && !job && (
        <Empty title="Trackier knows no such job">
          <p>Check the id: it may have been cut short, or be one of another key's.</p>
        </Empty>
      )}
      {job && (
        <div className="panel-body stack">
          <JobFacts job={job} isAlone={isAlone} />
          {job.summary && <JobFigures summary={job.summary} />}
          <JobLogs logs={job.logs} />
        </div>
      )}
    </div>
  );
}

function JobFacts({ job, isAlone }: { readonly job: JobWithLogs; readonly isAlone: boolean }) {
  const { id, state, rawState, createdAt } = getFragmentData(ImportJobPartsFragmentDoc, job);
  return (
    <div className="row">
      {isAlone && <JobBadge state={state} rawState={rawState} />}
      <Copyable text={id} label="the id of the job" />
      {isAlone && createdAt !== null && (
        <span className="quiet">
          <Moment at={createdAt} />
        </span>
      )}
    </div>
  );
}

function JobLogs({ logs }: Pick<JobWithLogs, 'logs'>) {
  if (!logs || logs.length === 0) return <p className="quiet">Trackier has not written anything about it yet.</p>;
  return (
    <table className="job-detail-logs">
      <caption className="visually-hidden">What Trackier wrote</caption>
      <thead className="visually-hidden">
        <tr>
          <th>Trackier's local time</th>
          <th>Message</th>
        </tr>
      </thead>
      <tbody>
        {logs.map(({ id, loggedAt, message }) => (
          <tr key={id}>
            <td className="quiet">{loggedAt !== null && <LocalMoment at={loggedAt} />}</td>
            <td>{message}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
