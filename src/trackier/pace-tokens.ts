import type { Clock } from './clock.ts';
import type { Lane, PaceLanes, Turn } from './pace-lanes.ts';
import { createTokenRing } from './token-ring.ts';

/** Polls get no more of the pace than this. */
export const pollShare = 1 / 3;

/** What may be taken of a pace, and when. */
export interface PaceTokens {
  /** When the first of a lane may go, if no other lane is before it. */
  readyAtMs(lane: Lane): number;
  /** When one that joined a lane now would go. */
  expectedAtMs(lane: Lane, nowMs: number): number;
  take(lane: Lane, nowMs: number): Turn;
  holdUntil(untilMs: number): void;
  /** Told whenever somebody goes on waiting: what has to be fetched first is. */
  want(): void;
  /** Fetches nothing any more. */
  close(): void;
}

/** The bucket: what all may take, what polls may take of it, and the moment before which nobody may. */
export function createPaceTokens(perSecond: number, waiting: PaceLanes, clock: Clock): PaceTokens {
  const all = createTokenRing(perSecond);
  const forPolls = createTokenRing(perSecond * pollShare);
  let heldUntilMs = Number.NEGATIVE_INFINITY;
  const afterOthersMs = (lane: Lane, ahead: number, pollsAhead: number, nowMs: number) => {
    const freeAtMs = Math.max(heldUntilMs, all.freeAtMs(ahead, nowMs));
    return lane === 'poll' ? Math.max(freeAtMs, forPolls.freeAtMs(pollsAhead, nowMs)) : freeAtMs;
  };
  return {
    readyAtMs: (lane: Lane) => afterOthersMs(lane, 0, 0, 0),
    expectedAtMs(lane: Lane, nowMs: number) {
      const fromMs = Math.max(nowMs, heldUntilMs);
      return Math.max(nowMs, afterOthersMs(lane, waiting.ahead(lane), waiting.count('poll'), fromMs));
    },
    take(lane: Lane, nowMs: number): Turn {
      if (lane === 'poll') forPolls.take(nowMs);
      const putOff = all.take(nowMs);
      return { start: () => putOff(clock.now()) };
    },
    holdUntil(untilMs: number) {
      heldUntilMs = Math.max(heldUntilMs, untilMs);
    },
    want() {},
    close() {},
  };
}
