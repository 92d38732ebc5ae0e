import type { Clock } from './clock.ts';
import { createPaceLanes, type Lane, lanes, type PaceLanes, type Turn, type Waiter } from './pace-lanes.ts';
import { createPaceTokens, type PaceTokens } from './pace-tokens.ts';
import type { TrackierError } from './trackier-error.ts';
import { callerGone, draining, queueFull } from './waiting-errors.ts';

/** What one waits for, and how long. */
export interface PaceRequest {
  readonly lane: Lane;
  /** By the pace's clock: a wait that would pass it is refused at once. */
  readonly deadlineMs: number;
  readonly signal?: AbortSignal | undefined;
}

/** How fast the requests of one API key may start. */
export interface Pace {
  readonly requestsPerSecond: number;
  /** How many wait. */
  readonly queuedRequests: number;
  /**
   * Takes the right to start one request, at once if it is there. Throws, or rejects with, a TrackierError: `queue-full`
   * (no room, or not in time), `draining`, `caller-gone`.
   */
  take(request: PaceRequest): Turn | Promise<Turn>;
  /** Lets nothing start for a while; who would wait past its deadline is refused at once. */
  hold(delayMs: number): void;
  /** Refuses those that wait in some lanes now. */
  refuse(from: readonly Lane[], error: TrackierError): void;
  /** Refuses whoever waits and whoever comes. */
  drain(): void;
}

export interface PaceOptions {
  /** May be a fraction: 0.5 is one request in two seconds. */
  readonly requestsPerSecond: number;
  readonly clock: Clock;
  /** @default 1000 */
  readonly maxQueued?: number | undefined;
  /** Where the right to start comes from; to call `pump` when there is more of it. @default a bucket of this process's own */
  readonly createTokens?: ((waiting: PaceLanes, pump: () => void) => PaceTokens) | undefined;
}

const noTimer = () => {};

/** A token bucket: every token comes back a fixed time after it was taken, so no second sees more starts than the pace. */
export function createPace({ requestsPerSecond, clock, maxQueued = 1_000, createTokens }: PaceOptions): Pace {
  const waiting = createPaceLanes();
  let isDraining = false;
  let stopTimer = noTimer;

  const pump = () => {
    stopTimer();
    const nowMs = clock.now();
    for (const late of waiting.removeExpired(nowMs))
      late.refuse(queueFull(tokens.expectedAtMs(late.lane, nowMs) - nowMs));
    const mayGo = (lane: Lane) => tokens.readyAtMs(lane) <= nowMs;
    for (let lane = waiting.next(nowMs, mayGo); lane; lane = waiting.next(nowMs, mayGo)) {
      waiting.shift(lane, nowMs)?.grant(tokens.take(lane, nowMs));
    }
    const readyTimes = lanes.filter(lane => waiting.count(lane) > 0).map(lane => tokens.readyAtMs(lane));
    const wakeAtMs = Math.min(waiting.earliestDeadlineMs(), ...readyTimes);
    stopTimer = Number.isFinite(wakeAtMs) ? clock.after(Math.max(1, Math.ceil(wakeAtMs - nowMs)), pump) : noTimer;
    if (waiting.size > 0) tokens.want();
  };
  const tokens = createTokens?.(waiting, pump) ?? createPaceTokens(requestsPerSecond, waiting, clock);

  return {
    requestsPerSecond,
    get queuedRequests() {
      return waiting.size;
    },
    take(request) {
      if (isDraining) throw draining();
      if (request.signal?.aborted) throw callerGone(request.signal.reason);
      const nowMs = clock.now();
      if (waiting.size === 0 && tokens.readyAtMs(request.lane) <= nowMs) {
        return tokens.take(request.lane, nowMs);
      }
      const expectedAtMs = tokens.expectedAtMs(request.lane, nowMs);
      if (waiting.size >= maxQueued || expectedAtMs > request.deadlineMs) throw queueFull(expectedAtMs - nowMs);
      const turn = enqueue(waiting, request, nowMs);
      pump();
      return turn;
    },
    hold(delayMs) {
      const untilMs = clock.now() + delayMs;
      tokens.holdUntil(untilMs);
      for (const late of waiting.removeExpired(untilMs)) late.refuse(queueFull(delayMs));
      pump();
    },
    refuse(from, error) {
      for (const waiter of waiting.removeAll(from)) waiter.refuse(error);
      pump();
    },
    drain() {
      isDraining = true;
      stopTimer();
      tokens.close();
      for (const waiter of waiting.removeAll(lanes)) waiter.refuse(draining());
    },
  };
}

function enqueue(waiting: PaceLanes, { lane, deadlineMs, signal }: PaceRequest, nowMs: number): Promise<Turn> {
  const { promise, resolve, reject } = Promise.withResolvers<Turn>();
  const leave = () => {
    waiting.remove(waiter);
    waiter.refuse(callerGone(signal?.reason));
  };
  const waiter: Waiter = {
    lane,
    deadlineMs,
    grant: turn => {
      signal?.removeEventListener('abort', leave);
      resolve(turn);
    },
    refuse: error => {
      signal?.removeEventListener('abort', leave);
      reject(error);
    },
  };
  signal?.addEventListener('abort', leave, { once: true });
  waiting.add(waiter, nowMs);
  return promise;
}
