import { expect } from 'vitest';
import { type BreakerState, createBreaker } from '../../src/trackier/breaker.ts';
import type { TrackierClientOptions } from '../../src/trackier/create-trackier-client.ts';
import type { TrackierError } from '../../src/trackier/trackier-error.ts';
import type { WireAnswer } from '../../src/trackier/wire-exchange.ts';
import { createManualClock, type ManualClock } from './manual-clock.ts';
import { answer, notConnected, type Script, startScripted } from './scripted-connection.ts';
import { errorOf, oneRow, queuedReply } from './upstream.ts';

/** Trackier takes an import. */
export const queued = answer(200, queuedReply);
/** Trackier has no jobs. */
export const noJobs = answer(200, { success: true, data: { jobs: [] } });
/** A proxy cannot reach Trackier. */
export const badGateway = answer(502, '<html>');
/** What the breaker answers while it is open. */
export const refusedByBreaker = { kind: 'unavailable', notSent: true, retryAfterMs: expect.any(Number) };

/** A Trackier that is there or not, behind a breaker whose changes are written down. */
export function startBehindBreaker(
  options: Partial<TrackierClientOptions> = {},
  clock: ManualClock = createManualClock(50_000),
) {
  const changes: [state: BreakerState, atMs: number][] = [];
  const breaker = createBreaker({
    clock,
    random: () => 0,
    onStateChange(state) {
      changes.push([state, clock.now() - 50_000]);
      throw new Error('The log is full');
    },
  });
  const trackier: { outcome: WireAnswer | Error | Promise<WireAnswer> } = { outcome: notConnected };
  const script: Script = ({ method }) => (trackier.outcome === queued && method === 'GET' ? noJobs : trackier.outcome);
  const scripted = startScripted(script, { breaker, ...options }, clock);
  const methods = () => scripted.requests.map(({ method }) => method);
  return { ...scripted, breaker, changes, trackier, methods };
}

type Started = ReturnType<typeof startBehindBreaker>;

/** Makes a call that fails, and gives its failure. */
export const fail = ({ client }: Pick<Started, 'client'>) =>
  errorOf(client.importConversions(oneRow, { retry: false }));

/** Fails five times. */
export async function openBreaker(started: Started): Promise<void> {
  started.trackier.outcome = notConnected;
  for (let count = 0; count < 5; count++) await fail(started);
  expect(started.breaker.state()).toBe('open');
}

/** What has become of a promise so far. */
export function outcomeOf(promise: Promise<unknown>): () => unknown {
  let outcome: unknown = 'waiting';
  promise.then(
    () => (outcome = 'answered'),
    (error: TrackierError) => (outcome = error),
  );
  return () => outcome;
}

/** An answer that is given when the test says so. */
export function createGate() {
  const { promise, resolve, reject } = Promise.withResolvers<WireAnswer>();
  return { promise, resolve, reject };
}
