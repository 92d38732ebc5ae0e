import { describe, expect, test } from 'vitest';
import {
  createGate,
  fail,
  openBreaker,
  outcomeOf,
  queued,
  refusedByBreaker,
  startBehindBreaker,
} from './breaker-kit.ts';
import { settle } from './manual-clock.ts';
import { answerLost, notConnected } from './scripted-connection.ts';
import { errorOf, oneRow } from './upstream.ts';

describe('while the breaker is open', () => {
  test('imports and what users read are refused at once, and told when to come back', async () => {
    const started = startBehindBreaker();
    await openBreaker(started);
    await started.clock.advance(2_000);
    const expected = { kind: 'unavailable', notSent: true, retryAfterMs: 3_000, cause: notConnected };
    expect(await errorOf(started.client.importConversions(oneRow))).toMatchObject(expected);
    expect(await errorOf(started.client.listJobs())).toMatchObject(expected);
    expect(await errorOf(started.client.getJob('x'))).toMatchObject(expected);
    await started.clock.advance(2_900);
    expect((await errorOf(started.client.listJobs())).retryAfterMs).toBe(1_000);
    expect(started.requests.length).toBe(5);
  });

  test('a batch that was claimed already is given back at once', async () => {
    const started = startBehindBreaker();
    const turn = await started.client.waitForTurn({ lane: 'bulk' });
    await openBreaker(started);
    const options = { lane: 'bulk', turn, retry: false, deadlineMs: Number.POSITIVE_INFINITY } as const;
    expect(await errorOf(started.client.importConversions(oneRow, options))).toMatchObject(refusedByBreaker);
    expect(started.requests.length).toBe(5);
  });

  test('batches and polls wait, and go on when it closes', async () => {
    const started = startBehindBreaker();
    await openBreaker(started);
    const never = Number.POSITIVE_INFINITY;
    const turn = outcomeOf(started.client.waitForTurn({ lane: 'bulk', deadlineMs: never }));
    const poll = outcomeOf(started.client.listJobs({ lane: 'poll', deadlineMs: never }));
    const hasty = outcomeOf(started.client.listJobs({ lane: 'poll', deadlineMs: started.clock.now() + 3_000 }));
    await started.clock.advance(4_999);
    expect([turn(), poll()]).toEqual(['waiting', 'waiting']);
    expect(hasty()).toMatchObject(refusedByBreaker);
    started.trackier.outcome = queued;
    await started.clock.advance(1);
    expect([turn(), poll()]).toEqual(['answered', 'answered']);
    expect(started.methods().slice(5)).toEqual(['GET', 'GET']);
  });

  test('who waits leaves when its caller does, or the gateway drains', async () => {
    const started = startBehindBreaker();
    await openBreaker(started);
    const leaving = new AbortController();
    const first = outcomeOf(started.client.waitForTurn({ lane: 'bulk', signal: leaving.signal }));
    const second = outcomeOf(started.client.listJobs({ lane: 'poll' }));
    await settle();
    leaving.abort();
    await settle();
    expect(first()).toMatchObject({ kind: 'caller-gone' });
    started.client.drain();
    await settle();
    expect(second()).toMatchObject({ kind: 'draining' });
    expect(started.clock.pendingTimers).toBe(0);
  });
});

describe('when the breaker opens', () => {
  test('all that wait for the pace are answered at once, but batches and polls', async () => {
    const started = startBehindBreaker({ requestsPerSecond: 5 });
    const queue = Array.from({ length: 100 }, () =>
      outcomeOf(started.client.importConversions(oneRow, { retry: false, deadlineMs: Number.POSITIVE_INFINITY })),
    );
    const read = outcomeOf(started.client.listJobs());
    const turn = outcomeOf(started.client.waitForTurn({ lane: 'bulk' }));
    await settle();
    expect(started.requests.length).toBe(5);
    expect([...queue, read].filter(outcome => outcome() === 'waiting')).toEqual([]);
    expect(queue[99]?.()).toMatchObject({ ...refusedByBreaker, retryAfterMs: 5_000 });
    expect(started.client.pace.queuedRequests).toBe(1);
    await started.clock.advance(4_000);
    expect(turn()).toBe('waiting');
    expect(started.client.pace.queuedRequests).toBe(0);
    expect(started.requests.length).toBe(5);
  });

  test('nobody waits for another try', async () => {
    const started = startBehindBreaker();
    const trying = outcomeOf(started.client.importConversions(oneRow));
    await settle();
    expect([started.requests.length, trying()]).toEqual([1, 'waiting']);
    await openBreaker(started);
    await settle();
    expect(trying()).toMatchObject(refusedByBreaker);
    await started.clock.advance(4_000);
    expect(started.requests.length).toBe(6);
  });

  test('what has no connection yet is not sent', async () => {
    const started = startBehindBreaker();
    const connecting = createGate();
    started.trackier.outcome = connecting.promise;
    const importing = outcomeOf(started.client.importConversions(oneRow));
    await settle();
    expect(() => started.requests[0]?.beforeSend?.()).not.toThrow();
    await openBreaker(started);
    expect(() => started.requests[0]?.beforeSend?.()).toThrow(expect.objectContaining(refusedByBreaker));
    connecting.reject(notConnected);
    await settle();
    expect(importing()).toMatchObject(refusedByBreaker);
  });

  test('failures of calls that began before tell nothing of now', async () => {
    const started = startBehindBreaker();
    const out = createGate();
    started.trackier.outcome = out.promise;
    const slow = Array.from({ length: 20 }, () => outcomeOf(started.client.importConversions(oneRow)));
    await settle();
    await openBreaker(started);
    started.trackier.outcome = queued;
    await started.clock.advance(5_000);
    expect(started.changes).toEqual([
      ['open', 0],
      ['half-open', 5_000],
      ['closed', 5_000],
    ]);
    out.reject(answerLost);
    await settle();
    expect(slow.map(outcome => outcome())).toEqual(slow.map(() => answerLost));
    started.trackier.outcome = notConnected;
    for (let count = 0; count < 4; count++) await fail(started);
    expect(started.breaker.state()).toBe('closed');
    await fail(started);
    expect(started.breaker.state()).toBe('open');
  });

  test('a late answer leaves it to the probe to close it', async () => {
    const started = startBehindBreaker();
    const out = createGate();
    started.trackier.outcome = out.promise;
    const slow = outcomeOf(started.client.importConversions(oneRow));
    await settle();
    await openBreaker(started);
    out.resolve(queued);
    await settle();
    expect(slow()).toBe('answered');
    expect(started.breaker.state()).toBe('open');
  });
});
