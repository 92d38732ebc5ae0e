import type { Call, Sender } from './call.ts';
import { waitForNextTry } from './next-try.ts';
import { TrackierError } from './trackier-error.ts';
import { tryOnce } from './try-once.ts';

/** Calls an endpoint, as often as the retry policy has it; rejects with a TrackierError. */
export async function sendRequest<Reply>(sender: Sender, call: Call<Reply>): Promise<Reply> {
  const { clock, pace } = sender;
  const deadlineMs = call.deadlineMs ?? clock.now() + sender.timeoutMs;
  let turn = call.turn ?? (await pace.take({ lane: call.lane, deadlineMs, signal: call.signal }));
  let firstFailureAtMs = 0;
  for (let tries = 1; ; tries++) {
    const outcome = await tryOnce(sender, call, { attempt: tries, deadlineMs, turn });
    if (!(outcome instanceof TrackierError)) return outcome.reply;
    if (tries === 1) firstFailureAtMs = clock.now();
    turn = await waitForNextTry(sender, call, outcome, { tries, firstFailureAtMs, deadlineMs });
  }
}
