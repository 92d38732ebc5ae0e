import type { Call, Sender } from './call.ts';
import { waitForNextTry } from './next-try.ts';
import type { Turn } from './pace-lanes.ts';
import { type FailureStreak, streakAfter } from './retry-policy.ts';
import { TrackierError } from './trackier-error.ts';
import { tryOnce } from './try-once.ts';

/** Calls an endpoint, as often as the retry policy has it; rejects with a TrackierError. */
export async function sendRequest<Reply>(sender: Sender, call: Call<Reply>): Promise<Reply> {
  const { clock, seat } = sender;
  const deadlineMs = call.deadlineMs ?? clock.now() + sender.timeoutMs;
  const turn = call.turn ?? (await seat.takeTurn({ lane: call.lane, deadlineMs, signal: call.signal }));
  // One call counts once, however often it is tried.
  return await seat.run(() => tryUntilOver(sender, call, deadlineMs, turn));
}

async function tryUntilOver<Reply>(
  sender: Sender,
  call: Call<Reply>,
  deadlineMs: number,
  firstTurn: Turn,
): Promise<Reply> {
  let turn = firstTurn;
  let streak: FailureStreak | null = null;
  for (let attempt = 1; ; attempt++) {
    const outcome = await tryOnce(sender, call, { attempt, deadlineMs, turn });
    if (!(outcome instanceof TrackierError)) return outcome.reply;
    streak = streakAfter(outcome, call.method, sender.clock.now(), streak);
    turn = await waitForNextTry(sender, call, outcome, { streak, deadlineMs });
    sender.seat.check();
  }
}
