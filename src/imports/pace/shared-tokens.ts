import type { Clock } from '../../trackier/clock.ts';
import type { Lane, PaceLanes } from '../../trackier/pace-lanes.ts';
import { type PaceTokens, pollShare } from '../../trackier/pace-tokens.ts';
import { createTokenRing, type TokenRing } from '../../trackier/token-ring.ts';
import { createLeasedTurns } from './leased-turns.ts';
import type { TurnBucket } from './turn-bucket.ts';
import { createTurnLeaser } from './turn-leaser.ts';

export interface SharedTokensOptions {
  /** Of all instances together; may be a fraction. */
  readonly requestsPerSecond: number;
  readonly bucket: TurnBucket;
  /** How many instances there are, as last known. */
  readonly instanceCount: () => number;
  readonly clock: Clock;
  /** Told once when the bucket is away, with the pace that this instance keeps by itself meanwhile; with null when it is back. */
  readonly onOutage: (outage: PaceOutage | null) => void;
}

export interface PaceOutage {
  readonly error: Error;
  readonly requestsPerSecond: number;
}

/** Turns are a little further apart than the pace asks for, as no request leaves in the very moment of its turn. */
const slackMs = 50;

/** These go on while the bucket is away; bulk imports can wait, and can do nothing without the store. */
const urgent: ReadonlySet<Lane> = new Set(['import', 'read']);

/**
 * The tokens of a pace that instances share.
 *
 * The bucket's time is cut into turns, a fixed time apart. Whoever has somebody waiting and no turn left leases as many as
 * wait, at most about a second's worth. While the bucket is away, what is urgent goes on at the pace divided by the instances.
 */
export function createSharedTokens(
  { requestsPerSecond, bucket, instanceCount, clock, onOutage }: SharedTokensOptions,
  waiting: PaceLanes,
  pump: () => void,
): PaceTokens {
  const turnMs = (1_000 + slackMs) / requestsPerSecond;
  const mostTurns = Math.max(1, Math.floor(requestsPerSecond));
  const turns = createLeasedTurns(turnMs, clock);
  const polls = createSharedPolls(requestsPerSecond, instanceCount);
  let alone: TokenRing | null = null;
  let heldUntilMs = Number.NEGATIVE_INFINITY;

  const onTurns = (count: number, firstAtMs: number): void => {
    if (alone) onOutage(null);
    alone = null;
    turns.add(count, firstAtMs);
  };
  const onAway = (error: Error): void => {
    if (alone) return;
    const ownPace = requestsPerSecond / instanceCount();
    alone = createTokenRing(ownPace);
    turns.clear();
    onOutage({ error, requestsPerSecond: ownPace });
    pump();
  };
  const leaser = createTurnLeaser({ bucket, turnMs, clock, onTurns, onAway, pump });
  const wish = (count: number, notBeforeMs: number): void =>
    leaser.wish(Math.min(mostTurns, count) + turns.owed(), Math.max(heldUntilMs, notBeforeMs));
  const freeAtMs = (lane: Lane): number => {
    if (alone) return urgent.has(lane) ? alone.freeAtMs(0, 0) : Number.POSITIVE_INFINITY;
    return Math.max(turns.atMs(0) ?? Number.POSITIVE_INFINITY, lane === 'poll' ? polls().freeAtMs(0, 0) : 0);
  };

  return {
    readyAtMs: lane => Math.max(heldUntilMs, freeAtMs(lane)),
    expectedAtMs(lane, nowMs) {
      const fromMs = Math.max(nowMs, heldUntilMs);
      const ahead = waiting.ahead(lane);
      if (!alone || !urgent.has(lane)) return turns.expectedAtMs(ahead, fromMs);
      return Math.max(fromMs, alone.freeAtMs(ahead, fromMs));
    },
    take(lane, nowMs) {
      if (lane === 'poll') polls().take(nowMs);
      if (!alone) return turns.take();
      // Nobody waits, and so nobody else would find out that the bucket is back.
      wish(1, nowMs);
      const putOff = alone.take(nowMs);
      return { start: () => putOff(clock.now()) };
    },
    holdUntil(untilMs) {
      heldUntilMs = Math.max(heldUntilMs, untilMs);
    },
    want() {
      if (turns.count() > 0) return;
      const pollCount = waiting.count('poll');
      const others = waiting.size - pollCount;
      const pollAtMs = pollCount > 0 ? polls().freeAtMs(0, 0) : Number.POSITIVE_INFINITY;
      const isPollReady = pollAtMs <= clock.now();
      wish(others + (isPollReady || others === 0 ? 1 : 0), others > 0 ? 0 : pollAtMs);
    },
    close: leaser.close,
  };
}

/** This instance's part of what polls may take; made anew when instances come or go. */
function createSharedPolls(requestsPerSecond: number, instanceCount: () => number): () => TokenRing {
  let knownCount = 0;
  let ring = createTokenRing(requestsPerSecond);
  return () => {
    const count = instanceCount();
    if (count !== knownCount) ring = createTokenRing((requestsPerSecond * pollShare) / count);
    knownCount = count;
    return ring;
  };
}
