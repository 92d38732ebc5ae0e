import { Fragment, type ReactNode } from 'react';
import { Link } from 'wouter';
import { type FragmentType, getFragmentData } from '../../operations/generated/fragment-masking.ts';
import { type ProblemNoticeFragment, ProblemNoticeFragmentDoc } from '../../operations/generated/graphql.ts';
import { Button } from '../ui/button.tsx';
import { formatCounted } from '../ui/figure-text.ts';
import { Notice } from '../ui/notice.tsx';
import { DownloadButton } from './download-button.tsx';
import { siblingName } from './file-names.ts';
import { problemWords } from './problem-words.ts';
import { type Remedy, remediesOf } from './remedies.ts';
import { useImportAction } from './use-import-action.ts';

interface ProblemNoticeProps {
  readonly id: string;
  readonly bulkImport: FragmentType<typeof ProblemNoticeFragmentDoc>;
  readonly onDone: () => void;
  readonly onRetry: () => void;
  readonly onSettle: () => void;
}

/** What stopped the import, and what it asks for. */
export function ProblemNotice({ bulkImport, ...props }: ProblemNoticeProps) {
  const facts = getFragmentData(ProblemNoticeFragmentDoc, bulkImport);
  if (!facts.problem) return null;
  const { title, tone, sentence } = problemWords[facts.problem.code];
  const remedies = remediesOf(facts);
  return (
    <Notice tone={tone} title={title}>
      <p>{sentence ?? facts.problem.message}</p>
      {remedies.length > 0 && (
        <div className="row">
          {remedies.map(remedy => (
            <Fragment key={remedy}>{remedyButtons[remedy]({ facts, ...props })}</Fragment>
          ))}
        </div>
      )}
    </Notice>
  );
}

interface RemedyProps extends Omit<ProblemNoticeProps, 'bulkImport'> {
  readonly facts: ProblemNoticeFragment;
}

const remedyButtons: Readonly<Record<Remedy, (props: RemedyProps) => ReactNode>> = {
  settle: ({ onSettle }) => <Button onClick={onSettle}>Settle uncertain batches</Button>,
  retry: ({ onRetry }) => (
    <Button icon="retry" onClick={onRetry}>
      Send again…
    </Button>
  ),
  'go-on': ({ id, facts, onDone }) => <GoOn id={id} queued={facts.rows.queued} onDone={onDone} />,
  'new-import': ({ facts }) => <MendAndImport facts={facts} />,
  'look-at-jobs': () => (
    <Link href="/jobs" className="button">
      Trackier’s latest jobs
    </Link>
  ),
};

interface GoOnProps {
  readonly id: string;
  readonly queued: number;
  readonly onDone: () => void;
}

function GoOn({ id, queued, onDone }: GoOnProps) {
  const { run, isBusy, refusal } = useImportAction(id, onDone);
  return (
    <>
      <Button kind="primary" isDisabled={isBusy} onClick={() => run({ kind: 'start' })}>
        Go on with {formatCounted(queued, 'queued row')}
      </Button>
      {refusal !== null && (
        <span role="alert" className="field-fault">
          {refusal}
        </span>
      )}
    </>
  );
}

function MendAndImport({ facts: { rejectedRowsUrl, fileName } }: { readonly facts: ProblemNoticeFragment }) {
  return (
    <>
      {rejectedRowsUrl !== null && (
        <DownloadButton path={rejectedRowsUrl} fileName={siblingName(fileName, 'rejected')}>
          Download rejected rows
        </DownloadButton>
      )}
      <Link href="/new" className="button">
        New import
      </Link>
    </>
  );
}
