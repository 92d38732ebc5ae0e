import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { startGateway } from '../support/start-gateway.ts';

const read = (name: string): string =>
  readFileSync(new URL(`../../src/operations/${name}.graphql`, import.meta.url), 'utf8');

/** A ready-made operation, with the fragment that those of bulk imports share. */
function operation(name: string): string {
  const text = read(name);
  return text.includes('...BulkImportParts') ? `${text}\n${read('bulk-import-parts')}` : text;
}

test('the ready-made operations carry a file from its creation to its end', async () => {
  const { execute, send, subscribe, sandbox } = await startGateway();
  const columns = [
    { field: { column: 'Click', field: 'CLICK_ID' } },
    { customDimension: { column: 'First', name: 'first_name' } },
    { ignore: 'Comment' },
  ];
  const { createBulkImport: created } = await execute(operation('create-bulk-import'), {
    input: { format: 'CSV', fileName: 'may.csv', columns },
  });
  expect(created).toMatchObject({ __typename: 'BulkImport', state: 'AWAITING_UPLOAD' });
  const upload = await send(created.uploadUrl, {
    method: 'PUT',
    headers: { 'content-type': 'text/csv' },
    body: 'Click,First,Comment\na,Ann,x\n,Bob,y\nc,Cy,z\na,Ann,again\n',
  });
  expect(upload.status).toBe(200);

  const { id } = created;
  const { bulkImport: rejected } = await execute(operation('rejected-rows'), { id });
  expect(rejected.rejectedRows).toMatchObject({
    totalCount: 2,
    edges: [
      { node: { line: 3, errors: [{ code: 'REQUIRED' }] } },
      { node: { line: 5, errors: [{ code: 'DUPLICATE' }] } },
    ],
  });

  const stream = await subscribe(operation('bulk-import-progress'), { id });
  expect((await stream.next())?.data.data.bulkImport).toMatchObject({ state: 'READY', progress: 0, uploadUrl: null });
  const { startBulkImport: started } = await execute(operation('start-bulk-import'), { id });
  expect(started).toMatchObject({ __typename: 'BulkImport', state: 'RUNNING' });
  const told: any[] = [];
  for await (const { data } of stream) if (data) told.push(data.data.bulkImport);
  expect(told.at(-1)).toMatchObject({
    state: 'COMPLETED',
    progress: 1,
    rows: { total: 4, accepted: 2, rejected: 1, duplicate: 1, queued: 0, imported: 2 },
    rejectedRowsUrl: `/bulk-imports/${id}/rejected.csv`,
    unsentRowsUrl: null,
  });
  const posts = sandbox.requests.filter(({ method }) => method === 'POST');
  expect(posts.map(({ json }) => json)).toEqual([
    {
      conversions: [
        { click_id: 'a', custom_dimensions: { first_name: 'Ann' } },
        { click_id: 'c', custom_dimensions: { first_name: 'Cy' } },
      ],
    },
  ]);

  const { bulkImport: sent } = await execute(operation('bulk-import-batches'), { id });
  expect(sent.batches.edges).toMatchObject([
    {
      node: {
        index: 0,
        state: 'IMPORTED',
        firstLine: 2,
        lastLine: 4,
        job: { id: sandbox.jobs[0]?.id, summary: { importedCount: 2 } },
        candidateJobs: null,
        error: null,
      },
    },
  ]);
  const { bulkImports } = await execute(operation('bulk-imports'), { states: ['COMPLETED'] });
  expect(bulkImports).toMatchObject({ totalCount: 1, edges: [{ node: { id } }], pageInfo: { hasNextPage: false } });
  const { cancelBulkImport: refused } = await execute(operation('cancel-bulk-import'), { id });
  expect(refused).toMatchObject({ __typename: 'InvalidStateError', code: 'INVALID_STATE', state: 'COMPLETED' });
  const { retryBulkImport: nothing } = await execute(operation('retry-bulk-import'), { id });
  expect(nothing).toMatchObject({ __typename: 'InvalidStateError', state: 'COMPLETED' });
});

test('a mapping that says two things of a column, or none, is refused with its place', async () => {
  const { post } = await startGateway();
  const query = operation('create-bulk-import');
  const columns = [{ ignore: 'Comment' }, { ignore: 'A', extra: { column: 'A', name: 'status' } }, { ignore: null }];
  const { json } = await post({ query, variables: { input: { format: 'CSV', columns } } });
  expect(json.errors.map(({ message, extensions }: any) => [message, extensions.code])).toEqual([
    [
      '$input.columns[1] must have exactly one of customDimension, extra, field, ignore, and not as null.',
      'BAD_USER_INPUT',
    ],
    [
      '$input.columns[2] must have exactly one of customDimension, extra, field, ignore, and not as null.',
      'BAD_USER_INPUT',
    ],
  ]);
});

test('lists that cannot be told in parts as asked are refused with a code', async () => {
  const { post } = await startGateway();
  const refusalOf = async (args: string) => {
    const { json } = await post({ query: `{ bulkImports(${args}) { totalCount } }` });
    return { data: json.data, errors: json.errors.map(({ message, extensions }: any) => [message, extensions.code]) };
  };
  expect(await refusalOf('first: 101')).toEqual({
    data: { bulkImports: null },
    errors: [['first: 101 is not from 1 to 100.', 'BAD_USER_INPUT']],
  });
  expect(await refusalOf('after: "nonsense"')).toMatchObject({
    data: { bulkImports: null },
    errors: [[expect.stringContaining('after'), 'BAD_USER_INPUT']],
  });
});

test('who follows an import that is not there hears NOT_FOUND, and who asks for it gets null', async () => {
  const { subscribe, execute } = await startGateway();
  const stream = await subscribe(operation('bulk-import-progress'), { id: 'nobody' });
  const events: any[] = [];
  for await (const { event, data } of stream) events.push([event, data?.errors?.[0]?.extensions?.code]);
  expect(events).toEqual([
    ['next', 'NOT_FOUND'],
    ['complete', undefined],
  ]);
  expect(await execute(operation('bulk-import'), { id: 'nobody' })).toEqual({ bulkImport: null });
  const { startBulkImport } = await execute(operation('start-bulk-import'), { id: 'nobody' });
  expect(startBulkImport).toMatchObject({ __typename: 'NotFoundError', code: 'NOT_FOUND', retryable: false });
});

test('a batch whose answer was lost tells its candidates, and is settled by naming one', async () => {
  const { execute, send, sandbox } = await startGateway();
  sandbox.setFaults([{ match: { path: 'import' }, action: { kind: 'close', when: 'after-body', queue: true } }]);
  const { createBulkImport: created } = await execute(operation('create-bulk-import'), {
    input: { format: 'NDJSON', autoStart: true },
  });
  const { id } = created;
  const upload = await send(created.uploadUrl, {
    method: 'PUT',
    headers: { 'content-type': 'application/x-ndjson' },
    body: '{"clickId":"a"}\n',
  });
  expect(upload.status).toBe(200);
  const readImport = async () => (await execute(operation('bulk-import'), { id })).bulkImport;
  await expect.poll(async () => (await readImport()).state, { timeout: 20_000 }).toBe('NEEDS_ATTENTION');
  expect(await readImport()).toMatchObject({ problem: { code: 'UNCERTAIN_BATCHES' }, rows: { uncertain: 1 } });

  const { bulkImport } = await execute(operation('bulk-import-batches'), { id, states: ['UNCERTAIN'] });
  const [{ node }] = bulkImport.batches.edges;
  const jobId = sandbox.jobs[0]?.id;
  expect(node).toMatchObject({
    candidateJobs: [{ id: jobId }],
    error: { __typename: 'OutcomeUnknownError', code: 'OUTCOME_UNKNOWN', requestId: expect.stringMatching(/./) },
  });
  const { resolveBulkImportBatch: settled } = await execute(operation('resolve-bulk-import-batch'), {
    id,
    index: node.index,
    jobId,
  });
  expect(settled).toMatchObject({ __typename: 'BulkImport', rows: { uncertain: 0, submitted: 1 } });
  await expect.poll(async () => (await readImport()).state, { timeout: 20_000 }).toBe('COMPLETED');
  expect(await readImport()).toMatchObject({ rows: { imported: 1 }, problem: null });
  expect(sandbox.requests.filter(({ method }) => method === 'POST')).toHaveLength(1);
});
