import { Fragment, type ReactNode } from 'react';
import { Link } from 'wouter';
import { type FragmentType, getFragmentData } from '../../operations/generated/fragment-masking.ts';
import { type ProblemNoticeFragment, ProblemNoticeFragmentDoc } from '../../operations/generated/graphql.ts';
import { Button } from '../ui/button.tsx';
import { formatCounted } from '../ui/figure-text.ts';
import { Notice } from '../ui/notice.tsx';
import { DownloadButton } from './download-button.tsx';
import { siblingName } from './file-names.ts';
import type { DialogName } from './import-dialogs.tsx';
import { problemWords } from './problem-words.ts';
import { type Remedy, remediesOf } from './remedies.ts';

interface ProblemNoticeProps {
  readonly bulkImport: FragmentType<typeof ProblemNoticeFragmentDoc>;
  readonly open: (name: DialogName) => void;
  /** Somebody wants to see what is uncertain. */
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
  retry: ({ open }) => (
    <Button icon="retry" onClick={() => open('retry')}>
      Send again…
    </Button>
  ),
  'go-on': ({ facts: { rows }, open }) => (
    <Button kind="primary" onClick={() => open('go-on')}>
      Go on with {formatCounted(rows.queued, 'queued row')}…
    </Button>
  ),
  cancel: ({ open }) => <Button onClick={() => open('cancel')}>Cancel the import…</Button>,
  'new-import': ({ facts }) => <MendAndImport facts={facts} />,
  'look-at-jobs': () => (
    <Link href="/jobs" className="button">
      Trackier’s latest jobs
    </Link>
  ),
};

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
