import { isObjectType } from 'graphql';
import { describe, expect, test } from 'vitest';
import { schema } from '../../src/graphql/schema.ts';
import { bearer, writeAccessFiles } from '../support/access-files.ts';
import { type GatewayUnderTest, startGateway } from '../support/start-gateway.ts';

type Door = Pick<GatewayUnderTest, 'send' | 'post' | 'execute' | 'subscribe'>;

interface House {
  readonly gateway: GatewayUnderTest;
  readonly acme: Door;
  readonly globex: Door;
}

const keys = { acme: 'key-of-acme', globex: 'key-of-globex' };
const sandbox = { apiKey: Object.values(keys) };

/** The ways in which a caller shows whose tenant is meant. */
const houses: Readonly<Record<string, (env?: Record<string, string>) => Promise<House>>> = {
  'tenants of a file': async env => {
    const files = writeAccessFiles(
      [
        { name: 'acme', tenant: 'acme' },
        { name: 'globex', tenant: 'globex' },
      ],
      { acme: { apiKey: keys.acme }, globex: { apiKey: keys.globex } },
    );
    const gateway = await startGateway({ sandbox, env: { ...files.env, ...env } });
    return { gateway, acme: gateway.as(bearer('acme')), globex: gateway.as(bearer('globex')) };
  },
  "callers' own keys": async env => {
    const own = {
      TRACKIER_API_KEY: '',
      TRACKIER_KEY_PASSTHROUGH: 'true',
      SECRET_KEY: Buffer.alloc(32, 7).toString('base64'),
    };
    const gateway = await startGateway({ sandbox, env: { ...own, ...env } });
    const as = (key: string): Door => gateway.as({ 'x-api-key': key });
    return { gateway, acme: as(keys.acme), globex: as(keys.globex) };
  },
};

const importMutation = `mutation ($input: ImportConversionsInput!) {
  importConversions(input: $input) { __typename ... on ImportConversionsPayload { replayed job { id } } ... on Error { code } }
}`;
const createMutation = `mutation ($input: CreateBulkImportInput!) {
  createBulkImport(input: $input) { __typename ... on BulkImport { id uploadUrl state } ... on Error { code } }
}`;
const wholeImport = `query ($id: ID!) {
  bulkImport(id: $id) {
    id state fileName uploadUrl startedAt finishedAt rows { total accepted rejected queued submitted imported unsent }
    batches { edges { node { index state attemptCount job { id } } } } rejectedRows { edges { node { line } } }
  }
}`;
const action = (field: string, more = ''): string =>
  `mutation ($id: ID!) { ${field}(id: $id${more}) { __typename ... on BulkImport { id } ... on Error { code message } } }`;

const input = { conversions: [{ clickId: 'click-of-acme' }], idempotencyKey: 'the same key' };
const csv = 'click_id,currency\none,EUR\ntwo,euro\n';
const put = (door: Door, path: string, body = csv) =>
  door.send(path, { method: 'PUT', headers: { 'content-type': 'text/csv' }, body });

/** What a tenant has that another might want: a job, an import that waits for its file, one that is done. */
interface Belongings {
  readonly jobId: string;
  readonly waitingId: string;
  readonly doneId: string;
}

async function moveIn(acme: Door): Promise<Belongings> {
  const { importConversions } = await acme.execute(importMutation, { input });
  const createOne = async (key: string) =>
    (await acme.execute(createMutation, { input: { format: 'CSV', idempotencyKey: key, autoStart: true } }))
      .createBulkImport;
  const waiting = await createOne('waiting');
  const done = await createOne('done');
  expect((await put(acme, done.uploadUrl)).status).toBe(200);
  await expect
    .poll(async () => (await acme.execute(wholeImport, { id: done.id })).bulkImport.state, { timeout: 30_000 })
    .toBe('COMPLETED');
  return { jobId: importConversions.job.id, waitingId: waiting.id, doneId: done.id };
}

const unknownId = '00000000-0000-4000-8000-000000000000';
const unknownJobId = '000000000000000000000000';

type Attempt = (globex: Door, acmes: Belongings) => Promise<void>;

/** A refusal that says no more than one for something that never was. */
const sameAsUnknown =
  (query: string, of: (acmes: Belongings) => string): Attempt =>
  async (globex, acmes) => {
    const ask = async (id: string) => JSON.stringify(await globex.execute(query, { id }));
    const answer = await ask(of(acmes));
    expect(answer).toContain('NOT_FOUND');
    expect(answer).toBe(await ask(unknownId));
  };

const refusedStream = async (globex: Door, query: string, id: string) => {
  const events = [];
  for await (const event of await globex.subscribe(query, { id })) events.push(event);
  return JSON.stringify(events)
    .replaceAll(/"requestId":"[^"]*"/g, '')
    .replaceAll(id, '<id>');
};

const sameStreamAsUnknown =
  (query: string, of: (acmes: Belongings) => string, unknown: string): Attempt =>
  async (globex, acmes) => {
    const events = await refusedStream(globex, query, of(acmes));
    expect(events).toContain('NOT_FOUND');
    expect(events).toBe(await refusedStream(globex, query, unknown));
  };

/** What the other tenant tries, by root field. */
const attempts: Readonly<Record<string, Attempt>> = {
  'Query.viewer': async globex => {
    const { viewer } = await globex.execute('{ viewer { tenant rateLimit { queuedRequests } } }');
    expect(viewer.rateLimit.queuedRequests).toBe(0);
    expect(viewer.tenant).not.toBe('acme');
  },
  'Query.importJob': async (globex, { jobId }) => {
    expect(await globex.execute('query ($id: ID!) { importJob(id: $id) { id } }', { id: jobId })).toEqual({
      importJob: null,
    });
  },
  'Query.importJobs': async globex => {
    expect(await globex.execute('{ importJobs { id } }')).toEqual({ importJobs: [] });
  },
  'Query.bulkImport': async (globex, { doneId, waitingId }) => {
    for (const id of [doneId, waitingId])
      expect(await globex.execute(wholeImport, { id })).toEqual({ bulkImport: null });
  },
  'Query.bulkImports': async globex => {
    const { bulkImports } = await globex.execute('{ bulkImports { totalCount edges { node { id } } } }');
    expect(bulkImports).toEqual({ totalCount: 0, edges: [] });
  },
  'Mutation.importConversions': async globex => {
    // The same key with another input would be a conflict, were it the same tenant's; with the same input, a replay.
    const other = await globex.execute(importMutation, { input: { ...input, conversions: [{ clickId: 'another' }] } });
    expect(other.importConversions).toMatchObject({ __typename: 'ImportConversionsPayload', replayed: false });
  },
  'Mutation.createBulkImport': async globex => {
    const create = { format: 'CSV', idempotencyKey: 'done', fileName: 'other.csv' };
    const { createBulkImport } = await globex.execute(createMutation, { input: create });
    expect(createBulkImport).toMatchObject({ __typename: 'BulkImport', state: 'AWAITING_UPLOAD' });
    expect((await put(globex, createBulkImport.uploadUrl)).status).toBe(200);
    const sameFile = 'query ($id: ID!) { bulkImport(id: $id) { sameFileAs { id } } }';
    expect((await globex.execute(sameFile, createBulkImport)).bulkImport).toEqual({ sameFileAs: null });
    await globex.execute(action('cancelBulkImport'), createBulkImport);
  },
  'Mutation.startBulkImport': sameAsUnknown(action('startBulkImport'), ({ doneId }) => doneId),
  'Mutation.cancelBulkImport': sameAsUnknown(action('cancelBulkImport'), ({ waitingId }) => waitingId),
  'Mutation.retryBulkImport': sameAsUnknown(action('retryBulkImport', ', only: [FAILED]'), ({ doneId }) => doneId),
  'Mutation.resolveBulkImportBatch': sameAsUnknown(
    action('resolveBulkImportBatch', ', index: 0'),
    ({ doneId }) => doneId,
  ),
  'Subscription.importJob': sameStreamAsUnknown(
    'subscription ($id: ID!) { importJob(id: $id) { id state } }',
    ({ jobId }) => jobId,
    unknownJobId,
  ),
  'Subscription.bulkImport': sameStreamAsUnknown(
    'subscription ($id: ID!) { bulkImport(id: $id) { id state } }',
    ({ waitingId }) => waitingId,
    unknownId,
  ),
  'PUT rows': async (globex, { waitingId }) => {
    const problemOf = async (id: string) => {
      const { status, json } = await put(globex, `/bulk-imports/${id}/rows`);
      return { status, ...json, requestId: '' };
    };
    expect(await problemOf(waitingId)).toEqual(await problemOf(unknownId));
    expect(await problemOf(waitingId)).toMatchObject({ status: 404, code: 'NOT_FOUND' });
  },
  'GET rejected.csv, unsent.csv': async (globex, { doneId }) => {
    for (const file of ['rejected.csv', 'unsent.csv']) {
      const problemOf = async (id: string) => {
        const { status, json } = await globex.send(`/bulk-imports/${id}/${file}`);
        return { status, ...json, requestId: '' };
      };
      expect(await problemOf(doneId)).toEqual(await problemOf(unknownId));
      expect((await problemOf(doneId)).status).toBe(404);
    }
  },
};

const queued = async (door: Door) =>
  (await door.execute('{ viewer { rateLimit { queuedRequests } } }')).viewer.rateLimit.queuedRequests;

describe.each(Object.entries(houses))('with %s', (_way, open) => {
  test('one tenant reaches nothing of another, and cannot tell that it is there', async () => {
    const { gateway, acme, globex } = await open();
    const acmes = await moveIn(acme);
    const all = async () => ({
      done: await acme.execute(wholeImport, { id: acmes.doneId }),
      waiting: await acme.execute(wholeImport, { id: acmes.waitingId }),
      list: await acme.execute('{ bulkImports { totalCount edges { node { id state } } } }'),
    });
    const before = await all();
    for (const attempt of Object.values(attempts)) await attempt(globex, acmes);
    expect(await all()).toEqual(before);
    // What is acme's still works for acme: the same key is a replay, the file that waits is taken.
    const again = await acme.execute(importMutation, { input });
    expect(again.importConversions).toMatchObject({ replayed: true, job: { id: acmes.jobId } });
    expect((await put(acme, `/bulk-imports/${acmes.waitingId}/rows`)).status).toBe(200);
    expect((await acme.send(`/bulk-imports/${acmes.doneId}/rejected.csv`)).status).toBe(200);
    expect(JSON.stringify(gateway.log)).not.toMatch(/key-of-/);
  });

  test('one tenant that waits for its pace keeps nobody else waiting', async () => {
    const { acme, globex } = await open({ TRACKIER_REQUESTS_PER_SECOND: '0.25' });
    const one = { input: { conversions: [{ clickId: 'a' }] } };
    await acme.execute(importMutation, one);
    const waiting = Promise.all([acme, acme, acme].map(door => door.execute(importMutation, one)));
    await expect.poll(() => queued(acme)).toBe(3);
    expect((await globex.execute(importMutation, one)).importConversions.__typename).toBe('ImportConversionsPayload');
    expect([await queued(acme), await queued(globex)]).toEqual([3, 0]);
    await waiting;
  }, 60_000);
});

test('every root field of the schema is among what the other tenant tries', () => {
  const roots = [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()].filter(isObjectType);
  const fields = roots.flatMap(root => Object.keys(root.getFields()).map(field => `${root.name}.${field}`));
  expect(
    Object.keys(attempts)
      .filter(name => name.includes('.'))
      .filter(name => !name.includes('csv'))
      .toSorted(),
  ).toEqual(fields.toSorted());
});
