import { expect, test } from 'vitest';
import type { Sandbox } from '../../src/sandbox/sandbox.ts';
import { createDatabase } from '../support/create-database.ts';
import { makeDataDir } from '../support/data-dir.ts';
import { type GatewayUnderTest, startGateway } from '../support/start-gateway.ts';
import { startPostgres } from '../support/start-postgres.ts';
import { startProcess, startUpstream } from '../support/start-process.ts';

const importConversions = /* GraphQL */ `
  mutation ($input: ImportConversionsInput!) {
    importConversions(input: $input) {
      __typename
      ... on Error { code message retryable }
      ... on InvalidInputError { issues { path } }
      ... on OutcomeUnknownError { candidateJobs { id } }
      ... on ImportConversionsPayload {
        replayed job { id state createdAt relatedObject { csvPath } } upstreamMessage
        submittedCount acceptedCount rejectedCount rowErrors { index path code message } validatedOnly
      }
    }
  }
`;

const conversions = [{ clickId: 'a', txnId: 't', extra: { note: 'n', deep: { x: 1, y: null } } }];

async function importOnce({ execute }: GatewayUnderTest, idempotencyKey: string | null, more: object = {}) {
  return (await execute(importConversions, { input: { conversions, idempotencyKey, ...more } })).importConversions;
}

const posts = ({ requests }: Sandbox): number => requests.filter(({ method }) => method === 'POST').length;

const lostAnswer = {
  match: { method: 'POST' },
  action: { kind: 'close', when: 'after-body', queue: true },
} as const;

test('an import that is sent again with its key is answered again and sent once, also after a restart', async () => {
  const env = { DATA_DIR: makeDataDir() };
  const gateway = await startGateway({ env });
  const more = { conversions: [...conversions, { clickId: ' ' }], onInvalid: 'SKIP_INVALID' };
  const first = await importOnce(gateway, 'k', more);
  expect(first).toMatchObject({ __typename: 'ImportConversionsPayload', replayed: false, rejectedCount: 1 });
  expect(await importOnce(gateway, 'k', more)).toEqual({ ...first, replayed: true });
  await gateway.gateway.close();

  const next = await startGateway({ env: { ...env, TRACKIER_BASE_URL: gateway.config.trackier.baseUrl } });
  expect(await importOnce(next, 'k', more)).toEqual({ ...first, replayed: true });
  expect(posts(gateway.sandbox)).toBe(1);
});

test('an import is the same however it is written: in another order, with defaults, with nulls', async () => {
  const gateway = await startGateway();
  await importOnce(gateway, 'k');
  const literal = `mutation {
    importConversions(input: {
      validateOnly: false, onInvalid: REJECT_ALL, sendPostback: null, idempotencyKey: "k",
      conversions: [{ extra: { deep: { y: null, x: 1 }, note: "n" }, sub1: null, txnId: "t", clickId: "a" }]
    }) { ... on ImportConversionsPayload { replayed } }
  }`;
  expect(await gateway.execute(literal)).toEqual({ importConversions: { replayed: true } });
  expect(posts(gateway.sandbox)).toBe(1);
});

test('a key with another input, or that is none, is refused, and nothing is sent', async () => {
  const gateway = await startGateway();
  await importOnce(gateway, 'k');
  expect(await importOnce(gateway, 'k', { conversions: [{ clickId: 'b' }] })).toMatchObject({
    __typename: 'IdempotencyConflictError',
    code: 'IDEMPOTENCY_CONFLICT',
    retryable: false,
  });
  expect(await importOnce(gateway, '')).toMatchObject({
    __typename: 'InvalidInputError',
    issues: [{ path: ['idempotencyKey'] }],
  });
  expect(posts(gateway.sandbox)).toBe(1);
});

test('a refusal frees the key; a lost answer does not, and is told again with its candidates', async () => {
  const gateway = await startGateway();
  gateway.sandbox.setFaults([{ match: { method: 'POST' }, action: { kind: 'error', code: 50 } }, lostAnswer]);
  expect(await importOnce(gateway, 'k')).toMatchObject({ __typename: 'TrackierUnavailableError' });
  const lost = await importOnce(gateway, 'k');
  expect(lost).toMatchObject({
    __typename: 'OutcomeUnknownError',
    candidateJobs: [{ id: gateway.sandbox.jobs[0]?.id }],
  });
  expect(await importOnce(gateway, 'k')).toEqual(lost);
  expect(posts(gateway.sandbox)).toBe(2);
});

test('twenty callers at once at two gateways with one database are one POST', async () => {
  const env = { DATABASE_URL: await createDatabase() };
  const one = await startGateway({ env });
  const other = await startGateway({ env: { ...env, TRACKIER_BASE_URL: one.config.trackier.baseUrl } });
  const callers = Array.from({ length: 20 }, (_, n) => importOnce(n % 2 === 0 ? one : other, 'k'));
  const answers = await Promise.all(callers);
  expect(answers.filter(({ replayed }) => replayed === false)).toHaveLength(1);
  expect(new Set(answers.map(({ job }) => job.id)).size).toBe(1);
  expect(posts(one.sandbox)).toBe(1);
});

test('with the database away, a key is an error after which nothing was sent; without one imports go on', async () => {
  const postgres = await startPostgres();
  try {
    const gateway = await startGateway({ env: { DATABASE_URL: postgres.url } });
    await postgres.stop();
    const { json } = await gateway.post({
      query: importConversions,
      variables: { input: { conversions, idempotencyKey: 'k' } },
    });
    expect(json.errors).toMatchObject([{ extensions: { code: 'STORE_UNAVAILABLE', retryable: true } }]);
    expect(posts(gateway.sandbox)).toBe(0);
    expect(await importOnce(gateway, null)).toMatchObject({ __typename: 'ImportConversionsPayload', replayed: false });
    expect(posts(gateway.sandbox)).toBe(1);
    await postgres.start();
    await expect
      .poll(async () => (await importOnce(gateway, 'k').catch(() => null))?.__typename, { timeout: 30_000 })
      .toBe('ImportConversionsPayload');
    expect(posts(gateway.sandbox)).toBe(2);
    await gateway.close();
  } finally {
    await postgres.close();
  }
});

test('an import whose gateway was killed while it was out is unknown to the next one, and is not sent again', async () => {
  const { sandbox, env } = await startUpstream();
  const common = { ...env, DATA_DIR: makeDataDir() };
  const killed = startProcess(common);
  const address = await killed.url();
  sandbox.setFaults([{ match: { method: 'POST' }, action: { kind: 'hang', queue: true } }]);
  const unanswered = importAt(address).catch(() => 'no answer');
  await expect.poll(() => posts(sandbox), { timeout: 20_000 }).toBe(1);
  killed.signal('SIGKILL');
  expect(await unanswered).toBe('no answer');
  await killed.exitCode();

  const next = startProcess(common);
  expect(await importAt(await next.url())).toMatchObject({
    __typename: 'OutcomeUnknownError',
    candidateJobs: [{ id: sandbox.jobs[0]?.id }],
  });
  expect(posts(sandbox)).toBe(1);
});

/** By a caller that knows nothing but an address. */
async function importAt(url: string) {
  const body = JSON.stringify({
    query: importConversions,
    variables: { input: { conversions, idempotencyKey: 'k' } },
  });
  const headers = { 'content-type': 'application/json' };
  const answer = await fetch(`${url}/graphql`, { method: 'POST', headers, body });
  return JSON.parse(await answer.text()).data.importConversions;
}
