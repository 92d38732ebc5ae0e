import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Direction, startFaultProxy, type WireFault } from '../support/fault-proxy.ts';
import { startGateway } from '../support/start-gateway.ts';

const importConversions = /* GraphQL */ `
  mutation {
    importConversions(input: { conversions: [{ clickId: "a", extra: { note: "long enough for some more bytes" } }] }) {
      __typename
    }
  }
`;

async function startCuttable() {
  const proxy = await startFaultProxy();
  const { sandbox, execute } = await startGateway({
    env: { TRACKIER_BASE_URL: `http://127.0.0.1:${proxy.port}`, TRACKIER_TIMEOUT_MS: '5000' },
  });
  proxy.setTarget(sandbox.url);
  /** Imports over a new connection with a fault: its outcome, and what came of it at the proxy and at Trackier. */
  const importWith = async (fault: WireFault | null) => {
    proxy.setFault(fault);
    proxy.disconnect();
    const before = { ...proxy.bytes, posts: sandbox.requests.length, jobs: sandbox.jobs.length };
    const { importConversions: answer } = await execute(importConversions);
    return {
      type: answer.__typename,
      request: proxy.bytes.request - before.request,
      answer: proxy.bytes.answer - before.answer,
      posts: sandbox.requests.length - before.posts,
      jobs: sandbox.jobs.length - before.jobs,
    };
  };
  const clean = await importWith(null);
  expect(clean).toMatchObject({ type: 'ImportConversionsPayload', posts: 1, jobs: 1 });
  return { importWith, clean };
}

test.each<Direction>(['request', 'answer'])(
  'wherever a connection is cut within the bytes of the %s, the outcome is unknown and nothing is sent twice',
  async of => {
    const { importWith, clean } = await startCuttable();
    const cuts = fc.record({ after: fc.integer({ min: 0, max: clean[of] - 1 }), politely: fc.boolean() });
    await fc.assert(
      fc.asyncProperty(cuts, async cut => {
        const met = await importWith({ kind: 'cut', of, ...cut });
        expect(met.type).toBe('OutcomeUnknownError');
        expect(met.request).toBe(clean.request);
        expect(met.posts).toBeLessThanOrEqual(1);
        expect(met.jobs).toBe(of === 'answer' ? 1 : 0);
        // And the way is as good as before when it is mended.
        expect(await importWith(null)).toMatchObject({ type: 'ImportConversionsPayload', posts: 1, jobs: 1 });
      }),
      { numRuns: 40 },
    );
  },
);

test('a connection that is reset as soon as it is there sends nothing twice, and is called unsent only if it was', async () => {
  const { importWith } = await startCuttable();
  for (let round = 0; round < 6; round++) {
    const met = await importWith({ kind: 'reset' });
    expect(['TrackierUnavailableError', 'OutcomeUnknownError']).toContain(met.type);
    expect(met).toMatchObject({ posts: 0, jobs: 0 });
    expect(met.type === 'OutcomeUnknownError' || met.request === 0).toBe(true);
    expect(await importWith(null)).toMatchObject({ type: 'ImportConversionsPayload', posts: 1 });
  }
});
