import * as fc from 'fast-check';
import { GraphQLError } from 'graphql';
import type { Plugin } from 'graphql-yoga';
import { Agent } from 'undici';
import { expect, test, vi } from 'vitest';
import type { GatewayContext } from '../../../src/graphql/context.ts';
import { useSubscriptionLimit } from '../../../src/server/plugins/use-subscription-limit.ts';
import { createSubscriptionCounts } from '../../../src/server/subscription-counts.ts';
import { serveStreams } from './subscription-kit.ts';

async function serve(maxSubscriptions: number) {
  const counts = createSubscriptionCounts(maxSubscriptions);
  const onRefused = vi.fn<() => void>();
  const world = await serveStreams([useSubscriptionLimit(counts, { onRefused })]);
  const waitUntilNoneCounts = () => vi.waitUntil(() => counts.callerCount() === 0, 20_000);
  return { ...world, counts, onRefused, waitUntilNoneCounts };
}

test('a subscription too many is refused with 429, the bound, and when to try again', async () => {
  const { subscribe, onRefused } = await serve(2);
  await subscribe();
  await subscribe();
  const refused = await subscribe();
  expect(refused.status).toBe(429);
  expect(refused.headers).toMatchObject({ 'retry-after': '10' });
  expect(await refused.next()).toEqual({
    event: 'next',
    data: {
      errors: [
        {
          message: 'Too many subscriptions: a caller may have 2 open at a time. Close one of the others first.',
          extensions: { code: 'TOO_MANY_REQUESTS', retryable: true, retryAfterSeconds: 10, requestId: 'request-1' },
        },
      ],
    },
  });
  expect(await refused.next()).toMatchObject({ event: 'complete' });
  expect(onRefused).toHaveBeenCalledOnce();
});

test('of subscriptions that come at the same time only so many are let in', async () => {
  const { subscribe, sources } = await serve(3);
  const streams = await Promise.all(Array.from({ length: 10 }, () => subscribe()));
  expect(streams.filter(({ status }) => status === 200)).toHaveLength(3);
  expect(sources.size).toBe(3);
});

test('the subscriptions of one caller are not counted for another', async () => {
  const { subscribe } = await serve(1);
  expect((await subscribe(undefined, { caller: 'a' })).status).toBe(200);
  expect((await subscribe(undefined, { caller: 'b' })).status).toBe(200);
  expect((await subscribe(undefined, { caller: 'b' })).status).toBe(429);
});

const endings = {
  'its source completes': { end: ({ stopAll }) => stopAll() },
  'its source fails': { end: ({ stopAll }) => stopAll(new Error('Broken.')) },
  'its client goes away': { end: (_world, stream) => stream.leave() },
  'it is refused by its resolver': { query: 'subscription { refused }', end: () => {} },
  'it is none, for want of a source': { query: 'subscription { broken }', end: () => {} },
} satisfies Record<
  string,
  { query?: string; end: (world: Awaited<ReturnType<typeof serve>>, stream: { leave: () => void }) => void }
>;

test.each(Object.entries(endings))('a subscription counts no more when %s', async (_how, ending) => {
  const world = await serve(1);
  const { subscribe, waitUntilNoneCounts } = world;
  const stream = await subscribe('query' in ending ? ending.query : undefined);
  ending.end(world, stream);
  await waitUntilNoneCounts();
  expect((await subscribe()).status).toBe(200);
});

test('events come through in order', async () => {
  const { subscribe, pushToAll, waitForSources, stopAll } = await serve(1);
  const stream = await subscribe();
  await waitForSources(1);
  for (const tick of [1, 2, 3]) {
    pushToAll(tick);
    expect(await stream.next()).toEqual({ event: 'next', data: { data: { ticks: tick } } });
  }
  stopAll();
  expect(await stream.next()).toMatchObject({ event: 'complete' });
});

test('a subscription whose client goes away before its stream has begun counts no more, and its source is let go', async () => {
  const { subscribe, onLate, endLateness, waitForSources, waitUntilNoneCounts } = await serve(1);
  const client = new Agent();
  const lost = subscribe('subscription { late }', { dispatcher: client }).catch(() => 'lost');
  await vi.waitUntil(() => onLate.mock.calls.length === 1, 20_000);
  await client.destroy();
  expect(await lost).toBe('lost');
  endLateness();
  await waitUntilNoneCounts();
  await waitForSources(0);
});

test('a subscription that cannot be begun, whatever the reason, is not counted', async () => {
  const counts = createSubscriptionCounts(1);
  const failing: Plugin<GatewayContext> = {
    onSubscribe: ({ setSubscribeFn }) => setSubscribeFn(() => Promise.reject(new Error('Broken.'))),
  };
  const { subscribe } = await serveStreams([failing, useSubscriptionLimit(counts)]);
  for (let n = 0; n < 3; n += 1) expect((await subscribe()).status).not.toBe(429);
  expect(counts.callerCount()).toBe(0);
});

test('a subscription that is refused by a plugin behind is not counted', async () => {
  const counts = createSubscriptionCounts(1);
  const refusing: Plugin<GatewayContext> = {
    onSubscribe: ({ setResultAndStopExecution }) => setResultAndStopExecution({ errors: [new GraphQLError('No.')] }),
  };
  const { subscribe } = await serveStreams([useSubscriptionLimit(counts), refusing]);
  await subscribe();
  expect(counts.callerCount()).toBe(0);
});

test('whatever callers open and close, nobody has more than the bound, and in the end nothing is counted', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 3 }),
      fc.array(fc.record({ caller: fc.nat({ max: 2 }), isOpening: fc.boolean() }), { maxLength: 60 }),
      (maxSubscriptions, steps) => {
        const counts = createSubscriptionCounts(maxSubscriptions);
        const open: (() => void)[][] = [[], [], []];
        for (const { caller, isOpening } of steps) {
          const mine = open[caller]!;
          const before = mine.length;
          const release = isOpening ? counts.take(`caller-${caller}`) : mine.pop();
          if (isOpening && release) mine.push(release);
          // A stream may end in two ways at once.
          else for (let times = 0; times < 2; times += 1) release?.();
          expect(mine.length).toBe(isOpening ? Math.min(before + 1, maxSubscriptions) : Math.max(before - 1, 0));
          expect(counts.callerCount()).toBe(open.filter(({ length }) => length > 0).length);
        }
        for (const release of open.flat()) release();
        expect(counts.callerCount()).toBe(0);
      },
    ),
  );
});
