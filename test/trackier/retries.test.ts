import { describe, expect, test } from 'vitest';
import type { RequestEvent } from '../../src/trackier/request-event.ts';
import type { TrackierError } from '../../src/trackier/trackier-error.ts';
import { settle } from './manual-clock.ts';
import { answer, answerLost, notConnected, refusal, startScripted } from './scripted-connection.ts';
import { errorOf, oneRow, queuedReply } from './upstream.ts';

const queued = answer(200, queuedReply);
const noJobs = answer(200, { success: true, data: { jobs: [] } });

async function outcomeOf(promise: Promise<unknown>): Promise<() => unknown> {
  let outcome: unknown;
  promise.then(
    () => (outcome = 'answered'),
    (error: TrackierError) => (outcome = error),
  );
  await settle();
  return () => outcome;
}

describe('a POST', () => {
  test.each([
    ['no answer came', answerLost],
    ['the answer cannot be read', answer(200, '<html>')],
    ['a proxy answered', answer(502, '<html>')],
    ['code 50', refusal(503, 50)],
    ['code 51', refusal(500, 51)],
    ['a 5xx of Trackier', refusal(500, 0)],
    ['a refusal', refusal(400, 20)],
    ["a proxy's code 40", answer(504, { error: { code: 40 } })],
    ['code 40 beside a job', answer(429, { ...queuedReply, success: false, error: { code: 40 } })],
  ])('is sent once: %s', async (_, failure) => {
    const { client, clock, sentAtMs } = startScripted([failure, queued]);
    const outcome = await outcomeOf(client.importConversions(oneRow));
    await clock.advance(100_000);
    expect(outcome()).toBeInstanceOf(Error);
    expect(sentAtMs).toEqual([0]);
  });

  test('that found no connection is tried twice more within two seconds', async () => {
    for (const chance of [0, 0.5, 0.999]) {
      const { client, clock, sentAtMs } = startScripted([notConnected], { random: () => chance });
      const outcome = await outcomeOf(client.importConversions(oneRow));
      await clock.advance(100_000);
      expect(outcome()).toMatchObject({ kind: 'unavailable', notSent: true });
      expect(sentAtMs.length).toBe(3);
      expect(sentAtMs[2]).toBeLessThanOrEqual(2_000);
    }
  });

  test('that finds a connection at the third try is answered', async () => {
    const { client, clock } = startScripted([notConnected, notConnected, queued]);
    const outcome = await outcomeOf(client.importConversions(oneRow));
    await clock.advance(2_000);
    expect(outcome()).toBe('answered');
  });

  test('that finds no connection after it was throttled is tried twice more all the same', async () => {
    const { client, clock, sentAtMs } = startScripted([refusal(429, 40, '7'), refusal(429, 40, '3'), notConnected]);
    const outcome = await outcomeOf(client.importConversions(oneRow));
    await clock.advance(100_000);
    expect(outcome()).toMatchObject({ kind: 'unavailable', notSent: true });
    expect(sentAtMs).toEqual([0, 7_000, 10_000, 10_300, 10_900]);
  });

  test('that meets one hindrance after the other is given up by its deadline', async () => {
    const { client, clock, sentAtMs } = startScripted((_, count) =>
      count % 2 === 0 ? refusal(429, 40) : notConnected,
    );
    const outcome = await outcomeOf(client.importConversions(oneRow));
    await clock.advance(100_000);
    expect(outcome()).toBeInstanceOf(Error);
    expect(sentAtMs.at(-1)).toBeLessThanOrEqual(30_000);
    expect(sentAtMs.length).toBeLessThan(60);
  });

  test('whose second failure came late is not tried a third time', async () => {
    const { client, clock, sentAtMs } = startScripted(async (_, count) => {
      if (count === 1) await new Promise<void>(resolve => void clock.after(9_000, resolve));
      throw notConnected;
    });
    const outcome = await outcomeOf(client.importConversions(oneRow));
    await clock.advance(100_000);
    expect(outcome()).toMatchObject({ notSent: true });
    expect(sentAtMs.length).toBe(2);
  });

  test('that is throttled waits as long as Trackier says', async () => {
    const { client, clock, sentAtMs } = startScripted([refusal(429, 40, '7'), refusal(200, 40, '3'), queued]);
    const outcome = await outcomeOf(client.importConversions(oneRow));
    await clock.advance(10_000);
    expect(outcome()).toBe('answered');
    expect(sentAtMs).toEqual([0, 7_000, 10_000]);
  });

  test('that is throttled without a word of when backs off until the deadline', async () => {
    const { client, clock, sentAtMs } = startScripted([refusal(429, 40)]);
    const outcome = await outcomeOf(client.importConversions(oneRow));
    await clock.advance(100_000);
    expect(outcome()).toMatchObject({ kind: 'throttled', retryAfterMs: 6_000 });
    expect(sentAtMs).toEqual([0, 750, 2_250, 5_250, 11_250, 17_250, 23_250, 29_250]);
  });

  test('is not kept waiting for a Retry-After beyond its deadline', async () => {
    const { client, clock, sentAtMs } = startScripted([refusal(429, 40, '31'), queued]);
    const error = await errorOf(client.importConversions(oneRow));
    expect(error).toMatchObject({ kind: 'throttled', retryAfterMs: 31_000, upstreamCode: 40, upstreamMessage: 'No' });
    expect(sentAtMs).toEqual([0]);
    // And nobody else asks meanwhile.
    expect(await errorOf(client.importConversions(oneRow))).toMatchObject({ kind: 'queue-full', retryAfterMs: 31_000 });
    await clock.advance(31_000);
    await client.importConversions(oneRow);
  });

  test('takes the pace again with every try', async () => {
    const { client, clock, sentAtMs } = startScripted([notConnected], { requestsPerSecond: 1 });
    const outcome = await outcomeOf(client.importConversions(oneRow));
    await clock.advance(10_000);
    expect(outcome()).toMatchObject({ notSent: true });
    expect(sentAtMs).toEqual([0, 1_000, 2_000]);
  });

  test('is not sent in a rush where Trackier says to retry after no time', async () => {
    const { client, clock, sentAtMs } = startScripted([refusal(429, 40, '0')]);
    const outcome = await outcomeOf(client.importConversions(oneRow));
    await clock.advance(100_000);
    expect(outcome()).toMatchObject({ kind: 'throttled', retryAfterMs: 6_000 });
    expect(sentAtMs.length).toBe(8);
  });

  test('that may not be retried is tried once, and still slows the others down', async () => {
    const { client, clock, sentAtMs } = startScripted([notConnected, refusal(429, 40, '2'), queued]);
    expect((await errorOf(client.importConversions(oneRow, { retry: false }))).notSent).toBe(true);
    expect(await errorOf(client.importConversions(oneRow, { retry: false }))).toMatchObject({
      kind: 'throttled',
      retryAfterMs: 2_000,
    });
    const outcome = await outcomeOf(client.importConversions(oneRow));
    await clock.advance(2_000);
    expect(outcome()).toBe('answered');
    expect(sentAtMs).toEqual([0, 0, 2_000]);
  });

  test('has its own time for its answer, however long it waited', async () => {
    const { client, clock, requests } = startScripted([refusal(429, 40, '29'), queued]);
    const outcome = await outcomeOf(client.importConversions(oneRow));
    await clock.advance(29_000);
    expect(outcome()).toBe('answered');
    expect(requests.map(({ timeoutMs }) => timeoutMs)).toEqual([30_000, 30_000]);
  });

  test('with a turn taken before does not take another', async () => {
    const { client, clock, sentAtMs } = startScripted([queued], { requestsPerSecond: 1 });
    const turn = await client.waitForTurn({ lane: 'bulk' });
    await client.importConversions(oneRow, { lane: 'bulk', turn });
    const outcome = await outcomeOf(client.importConversions(oneRow));
    await clock.advance(1_000);
    expect(outcome()).toBe('answered');
    expect(sentAtMs).toEqual([0, 1_000]);
  });
});

describe('a GET', () => {
  test.each([
    ['no connection', notConnected],
    ['no answer', answerLost],
    ['an answer that cannot be read', answer(200, '<html>')],
    ["a proxy's answer", answer(502, '<html>')],
    ['code 50', refusal(503, 50)],
    ['code 40', refusal(429, 40, '1')],
  ])('is tried three times: %s', async (_, failure) => {
    const { client, clock, sentAtMs } = startScripted([failure]);
    const outcome = await outcomeOf(client.listJobs());
    await clock.advance(100_000);
    expect(outcome()).toBeInstanceOf(Error);
    expect(sentAtMs.length).toBe(3);
  });

  test('is tried three times in all, whatever the failures', async () => {
    const { client, clock, sentAtMs } = startScripted([answerLost, refusal(429, 40, '1'), notConnected, noJobs]);
    const outcome = await outcomeOf(client.listJobs());
    await clock.advance(100_000);
    expect(outcome()).toMatchObject({ notSent: true });
    expect(sentAtMs.length).toBe(3);
  });

  test('that is out keeps nobody who waits for the POSTs waiting', async () => {
    const { client, requests } = startScripted(() => new Promise(() => {}));
    void client.listJobs();
    await settle();
    expect(requests.length).toBe(1);
    await expect(client.settled()).resolves.toBeUndefined();
  });

  test('that is answered at last is answered', async () => {
    const { client, clock } = startScripted([answerLost, answer(200, 'x'), noJobs]);
    const outcome = await outcomeOf(client.listJobs());
    await clock.advance(5_000);
    expect(outcome()).toBe('answered');
  });

  test('that is refused is not tried again', async () => {
    const { client, sentAtMs } = startScripted([refusal(403, 5)]);
    expect((await errorOf(client.listJobs())).reason).toBe('PERMISSION_DENIED');
    expect(sentAtMs).toEqual([0]);
  });

  test('has no more time for another try than is left', async () => {
    const { client, clock, requests } = startScripted([answerLost]);
    const outcome = await outcomeOf(client.listJobs({ deadlineMs: clock.now() + 1_000 }));
    await clock.advance(5_000);
    expect(outcome()).toMatchObject({ kind: 'unknown-outcome' });
    expect(requests.map(({ timeoutMs }) => timeoutMs)).toEqual([30_000, 875, 625]);
  });
});

describe('waiting for another try', () => {
  test.each([
    ['no connection', notConnected],
    ['throttled', refusal(429, 40, '5')],
  ])('ends when the caller goes: %s', async (_, failure) => {
    const caller = new AbortController();
    const { client, clock, sentAtMs } = startScripted([failure]);
    const outcome = await outcomeOf(client.importConversions(oneRow, { signal: caller.signal }));
    caller.abort();
    await settle();
    expect(outcome()).toMatchObject({ kind: 'caller-gone', notSent: true });
    await clock.advance(60_000);
    expect(sentAtMs).toEqual([0]);
    expect(clock.pendingTimers).toBe(0);
  });

  test.each([
    ['no connection', notConnected],
    ['throttled', refusal(429, 40, '5')],
  ])('ends when the gateway drains: %s', async (_, failure) => {
    const { client, clock } = startScripted([failure]);
    const outcome = await outcomeOf(client.importConversions(oneRow));
    client.drain();
    await settle();
    expect(outcome()).toMatchObject({ kind: 'draining', notSent: true });
    await client.settled();
    expect(clock.pendingTimers).toBe(0);
    expect((await errorOf(client.listJobs())).kind).toBe('draining');
  });
});

test('a request that has not begun is not sent any more when its caller goes or the gateway drains', async () => {
  const caller = new AbortController();
  const { client, requests } = startScripted([queued]);
  await client.importConversions(oneRow, { signal: caller.signal });
  expect(() => requests[0]?.beforeSend?.()).not.toThrow();
  caller.abort();
  expect(() => requests[0]?.beforeSend?.()).toThrow(expect.objectContaining({ kind: 'caller-gone' }));
  client.drain();
  expect(() => requests[0]?.beforeSend?.()).toThrow(expect.objectContaining({ kind: 'draining' }));
});

test('every try is reported, and a report that throws changes nothing', async () => {
  const events: RequestEvent[] = [];
  const onRequest = (event: RequestEvent) => {
    events.push(event);
    throw new Error('The log is full');
  };
  const { client, clock } = startScripted([notConnected, refusal(429, 40, '1'), queued], { onRequest });
  const outcome = await outcomeOf(client.importConversions(oneRow));
  await clock.advance(5_000);
  expect(outcome()).toBe('answered');
  expect(events).toEqual([
    { endpoint: 'importConversions', attempt: 1, outcome: 'unavailable', durationMs: 0 },
    {
      endpoint: 'importConversions',
      attempt: 2,
      outcome: 'throttled',
      httpStatus: 429,
      upstreamCode: 40,
      durationMs: 0,
    },
    { endpoint: 'importConversions', attempt: 3, outcome: 'ok', httpStatus: 200, durationMs: 0 },
  ]);
});
