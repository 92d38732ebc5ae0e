import { describe, expect, test } from 'vitest';
import {
  badGateway,
  createGate,
  fail,
  noJobs,
  openBreaker,
  queued,
  refusedByBreaker,
  startBehindBreaker,
} from './breaker-kit.ts';
import { createManualClock, settle } from './manual-clock.ts';
import { answer, answerLost, notConnected, refusal, startScripted } from './scripted-connection.ts';
import { oneRow } from './upstream.ts';

describe('the probe', () => {
  test('is one GET /jobs, after 5 s, then half as often up to once a minute', async () => {
    const started = startBehindBreaker();
    await openBreaker(started);
    await started.clock.advance(260_000);
    const probes = started.requests.slice(5).map(({ method, path }) => `${method} ${path}`);
    expect(new Set(probes)).toEqual(new Set(['GET /jobs']));
    expect(started.sentAtMs.slice(5)).toEqual([5_000, 15_000, 35_000, 75_000, 135_000, 195_000, 255_000]);
    expect(started.changes.slice(0, 3)).toEqual([
      ['open', 0],
      ['half-open', 5_000],
      ['open', 5_000],
    ]);
  });

  test.each([
    ['jobs', noJobs, true],
    ['a refused key', answer(401, ''), true],
    ['a forbidden list', refusal(403, 5), true],
    ['no such page', answer(404, '<html>'), true],
    ['throttling', answer(429, ''), true],
    ['an answer that cannot be read', answer(200, '<html>'), true],
    ['a 500 in the words of Trackier', refusal(500, 0), true],
    ['code 50', refusal(503, 50), true],
    ["a proxy's 502", badGateway, false],
    ["a proxy's 504", answer(504, ''), false],
    ['no connection', notConnected, false],
    ['no answer', answerLost, false],
  ])('that meets this closes the breaker, or not: %s', async (_, outcome, closes) => {
    const started = startBehindBreaker();
    await openBreaker(started);
    started.trackier.outcome = outcome;
    await started.clock.advance(5_000);
    expect(started.breaker.state()).toBe(closes ? 'closed' : 'open');
    expect(started.requests.length).toBe(6);
  });

  test('leaves everyone refused while it is out', async () => {
    const started = startBehindBreaker();
    await openBreaker(started);
    const out = createGate();
    started.trackier.outcome = out.promise;
    await started.clock.advance(5_000);
    expect(started.breaker.state()).toBe('half-open');
    expect(await fail(started)).toMatchObject({ ...refusedByBreaker, retryAfterMs: 1_000 });
    out.resolve(noJobs);
    await settle();
    expect(started.breaker.state()).toBe('closed');
    started.trackier.outcome = queued;
    await started.client.importConversions(oneRow);
  });

  test('begins with 5 s again after the breaker was closed', async () => {
    const started = startBehindBreaker();
    await openBreaker(started);
    await started.clock.advance(20_000);
    started.trackier.outcome = queued;
    await started.clock.advance(40_000);
    expect(started.breaker.state()).toBe('closed');
    await openBreaker(started);
    expect((await fail(started)).retryAfterMs).toBe(5_000);
  });

  test('passes to another client when the pace of its own is held', async () => {
    const clock = createManualClock(50_000);
    const first = startBehindBreaker({}, clock);
    const second = startScripted((_, count) => (count < 4 ? notConnected : noJobs), { breaker: first.breaker }, clock);
    const out = createGate();
    first.trackier.outcome = out.promise;
    const failing = fail(first);
    await settle();
    first.trackier.outcome = refusal(429, 40, '60');
    await fail(first);
    for (let count = 0; count < 4; count++) await fail(second);
    out.reject(notConnected);
    await failing;
    expect(first.changes).toEqual([['open', 0]]);
    await clock.advance(15_000);
    expect(second.requests.at(-1)?.method).toBe('GET');
    expect(first.changes.map(([state, atMs]) => `${state} ${atMs}`)).toEqual([
      'open 0',
      'half-open 5000',
      'open 5000',
      'half-open 15000',
      'closed 15000',
    ]);
    expect(first.methods()).toEqual(['POST', 'POST']);
  });

  test('passes to another client when the first gets no answer: it may be that key alone', async () => {
    const clock = createManualClock(50_000);
    const first = startBehindBreaker({}, clock);
    const second = startScripted([noJobs], { breaker: first.breaker }, clock);
    await openBreaker(first);
    await clock.advance(15_000);
    expect(second.requests.map(({ method }) => method)).toEqual(['GET']);
    expect(first.changes.at(-1)).toEqual(['closed', 15_000]);
  });

  test('leaves no timer behind when the last client drains, and comes back with the next one', async () => {
    const started = startBehindBreaker();
    await openBreaker(started);
    expect(started.clock.pendingTimers).toBe(1);
    started.client.drain();
    expect(started.clock.pendingTimers).toBe(0);
    const next = startScripted([noJobs], { breaker: started.breaker }, started.clock);
    await started.clock.advance(10_000);
    expect(next.requests.map(({ method }) => method)).toEqual(['GET']);
    expect(started.breaker.state()).toBe('closed');
  });
});
