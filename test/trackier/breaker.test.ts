import { describe, expect, test } from 'vitest';
import { TrackierError } from '../../src/trackier/trackier-error.ts';
import { badGateway, fail, outcomeOf, queued, startBehindBreaker } from './breaker-kit.ts';
import { createManualClock, settle } from './manual-clock.ts';
import { answer, answerLost, notConnected, refusal, startScripted } from './scripted-connection.ts';
import { errorOf, oneRow } from './upstream.ts';

describe('the breaker opens', () => {
  test.each([
    ['no connection', notConnected],
    ['no answer', answerLost],
    ["a proxy's 502", badGateway],
    ['code 50', refusal(503, 50)],
    ['code 51', refusal(500, 51)],
  ])('after five calls in a row that end so: %s', async (_, outcome) => {
    const started = startBehindBreaker();
    started.trackier.outcome = outcome;
    for (let count = 0; count < 4; count++) await fail(started);
    expect(started.breaker.state()).toBe('closed');
    await fail(started);
    expect(started.changes).toEqual([['open', 0]]);
  });

  test.each([
    ['a refusal', refusal(400, 20)],
    ['a refused key', answer(401, '')],
    ['throttling', refusal(429, 40)],
    ['an answer that cannot be read', answer(200, '<html>')],
  ])('never for %s', async (_, outcome) => {
    const started = startBehindBreaker();
    started.trackier.outcome = outcome;
    for (let count = 0; count < 30; count++) {
      await fail(started);
      await started.clock.advance(10_000);
    }
    expect(started.changes).toEqual([]);
  });

  test.each([
    ['a reply', queued],
    ['a refusal', refusal(400, 20)],
    ['throttling', refusal(429, 40)],
  ])('only for failures in a row: %s between them begins the count anew', async (_, outcome) => {
    const started = startBehindBreaker();
    for (let round = 0; round < 3; round++) {
      started.trackier.outcome = notConnected;
      for (let count = 0; count < 4; count++) await fail(started);
      started.trackier.outcome = outcome;
      await started.client.importConversions(oneRow, { retry: false }).catch(() => {});
      await started.clock.advance(10_000);
    }
    expect(started.changes).toEqual([]);
  });

  test('whatever comes between failures that is no answer of Trackier', async () => {
    const started = startBehindBreaker();
    const gone = AbortSignal.abort();
    for (let count = 0; count < 5; count++) {
      started.trackier.outcome = answer(200, '<html>');
      await fail(started);
      await errorOf(started.client.listJobs({ signal: gone }));
      started.trackier.outcome = notConnected;
      await fail(started);
    }
    expect(started.changes).toEqual([['open', 0]]);
  });

  test('by calls, not by tries', async () => {
    const started = startBehindBreaker();
    const outcomes = Array.from({ length: 4 }, () => outcomeOf(started.client.importConversions(oneRow)));
    await settle();
    await started.clock.advance(5_000);
    expect(outcomes.map(outcome => outcome())).toEqual(Array.from({ length: 4 }, () => expect.any(TrackierError)));
    expect(started.requests.length).toBe(12);
    expect(started.changes).toEqual([]);
  });

  test('by the calls of all keys together', async () => {
    const clock = createManualClock(50_000);
    const first = startBehindBreaker({}, clock);
    const second = startScripted([notConnected], { breaker: first.breaker, apiKey: 'another' }, clock);
    for (let count = 0; count < 3; count++) await fail(first);
    for (let count = 0; count < 2; count++) await fail(second);
    expect((await fail(first)).retryAfterMs).toBe(5_000);
    await clock.advance(5_000);
    expect(first.requests.length).toBe(3);
    // The client whose call failed last asks.
    expect(second.requests.map(({ method }) => method)).toEqual(['POST', 'POST', 'GET']);
  });
});
