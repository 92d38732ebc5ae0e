import type { ImportActionsFragment, ProblemNoticeFragment } from '../../operations/generated/graphql.ts';

/** What a person can do about an import that has stopped. */
export type Remedy = 'settle' | 'retry' | 'go-on' | 'cancel' | 'new-import' | 'look-at-jobs';

interface Stopped extends Pick<ProblemNoticeFragment, 'state' | 'rows'> {
  readonly problem: Pick<NonNullable<ProblemNoticeFragment['problem']>, 'code'> | null;
}

/** What can be done, that which should be done first coming first. */
export function remediesOf({ state, problem, rows }: Stopped): readonly Remedy[] {
  const code = problem?.code;
  const isOpen = state === 'NEEDS_ATTENTION';
  const canRetry = rows.unprocessed + rows.unsent + rows.uncertain > 0 || code === 'FAILED_BATCHES';
  const remedies: readonly (readonly [Remedy, boolean])[] = [
    ['go-on', isOpen && rows.queued > 0],
    ['cancel', isOpen && (code === 'REQUEST_REJECTED' || code === 'REPEATED_HALTS')],
    ['settle', rows.uncertain > 0],
    ['retry', canRetry && (isOpen || state === 'COMPLETED')],
    ['new-import', code === 'NOTHING_TO_SEND' || code === 'INVALID_ROWS'],
    ['look-at-jobs', code === 'JOBS_UNAVAILABLE'],
  ];
  return remedies.filter(([, isThere]) => isThere).map(([remedy]) => remedy);
}

/** Whether there is something that can be cancelled. */
export const canCancel = ({ state }: Pick<ImportActionsFragment, 'state'>): boolean =>
  state === 'AWAITING_UPLOAD' || state === 'READY' || state === 'RUNNING' || state === 'NEEDS_ATTENTION';
