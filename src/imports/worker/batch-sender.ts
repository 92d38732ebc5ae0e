import { StoreUnavailableError } from '../../store/store-errors.ts';
import type { Clock } from '../../trackier/clock.ts';
import type { Turn } from '../../trackier/pace-lanes.ts';
import type { TrackierClient } from '../../trackier/trackier-client.ts';
import type { BatchError } from '../bulk/bulk-import.ts';
import type { Attempt, ClaimedBatch, Ledger } from '../bulk/ledger.ts';
import type { BatchOutcome } from './batch-outcome.ts';
import { isLeaseLongEnough } from './lease.ts';
import type { Recorder } from './recorder.ts';
import { sendBatch } from './send-batch.ts';
import { createSendingPause } from './sending-pause.ts';

/** Claims batches and carries their attempts through to the end, whatever the store and Trackier do meanwhile. */
export interface BatchSender {
  /** How long nothing may be claimed; endless: until an attempt has ended. */
  readonly blockedMs: () => number;
  /** The next batch of an import; null when there is none, or when the store is away. Rejects for bugs only. */
  readonly claim: (importId: string) => Promise<Claim | null>;
  /** Sends a claimed batch and writes down what became of it, in the background. */
  readonly begin: (claim: Claim, turn: Turn) => void;
  /** Resolves when no attempt is out any more. */
  readonly ended: () => Promise<void>;
}

/** A batch that is this process's; `claimedAtMs`: the moment before the claim was asked for. */
export interface Claim {
  readonly batch: ClaimedBatch;
  readonly claimedAtMs: number;
}

/** What the log should know. */
export type BatchSenderEvent =
  | { readonly type: 'settled'; readonly attempt: Attempt; readonly outcome: BatchOutcome['type'] }
  /** Trackier can take nothing now: sending rests. */
  | { readonly type: 'paused'; readonly ms: number; readonly error: BatchError }
  /** The store is away, so what became of an attempt is known to this process alone for now. */
  | { readonly type: 'kept-in-memory'; readonly attempt: Attempt; readonly outcome: BatchOutcome['type'] };

export interface BatchSenderOptions {
  readonly client: Pick<TrackierClient, 'importConversions'>;
  readonly ledger: Pick<Ledger, 'claim' | 'settle' | 'unclaim'>;
  readonly recorder: Recorder;
  /** The monotonic clock; the one that the client goes by. */
  readonly clock: Clock;
  /** Of one POST, its answer included. */
  readonly timeoutMs: number;
  /** Makes an attempt's id. */
  readonly newId: () => string;
  /** How many attempts may be under way, until they are written down. @default 20 */
  readonly maxInFlight?: number | undefined;
  /** From 0 to 1, for jitter. @default Math.random */
  readonly random?: (() => number) | undefined;
}

/** How the sender and its worker speak to one another. */
export interface BatchSenderHooks {
  /** Once it has aborted, what is not written to a socket yet is put back. */
  readonly signal: AbortSignal;
  readonly onEvent: (event: BatchSenderEvent) => void;
  readonly onEnd: () => void;
  readonly onBug: (error: unknown) => void;
}

/** Makes a tenant's sender. */
export function createBatchSender(options: BatchSenderOptions, hooks: BatchSenderHooks): BatchSender {
  const { client, ledger, recorder, clock, timeoutMs, newId, maxInFlight = 20, random = Math.random } = options;
  const { signal, onEvent, onEnd, onBug } = hooks;
  const pause = createSendingPause(clock, random);
  const out = new Set<Promise<void>>();

  async function carryOut({ batch, claimedAtMs }: Claim, turn: Turn): Promise<void> {
    const maySend = () => !signal.aborted && isLeaseLongEnough(claimedAtMs, clock.now(), timeoutMs);
    const outcome = await sendBatch(client, batch, { turn, maySend, onBug });
    const paused = pause.note(outcome, claimedAtMs);
    if (paused) onEvent({ type: 'paused', ...paused });
    const told = { attempt: attemptOf(batch), outcome: outcome.type };
    const onPutOff = () => onEvent({ type: 'kept-in-memory', ...told });
    await recorder.run(() => ledger.settle(told.attempt, outcome), { onPutOff });
    onEvent({ type: 'settled', ...told });
  }

  return {
    blockedMs() {
      const mayBeOut = pause.isOnTrial() ? 1 : maxInFlight;
      return out.size >= mayBeOut ? Number.POSITIVE_INFINITY : pause.leftMs();
    },
    async claim(importId) {
      const attemptId = newId();
      const claimedAtMs = clock.now();
      try {
        const batch = await ledger.claim(importId, attemptId);
        return batch && { batch, claimedAtMs };
      } catch (error) {
        // Whether it was committed is not known; that nothing was sent is.
        await recorder.run(() => ledger.unclaim(importId, attemptId));
        if (error instanceof StoreUnavailableError) return null;
        throw error;
      }
    },
    begin(claim, turn) {
      const attempt: Promise<void> = carryOut(claim, turn)
        .catch(onBug)
        .finally(() => {
          out.delete(attempt);
          onEnd();
        });
      out.add(attempt);
    },
    async ended() {
      await Promise.all(out);
    },
  };
}

const attemptOf = ({ importId, uploadId, batchIndex, attemptId }: ClaimedBatch): Attempt => ({
  importId,
  uploadId,
  batchIndex,
  attemptId,
});
