import type { Turn } from '../../trackier/pace-lanes.ts';
import type { TrackierClient } from '../../trackier/trackier-client.ts';
import { TrackierError } from '../../trackier/trackier-error.ts';
import type { ClaimedBatch } from '../bulk/ledger.ts';
import { type BatchOutcome, outcomeOf } from './batch-outcome.ts';

export interface SendBatchOptions {
  /** The right to start the POST, which is taken before the claim. */
  readonly turn: Turn;
  /** Asked in the moment before the POST is written. */
  readonly maySend: () => boolean;
  /** Told of what no client should throw. */
  readonly onBug: (error: unknown) => void;
}

/** Sends a claimed batch, once; what became of it is an answer, never a throw. */
export async function sendBatch(
  client: Pick<TrackierClient, 'importConversions'>,
  { conversions, sendPostback, attemptId }: ClaimedBatch,
  { turn, maySend, onBug }: SendBatchOptions,
): Promise<BatchOutcome> {
  try {
    const { job } = await client.importConversions(
      { conversions, sendPostback },
      // A batch that was not taken goes back into the queue: the worker has its own way to try again.
      { lane: 'bulk', turn, maySend, retry: false, deadlineMs: Number.POSITIVE_INFINITY },
    );
    return { type: 'taken', job };
  } catch (error) {
    if (error instanceof TrackierError) return outcomeOf(error, attemptId);
    onBug(error);
    // Nothing tells how far it came.
    return outcomeOf(new TrackierError('Sending broke off', { kind: 'unknown-outcome', cause: error }), attemptId);
  }
}
