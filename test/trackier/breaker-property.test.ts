import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { type BreakerState, createBreaker } from '../../src/trackier/breaker.ts';
import { lanes } from '../../src/trackier/pace-lanes.ts';
import { TrackierError } from '../../src/trackier/trackier-error.ts';
import type { WireAnswer } from '../../src/trackier/wire-exchange.ts';
import { badGateway, noJobs, queued } from './breaker-kit.ts';
import { createManualClock, settle } from './manual-clock.ts';
import { answer, answerLost, notConnected, refusal, startScripted } from './scripted-connection.ts';
import { oneRow } from './upstream.ts';

test('no POST begins while the breaker is open, and no probe is one, whatever happens', async () => {
  const step = fc.oneof(
    fc.record({ type: fc.constant('advance' as const), ms: fc.integer({ min: 1, max: 30_000 }) }),
    fc.record({
      type: fc.constant('call' as const),
      lane: fc.constantFrom(...lanes),
      count: fc.integer({ min: 1, max: 8 }),
    }),
    fc.record({
      type: fc.constant('become' as const),
      outcome: fc.constantFrom(notConnected, answerLost, badGateway, queued, refusal(429, 40), answer(401, '')),
    }),
    fc.record({ type: fc.constant('slow' as const), ms: fc.integer({ min: 0, max: 10_000 }) }),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 60 }), async steps => {
      const clock = createManualClock(50_000);
      const sent: { readonly method: string; readonly state: BreakerState }[] = [];
      let outcome: WireAnswer | Error = notConnected;
      let slowMs = 0;
      const breaker = createBreaker({ clock, random: () => 0.5 });
      const { client } = startScripted(
        async ({ method }) => {
          sent.push({ method, state: breaker.state() });
          const met = outcome === queued && method === 'GET' ? noJobs : outcome;
          await new Promise<void>(resolve => void clock.after(slowMs, resolve));
          if (met instanceof Error) throw met;
          return met;
        },
        { breaker, requestsPerSecond: 3 },
        clock,
      );
      const call = (lane: (typeof lanes)[number]): Promise<unknown> =>
        lane === 'import' || lane === 'bulk' ? client.importConversions(oneRow, { lane }) : client.listJobs({ lane });
      const calls: Promise<unknown>[] = [];
      for (const next of steps) {
        if (next.type === 'advance') await clock.advance(next.ms);
        if (next.type === 'become') outcome = next.outcome;
        if (next.type === 'slow') slowMs = next.ms;
        if (next.type === 'call')
          for (let count = 0; count < next.count; count++) calls.push(call(next.lane).catch((error: unknown) => error));
        await settle();
      }
      outcome = queued;
      await clock.advance(600_000);
      // Nobody waits for ever, and it closes by itself.
      const ends = await Promise.all(calls);
      expect(ends.filter(end => end instanceof Error && !(end instanceof TrackierError))).toEqual([]);
      expect(breaker.state()).toBe('closed');
      expect(sent.filter(({ method, state }) => state !== 'closed' && method === 'POST')).toEqual([]);
      expect(sent.filter(({ state }) => state === 'open')).toEqual([]);
      expect(clock.pendingTimers).toBe(0);
    }),
    { numRuns: 100 },
  );
});
