import { formatCounted } from '../ui/figure-text.ts';
import type { RetryChoice, RetryGroup } from './retry-plan.ts';

interface ChoiceWords {
  /** What would be sent. */
  readonly title: (group: RetryGroup) => string;
  readonly hint: string;
  readonly risk: string | null;
}

const batches = ({ batches: count }: RetryGroup): string =>
  count === 1 ? 'a batch' : formatCounted(count, 'batch', 'batches');

/** What each part of a retry would send, spelled out. */
export const retryWords: Readonly<Record<RetryChoice, ChoiceWords>> = {
  halted: {
    title: ({ rows }) => `${formatCounted(rows, 'row')} that Trackier did not process`,
    hint: 'It stopped before it came to them. They are taken to be the last of each halted batch, as rows are worked off in their order.',
    risk: null,
  },
  refused: {
    title: group => `${formatCounted(group.rows, 'row')} of ${batches(group)} that Trackier refused`,
    hint: 'Nothing of it was taken. Without a change it may well refuse it again.',
    risk: null,
  },
  jobFailed: {
    title: group => `${formatCounted(group.rows, 'row')} of ${batches(group)} whose job failed at Trackier`,
    hint: 'Look the job up in Trackier first.',
    risk: 'A part of these rows may have been imported: publishers may be paid twice.',
  },
  uncertain: {
    title: group => `${formatCounted(group.rows, 'row')} of ${batches(group)} whose answer was lost`,
    hint: 'To settle them one by one, close this and use the list of uncertain batches.',
    risk: 'If they had arrived, they are imported twice, and publishers may be paid twice.',
  },
};
