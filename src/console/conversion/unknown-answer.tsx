import { useState } from 'react';
import { Link } from 'wouter';
import { JobBadge } from '../jobs/job-badge.tsx';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { Moment } from '../ui/moment.tsx';
import { Notice } from '../ui/notice.tsx';
import { RequestLine } from './answer-parts.tsx';
import type { Answer, ImportResult } from './conversion-desk.ts';
import { desk } from './desk.ts';
import { ResendButton } from './resend-button.tsx';

type OutcomeUnknown = Extract<ImportResult, { __typename: 'OutcomeUnknownError' }>;

interface UnknownAnswerProps {
  readonly answer: Answer;
  readonly unknown: OutcomeUnknown;
}

/** That nobody knows whether it arrived, and where to look before it is sent again. */
export function UnknownAnswer({ answer, unknown }: UnknownAnswerProps) {
  const [isAsking, setAsking] = useState(false);
  return (
    <Notice tone="odd" title="Trackier's answer was lost: it may have been imported or not">
      <p>
        <strong>Do not send it again before you have looked.</strong> What is imported twice is paid twice.
      </p>
      <Candidates jobs={unknown.candidateJobs} />
      <div className="row">
        <ResendButton answer={answer} label="Look for its job again" />
        <Button kind="danger" onClick={() => setAsking(true)}>
          It did not arrive: send it again
        </Button>
      </div>
      <p className="quiet">Looking again sends nothing to Trackier.</p>
      <RequestLine {...unknown} />
      {isAsking && <SendAnewDialog answer={answer} onClose={() => setAsking(false)} />}
    </Notice>
  );
}

function Candidates({ jobs }: { readonly jobs: OutcomeUnknown['candidateJobs'] }) {
  if (jobs.length === 0) {
    return <p>No job is known that could have carried it. Look in Trackier itself, or ask again in a minute.</p>;
  }
  return (
    <>
      <p>{jobs.length === 1 ? 'This job may have carried it:' : 'One of these jobs may have carried it:'}</p>
      <ul className="answer-panel-jobs">
        {jobs.map(({ id, state, createdAt }) => (
          <li key={id}>
            <JobBadge state={state} />
            <Link href={`/jobs?id=${encodeURIComponent(id)}`}>{id}</Link>
            {createdAt !== null && <Moment at={createdAt} />}
          </li>
        ))}
      </ul>
    </>
  );
}

function SendAnewDialog({ answer, onClose }: { readonly answer: Answer; readonly onClose: () => void }) {
  const send = (): void => {
    onClose();
    void desk.sendAnew(answer.input);
  };
  return (
    <Dialog title="Send it again?" onClose={onClose}>
      <p>
        Trackier may have it already. Only if you have looked, and it is not there, does sending it again not pay it
        twice.
      </p>
      <div className="dialog-foot">
        <Button onClick={onClose}>Do not send</Button>
        <Button kind="danger" onClick={send}>
          Send it again
        </Button>
      </div>
    </Dialog>
  );
}
