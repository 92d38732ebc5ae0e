import { useId, useState } from 'react';
import { type FragmentType, getFragmentData } from '../../operations/generated/fragment-masking.ts';
import { JobRowFragmentDoc } from '../../operations/generated/graphql.ts';
import { Icon } from '../ui/icon.tsx';
import { Moment } from '../ui/moment.tsx';
import { JobBadge } from './job-badge.tsx';
import { JobDetail } from './job-detail.tsx';

/** A job among others. What Trackier wrote about it is read when it is opened: that costs a request. */
export function JobRow({ job }: { readonly job: FragmentType<typeof JobRowFragmentDoc> }) {
  const { id, name, type, state, rawState, createdAt } = getFragmentData(JobRowFragmentDoc, job);
  const [isOpen, setOpen] = useState(false);
  const detailId = useId();
  return (
    <li className="job-list-row">
      <button
        type="button"
        className="job-list-head"
        aria-expanded={isOpen}
        aria-controls={isOpen ? detailId : undefined}
        onClick={() => setOpen(!isOpen)}
      >
        <Icon name="chevron" />
        <span className="job-list-name">
          {name ?? type ?? 'A job without a name'} <code className="job-list-id quiet">{id}</code>
        </span>
        <span>
          <JobBadge state={state} rawState={rawState} />
        </span>
        <span className="job-list-created quiet">{createdAt !== null && <Moment at={createdAt} />}</span>
      </button>
      {isOpen && (
        <div className="job-list-detail" id={detailId}>
          <JobDetail id={id} />
        </div>
      )}
    </li>
  );
}
