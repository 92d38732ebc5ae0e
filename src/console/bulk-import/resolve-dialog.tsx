import { useState } from 'react';
import { type FragmentType, getFragmentData } from '../../operations/generated/fragment-masking.ts';
import {
  CandidateJobsDocument,
  type ResolveDialogFragment,
  ResolveDialogFragmentDoc,
  type UncertainPanelFragment,
} from '../../operations/generated/graphql.ts';
import { useSteadyQuery } from '../api/use-steady-query.ts';
import { formatCount, formatCounted } from '../ui/figure-text.ts';
import { CandidateJobs } from './candidate-jobs.tsx';
import { ConfirmDialog } from './confirm-dialog.tsx';
import { jobIdOf, type ResolveChoice } from './resolve-choice.ts';
import { useImportAction } from './use-import-action.ts';

interface ResolveDialogProps {
  readonly bulkImport: UncertainPanelFragment;
  readonly batch: FragmentType<typeof ResolveDialogFragmentDoc>;
  /** The cursor after which it is the first uncertain batch. */
  readonly after: string | null;
  readonly onDone: () => void;
  readonly onClose: () => void;
}

/** Lets a person say what became of a batch whose answer was lost. */
export function ResolveDialog({ bulkImport, batch, after, onDone, onClose }: ResolveDialogProps) {
  const { id, state, rows } = bulkImport;
  const { index, rowCount, firstLine, lastLine } = getFragmentData(ResolveDialogFragmentDoc, batch);
  const [choice, setChoice] = useState<ResolveChoice | null>(null);
  const [typedId, setTypedId] = useState('');
  const variables = { id, after };
  const [{ data, error }] = useSteadyQuery({
    query: CandidateJobsDocument,
    variables,
    requestPolicy: 'network-only',
  });
  const action = useImportAction(id, onDone);
  const found = data?.bulkImport?.batches.edges.find(({ node }) => node.index === index);
  const jobId = jobIdOf(choice, typedId);
  const isAgain = choice?.kind === 'not-arrived';
  return (
    <ConfirmDialog
      title={`What became of batch ${formatCount(index + 1)}?`}
      verb={isAgain ? `Send its ${formatCounted(rowCount, 'row')} again` : 'This job carried it'}
      isDanger={isAgain}
      oath={isAgain ? 'I have looked in Trackier, and it did not arrive.' : null}
      isIncomplete={jobId === undefined}
      action={action}
      onConfirm={() => {
        if (jobId !== undefined) action.run({ kind: 'resolve', index, jobId });
      }}
      onClose={onClose}
    >
      <p>
        Its {formatCounted(rowCount, 'row')} (lines {formatCount(firstLine)}–{formatCount(lastLine)}) were sent, and the
        answer was lost. Look for its job: one that was made when they were sent, with as many rows.
      </p>
      <CandidateJobs
        jobs={found?.node.candidateJobs}
        isReading={!data && !error}
        choice={choice}
        onChoose={setChoice}
        typedId={typedId}
        onType={setTypedId}
        canSendAgain={state !== 'CANCELLED'}
      />
      <Consequence choice={choice} batch={{ rowCount }} queued={state === 'NEEDS_ATTENTION' ? rows.queued : 0} />
    </ConfirmDialog>
  );
}

interface ConsequenceProps {
  readonly choice: ResolveChoice | null;
  readonly batch: Pick<ResolveDialogFragment, 'rowCount'>;
  /** Rows that are sent as well, as the import goes on. */
  readonly queued: number;
}

function Consequence({ choice, batch, queued }: ConsequenceProps) {
  if (!choice) return null;
  return (
    <>
      <p>
        {choice.kind === 'not-arrived'
          ? `If it had arrived after all, its ${formatCounted(batch.rowCount, 'row')} are imported twice, and publishers may be paid twice.`
          : 'Nothing is sent. The job is followed, and its figures are counted here. With a wrong job the rows of this batch may be lost.'}
      </p>
      {queued > 0 && <p>The import goes on with it, so {formatCounted(queued, 'queued row')} are sent as well.</p>}
    </>
  );
}
