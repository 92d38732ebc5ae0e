import './job-list.css';
import { JobListDocument, type JobListQuery } from '../../operations/generated/graphql.ts';
import { type PolledView, usePolled } from '../api/use-polled.ts';
import { Button } from '../ui/button.tsx';
import { Empty } from '../ui/empty.tsx';
import { Panel } from '../ui/panel.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { StaleNotice } from '../ui/stale-notice.tsx';
import { isUnderWay } from './job-badge.tsx';
import { JobRow } from './job-row.tsx';
import { NoJobsNotice } from './no-jobs-notice.tsx';

const noVariables = {};
const clock = new Intl.DateTimeFormat(undefined, { timeStyle: 'medium' });

// Each time costs a request to Trackier, of which there are few.
const waitMs = ({ importJobs }: JobListQuery): number | null =>
  importJobs?.some(({ state }) => isUnderWay(state)) ? 5_000 : null;

/** The latest jobs of Trackier's; asked for again by itself only while one of them is under way. */
export function JobList() {
  const polled = usePolled({ document: JobListDocument, variables: noVariables, waitMs });
  return (
    <Panel title="Latest jobs" isFlush actions={<Refresh polled={polled} />}>
      <JobListBody polled={polled} />
    </Panel>
  );
}

function Refresh({ polled: { readAt, isReading, refresh } }: { readonly polled: PolledView<JobListQuery> }) {
  return (
    <span className="row">
      {readAt !== null && <span className="quiet numeric">As of {clock.format(new Date(readAt))}</span>}
      <Button icon="retry" isDisabled={isReading} onClick={refresh}>
        Refresh
      </Button>
    </span>
  );
}

function JobListBody({ polled }: { readonly polled: PolledView<JobListQuery> }) {
  const { data, failure } = polled;
  if (failure?.code === 'JOBS_UNAVAILABLE') return <NoJobsNotice />;
  const jobs = data?.importJobs;
  return (
    <>
      {failure && <StaleNotice polled={polled} what="The list of jobs" />}
      {!jobs && !failure && <Skeleton lines={8} />}
      {jobs?.length === 0 && (
        <Empty title="Trackier lists no job">
          <p>It makes one for each import. Import something, and it is here.</p>
        </Empty>
      )}
      {jobs && jobs.length > 0 && (
        <ul className="job-list">
          {jobs.map(job => (
            <JobRow job={job} key={job.id} />
          ))}
        </ul>
      )}
    </>
  );
}
