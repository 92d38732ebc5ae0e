import type { Call, Sender } from './call.ts';
import type { Turn } from './pace-lanes.ts';
import { type FailureStreak, retryDelayMs, throttleDelayMs } from './retry-policy.ts';
import { TrackierError } from './trackier-error.ts';

/** How far the tries at a request have come. */
export interface Progress {
  readonly streak: FailureStreak;
  readonly deadlineMs: number;
}

/** Waits until a failed request may be tried again, and takes the turn for it; throws its failure when it may not. */
export async function waitForNextTry<Reply>(
  sender: Sender,
  call: Call<Reply>,
  error: TrackierError,
  { streak, deadlineMs }: Progress,
): Promise<Turn> {
  const { clock, pace, pauses, random } = sender;
  const nowMs = clock.now();
  const isThrottled = error.kind === 'throttled';
  const allowedMs = call.retry === false ? null : retryDelayMs(error, streak, nowMs, random);
  const delayMs = allowedMs ?? (isThrottled ? throttleDelayMs(error, streak.tries, random) : 0);
  const failure = isThrottled ? withRetryAfter(error, delayMs) : error;
  if (isThrottled) pace.hold(Math.min(delayMs, maxHoldMs));
  if (allowedMs === null || nowMs + delayMs > deadlineMs) throw failure;
  sender.seat.check();
  if (!isThrottled) await pauses.pause(delayMs, call.signal);
  return takeAgain(sender, call, failure, deadlineMs);
}

/** However long Trackier asks for, after this one request finds out whether it still means it. */
const maxHoldMs = 5 * 60_000;

// What Trackier said tells more than that there is no time to ask it again.
async function takeAgain<Reply>(
  { pace }: Sender,
  { lane, signal }: Call<Reply>,
  failure: TrackierError,
  deadlineMs: number,
): Promise<Turn> {
  try {
    return await pace.take({ lane, deadlineMs, signal });
  } catch (error) {
    throw error instanceof TrackierError && error.kind === 'queue-full' ? failure : error;
  }
}

function withRetryAfter(error: TrackierError, retryAfterMs: number): TrackierError {
  if (error.retryAfterMs) return error;
  const { message, kind, httpStatus, upstreamCode, upstreamMessage, cause } = error;
  return new TrackierError(message, { kind, httpStatus, upstreamCode, upstreamMessage, cause, retryAfterMs });
}
