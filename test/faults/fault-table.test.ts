import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { describe, expect, onTestFinished, test } from 'vitest';
import {
  closedPort,
  type FaultProxyOptions,
  startFaultProxy,
  startHandshakeCutter,
  type WireFault,
} from '../support/fault-proxy.ts';
import { type GatewayUnderTest, startGateway } from '../support/start-gateway.ts';
import { expiredCertificate, goodCertificate, key } from './certificates.ts';
import { importBatch, stateOfBatch } from './one-batch.ts';

const importConversions = /* GraphQL */ `
  mutation {
    importConversions(input: { conversions: [{ clickId: "a" }] }) {
      __typename
      ... on Error { code retryable }
      ... on ImportConversionsPayload { job { id } }
    }
  }
`;

/** What the runtime contract's table says. */
const outcomes = {
  taken: { __typename: 'ImportConversionsPayload' },
  unavailable: { __typename: 'TrackierUnavailableError', code: 'UPSTREAM_UNAVAILABLE', retryable: true },
  unknown: { __typename: 'OutcomeUnknownError', code: 'OUTCOME_UNKNOWN', retryable: false },
} as const;

/** What bulk-imports.md says of a batch that meets the same. */
const batchStates = { taken: 'IMPORTED', unavailable: 'QUEUED', unknown: 'UNCERTAIN' } as const;

type Outcome = keyof typeof outcomes;

/** `posts`: how many arrive at Trackier at the most. */
interface Row {
  readonly when: string;
  readonly fault: WireFault;
  readonly is: Outcome;
  readonly posts: 0 | 1;
}

const rows: readonly Row[] = [
  { when: 'latency', fault: { kind: 'latency', ms: 100 }, is: 'taken', posts: 1 },
  { when: 'jitter', fault: { kind: 'latency', ms: 20, jitterMs: 100 }, is: 'taken', posts: 1 },
  { when: 'a latency longer than the timeout', fault: { kind: 'latency', ms: 1_500 }, is: 'unknown', posts: 1 },
  { when: 'a connection that is half open', fault: { kind: 'half-open' }, is: 'unknown', posts: 0 },
  { when: 'a reset at the first byte', fault: { kind: 'cut', of: 'request', after: 0 }, is: 'unknown', posts: 0 },
  { when: 'a reset within the request', fault: { kind: 'cut', of: 'request', after: 60 }, is: 'unknown', posts: 1 },
  {
    when: 'an end within the request',
    fault: { kind: 'cut', of: 'request', after: 60, politely: true },
    is: 'unknown',
    posts: 1,
  },
  { when: 'a request that stalls', fault: { kind: 'stall', of: 'request', after: 60 }, is: 'unknown', posts: 1 },
  { when: 'a reset before the answer', fault: { kind: 'cut', of: 'answer', after: 0 }, is: 'unknown', posts: 1 },
  { when: 'a reset within the status line', fault: { kind: 'cut', of: 'answer', after: 5 }, is: 'unknown', posts: 1 },
  { when: 'a reset within the body', fault: { kind: 'cut', of: 'answer', after: 250 }, is: 'unknown', posts: 1 },
  {
    when: 'an end within the body',
    fault: { kind: 'cut', of: 'answer', after: 250, politely: true },
    is: 'unknown',
    posts: 1,
  },
  { when: 'an answer that stalls', fault: { kind: 'stall', of: 'answer', after: 250 }, is: 'unknown', posts: 1 },
  { when: 'an answer that drips', fault: { kind: 'drip', of: 'answer', bytes: 40, everyMs: 5 }, is: 'taken', posts: 1 },
  {
    when: 'an answer that drips too slowly',
    fault: { kind: 'drip', of: 'answer', bytes: 1, everyMs: 50 },
    is: 'unknown',
    posts: 1,
  },
  {
    when: 'a request that drips',
    fault: { kind: 'drip', of: 'request', bytes: 40, everyMs: 5 },
    is: 'taken',
    posts: 1,
  },
  {
    when: 'a request that drips too slowly',
    fault: { kind: 'drip', of: 'request', bytes: 1, everyMs: 50 },
    is: 'unknown',
    posts: 1,
  },
  { when: 'an answer that claims to be longer', fault: { kind: 'length', by: 20 }, is: 'unknown', posts: 1 },
  { when: 'an answer that claims to be shorter', fault: { kind: 'length', by: -20 }, is: 'unknown', posts: 1 },
];

const postsOf = ({ sandbox }: GatewayUnderTest) => sandbox.requests.filter(({ method }) => method === 'POST');

const patience = { timeout: 20_000 };

async function startBehindProxy(scheme = 'http', host = '127.0.0.1', options: FaultProxyOptions = {}) {
  const proxy = await startFaultProxy(options);
  const gateway = await startAt(`${scheme}://${host}:${proxy.port}`);
  proxy.setTarget(gateway.sandbox.url);
  // An answer with a length, and not in chunks.
  gateway.sandbox.setFaults([{ match: { method: 'POST' }, times: 'always', action: { kind: 'delay', delayMs: 0 } }]);
  return { gateway, proxy };
}

const startAt = (baseUrl: string): Promise<GatewayUnderTest> =>
  startGateway({ env: { TRACKIER_BASE_URL: baseUrl, TRACKIER_TIMEOUT_MS: '1000' } });

async function importOne({ execute }: GatewayUnderTest) {
  return (await execute(importConversions)).importConversions;
}

describe('an import whose way to Trackier has', () => {
  test.each(rows)('$when is $is', async ({ fault, is, posts }) => {
    const { gateway, proxy } = await startBehindProxy();
    proxy.setFault(fault);
    expect(await importOne(gateway)).toMatchObject(outcomes[is]);
    expect(postsOf(gateway).length).toBeLessThanOrEqual(posts);
    expect(proxy.connections()).toBe(1);
    // The way is mended.
    proxy.setFault(null);
    proxy.disconnect();
    expect(await importOne(gateway)).toMatchObject(outcomes.taken);
  });
});

describe('a batch whose way to Trackier has', () => {
  test.each(rows.filter(({ is }) => is !== 'taken'))('$when is kept for a person', async ({ fault, is, posts }) => {
    const { gateway, proxy } = await startBehindProxy();
    proxy.setFault(fault);
    const id = await importBatch(gateway);
    await expect.poll(() => stateOfBatch(gateway, id), patience).toBe(batchStates[is]);
    expect(postsOf(gateway).length).toBeLessThanOrEqual(posts);
    expect(gateway.sandbox.jobs.length).toBeLessThanOrEqual(posts);
  });
});

/** Ways on which no connection comes about: nothing is sent, so it is tried again, and safe to send again. */
const noConnection: readonly [when: string, start: () => Promise<GatewayUnderTest>][] = [
  ['a port where nobody listens', async () => startAt(`http://127.0.0.1:${await closedPort()}`)],
  ['a certificate that nobody trusts', () => startSecure(goodCertificate, [])],
  ['a certificate that has expired', () => startSecure(expiredCertificate, [expiredCertificate])],
  ['a certificate for another name', () => startSecure(goodCertificate, [goodCertificate], '127.0.0.1')],
  ['a handshake that is cut', async () => startAt(`https://localhost:${await startHandshakeCutter(1)}`)],
  ['a handshake that is never answered', async () => startAt(`https://localhost:${await startHandshakeCutter(1e9)}`)],
  ['an upstream that speaks no TLS', async () => (await startBehindProxy('https')).gateway],
];

async function startSecure(cert: string, trusted: readonly string[], host = 'localhost'): Promise<GatewayUnderTest> {
  const before = getCACertificates('default');
  setDefaultCACertificates([...before, ...trusted]);
  onTestFinished(() => setDefaultCACertificates(before));
  return (await startBehindProxy('https', host, { tls: { key, cert } })).gateway;
}

describe('without a connection, because of', () => {
  test.each(noConnection)('%s, nothing is sent', async (_, start) => {
    const gateway = await start();
    expect(await importOne(gateway)).toMatchObject(outcomes.unavailable);
    expect(gateway.sandbox.requests).toEqual([]);
    expect(gateway.log.filter(({ msg }) => msg === 'upstream').length).toBeGreaterThan(0);
  });

  test.each(noConnection)('%s, a batch stays in the queue', async (_, start) => {
    const gateway = await start();
    const id = await importBatch(gateway);
    await expect.poll(() => gateway.log.some(({ type }) => type === 'paused'), patience).toBe(true);
    expect(await stateOfBatch(gateway, id)).toBe(batchStates.unavailable);
    expect(gateway.sandbox.requests).toEqual([]);
  });
});

test('over TLS that is as it should be an import is taken', async () => {
  const gateway = await startSecure(goodCertificate, [goodCertificate]);
  expect(await importOne(gateway)).toMatchObject(outcomes.taken);
});
