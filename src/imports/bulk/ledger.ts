import type { Conversion } from '../../conversions/conversion.ts';
import type { ImportJob } from '../../trackier/import-job.ts';
import type { BatchOutcome } from '../worker/batch-outcome.ts';

/** One attempt to send a batch. */
export interface Attempt {
  readonly importId: string;
  readonly uploadId: string;
  readonly batchIndex: number;
  /** The attempt's id, as it stands in the log. */
  readonly attemptId: string;
}

/** A batch that is SENDING, its lease committed. */
export interface ClaimedBatch extends Attempt {
  readonly conversions: readonly Conversion[];
  readonly sendPostback: boolean | null;
}

/** A followed batch whose turn to be looked for it is. */
export interface FollowedBatch {
  readonly importId: string;
  readonly uploadId: string;
  readonly batchIndex: number;
  readonly rowCount: number;
  readonly jobId: string;
  readonly submittedAtMs: number;
  readonly quietLooks: number;
  readonly misses: number;
  readonly firstMissAtMs: number | null;
  readonly endedAtMs: number | null;
}

/** What became of a look for a job. */
export interface LookResult {
  /** The job as read; null: not read, or unknown. */
  readonly job: ImportJob | null;
  /** How it ended, once its figures are there or will not come any more; null: it is followed on. */
  readonly end: 'COMPLETED' | 'FAILED' | null;
  /** Why it is not followed any more; null: it is, or it ended. */
  readonly givenUp: string | null;
  /** When to look again, if it is followed on. */
  readonly lookAtMs: number;
  readonly quietLooks: number;
  readonly misses: number;
  readonly firstMissAtMs: number | null;
  readonly endedAtMs: number | null;
}

/** What the worker of one tenant reads and writes; everything rejects with StoreUnavailableError when the store is away. */
export interface Ledger {
  /** The store's clock, by which leases and looks are judged. */
  readonly now: () => Promise<number>;
  /** The imports of the tenant that have something to send, by id. */
  readonly importsToSend: () => Promise<readonly string[]>;
  /**
   * Makes the next queued batch of an import SENDING, under a lease; null when it has none, or when one is under way
   * that has to be waited for. Resolves when that is committed.
   */
  readonly claim: (importId: string, attemptId: string) => Promise<ClaimedBatch | null>;
  /** Writes down what became of an attempt; one that is no longer the batch's own changes nothing, but for a late answer. */
  readonly settle: (attempt: Attempt, outcome: BatchOutcome) => Promise<void>;
  /** Puts a claim back of which it is not known whether it was committed, and which was certainly not sent. */
  readonly unclaim: (importId: string, attemptId: string) => Promise<void>;
  /** Batches whose jobs are to be looked for now; nobody else gets them for a while. */
  readonly claimLooks: (limit: number) => Promise<readonly FollowedBatch[]>;
  /** When the next look is due; null when nothing is followed. */
  readonly nextLookAt: () => Promise<number | null>;
  readonly recordLook: (batch: FollowedBatch, result: LookResult) => Promise<void>;
}
