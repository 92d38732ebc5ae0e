import type { BatchGroup } from '../../store/bulk-batches.ts';
import type { BatchState } from '../../store/states.ts';
import type { Batch } from './batch-machine.ts';
import type { BulkImport, BulkImportRowCounts } from './bulk-import.ts';
import type { BatchTally } from './import-machine.ts';
import { addCounts, noRows, type RowCounts, rowCountsOf, submittedOf } from './row-counts.ts';

/** What the groups of an import's batches say to the import's machine. */
export function tallyOf(groups: readonly BatchGroup[]): BatchTally {
  const count = (isCounted: (group: BatchGroup) => boolean): number =>
    groups.filter(isCounted).reduce((sum, group) => sum + group.batches, 0);
  const countState = (state: BatchState): number => count(group => group.state === state);
  return {
    queued: countState('QUEUED'),
    sending: countState('SENDING'),
    followed: count(group => group.state === 'SUBMITTED' && group.is_given_up === 0),
    uncertain: countState('UNCERTAIN'),
    halted: groups.filter(({ state }) => state === 'HALTED').reduce((sum, group) => sum + group.with_unprocessed, 0),
    failed: countState('FAILED'),
    cancelled: countState('CANCELLED'),
    givenUp: count(group => group.state === 'SUBMITTED' && group.is_given_up === 1),
  };
}

/** Where an import's rows stand, by the groups of its batches. */
export function rowCountsFrom(
  { acceptedCount, rejectedCount, duplicateCount }: BulkImport,
  groups: readonly BatchGroup[],
): BulkImportRowCounts {
  const counts = groups.map(countsOfGroup).reduce(addCounts, noRows);
  return {
    total: acceptedCount + rejectedCount + duplicateCount,
    accepted: acceptedCount,
    rejected: rejectedCount,
    duplicate: duplicateCount,
    ...counts,
    submitted: submittedOf(counts),
  };
}

/** Counting is linear: batches that are alike in all but their numbers count as one of their sums. */
function countsOfGroup(group: BatchGroup): RowCounts {
  const figures = {
    imported: group.imported,
    edited: group.edited,
    failed: group.failed,
    unprocessed: group.unprocessed,
  };
  const sum: Batch = {
    state: group.state,
    rowCount: group.rows,
    attempt: 0,
    jobId: group.has_job ? 'some' : null,
    figures: group.has_figures ? figures : null,
    isGivenUp: group.is_given_up === 1,
    wasResent: false,
    tailMoved: false,
  };
  return rowCountsOf(sum);
}
