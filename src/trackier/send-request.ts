import type { Call, Sender } from './call.ts';
import { waitForNextTry } from './next-try.ts';
import { type FailureStreak, streakAfter } from './retry-policy.ts';
import { TrackierError } from './trackier-error.ts';
import { tryOnce } from './try-once.ts';

/** Calls an endpoint, as often as the retry policy has it; rejects with a TrackierError. */
export async function sendRequest<Reply>(sender: Sender, call: Call<Reply>): Promise<Reply> {
  const { clock, pace } = sender;
  const deadlineMs = call.deadlineMs ?? clock.now() + sender.timeoutMs;
  let turn = call.turn ?? (await pace.take({ lane: call.lane, deadlineMs, signal: call.signal }));
  let streak: FailureStreak | null = null;
  for (let attempt = 1; ; attempt++) {
    const outcome = await tryOnce(sender, call, { attempt, deadlineMs, turn });
    if (!(outcome instanceof TrackierError)) return outcome.reply;
    streak = streakAfter(outcome, call.method, clock.now(), streak);
    turn = await waitForNextTry(sender, call, outcome, { streak, deadlineMs });
  }
}
