import type { Sender } from './call.ts';
import { listJobsCall } from './jobs.ts';
import { TrackierError } from './trackier-error.ts';
import { tryOnce } from './try-once.ts';

/**
 * Asks Trackier once for its jobs, whatever the breaker says; gives the failure, null for none. It goes as what users read
 * does, who are refused meanwhile: polls get nothing of a shared pace while its database is away.
 */
export async function probeTrackier(sender: Sender): Promise<TrackierError | null> {
  const { clock, pace, timeoutMs } = sender;
  const deadlineMs = clock.now() + timeoutMs;
  try {
    const turn = await pace.take({ lane: 'read', deadlineMs });
    const outcome = await tryOnce(sender, listJobsCall({}), { attempt: 1, deadlineMs, turn });
    return outcome instanceof TrackierError ? outcome : null;
  } catch (error) {
    if (error instanceof TrackierError) return error;
    return new TrackierError('The probe broke off', { kind: 'unknown-outcome', cause: error });
  }
}
