import { type ExecutionResult, graphql, parse, subscribe } from 'graphql';
import { expect, test, vi } from 'vitest';
import type { GatewayContext } from '../../src/graphql/context.ts';
import { toGraphQLError } from '../../src/graphql/graphql-error.ts';
import { schema } from '../../src/graphql/schema.ts';
import type { BulkImport } from '../../src/imports/bulk/bulk-import.ts';
import type { BulkImports } from '../../src/imports/bulk/bulk-imports.ts';
import { InvalidInputError, InvalidStateError, NotFoundError } from '../../src/imports/import-errors.ts';
import { contextWith, listedJob, noRowCounts, pageOf, runningImport, uncertainBatch } from './fake-bulk-imports.ts';

const run = (context: GatewayContext, source: string, variableValues: Record<string, unknown> = {}) =>
  graphql({ schema, source, contextValue: context, variableValues });

/** As a client gets it. */
const plain = (result: ExecutionResult): any => JSON.parse(JSON.stringify(result));

test('a list of imports costs one reading of counts and one search for the same files, whatever is asked of each', async () => {
  const imports = Array.from({ length: 20 }, (_, index) => ({ ...runningImport, id: `b${index}` }));
  const rowCounts = vi.fn<BulkImports['rowCounts']>(async asked =>
    asked.map(({ id }) => ({ ...noRowCounts, queued: id === 'b7' ? 4 : 0, unsent: id === 'b8' ? 1 : 0 })),
  );
  const sameFiles = vi.fn<BulkImports['sameFiles']>(async asked => asked.map(() => null));
  const context = contextWith({
    list: async () => pageOf(...imports),
    rowCounts,
    sameFiles,
    secondsLeft: (_import, { queued }) => queued / 3,
  });
  const { data } = plain(
    await run(
      context,
      `{ bulkImports { edges { node {
        id progress estimatedSecondsLeft unsentRowsUrl rows { total } again: rows { queued } sameFileAs { id }
      } } } }`,
    ),
  );
  expect(data.bulkImports.edges[7].node).toMatchObject({ progress: 0.6, estimatedSecondsLeft: 2, unsentRowsUrl: null });
  expect(data.bulkImports.edges[8].node).toMatchObject({ progress: 1, unsentRowsUrl: '/bulk-imports/b8/unsent.csv' });
  expect(rowCounts.mock.calls).toEqual([[imports]]);
  expect(sameFiles.mock.calls).toEqual([[imports]]);
});

test('imports that are asked for by their ids are found with one call', async () => {
  const find = vi.fn<BulkImports['find']>(async ids => ids.map(id => (id === 'b2' ? null : { ...runningImport, id })));
  const { data } = plain(
    await run(contextWith({ find }), '{ a: bulkImport(id: "b1") { id } b: bulkImport(id: "b2") { id } }'),
  );
  expect(data).toEqual({ a: { id: 'b1' }, b: null });
  expect(find.mock.calls).toEqual([[['b1', 'b2']]]);
});

test('nothing is counted that is not asked for', async () => {
  const rowCounts = vi.fn<BulkImports['rowCounts']>();
  const context = contextWith({
    list: async () => pageOf({ ...runningImport, state: 'COMPLETED', rejectedCount: 2, duplicateCount: 1 }),
    rejectedRows: async () => pageOf({ line: 3, errors: [] }),
    rowCounts,
  });
  const { data } = plain(
    await run(
      context,
      '{ bulkImports { edges { node { progress uploadUrl rejectedRowsUrl rejectedRows { totalCount } } } } }',
    ),
  );
  expect(data.bulkImports.edges[0].node).toEqual({
    progress: 1,
    uploadUrl: null,
    rejectedRowsUrl: '/bulk-imports/b1/rejected.csv',
    rejectedRows: { totalCount: 3 },
  });
  expect(rowCounts).not.toHaveBeenCalled();
});

test('what is wrong with the part of a list that is asked for is told with a code', async () => {
  const list = vi.fn<BulkImports['list']>(async () => {
    throw new InvalidInputError([{ path: ['after'], message: 'after: this is no cursor.' }]);
  });
  const ask = async (args: string) =>
    plain(await run(contextWith({ list }), `{ bulkImports(${args}) { totalCount } }`)).errors;
  const badInput = { code: 'BAD_USER_INPUT' };
  expect(await ask('first: 0')).toMatchObject([{ message: 'first: 0 is not from 1 to 100.', extensions: badInput }]);
  expect(await ask('first: 101')).toMatchObject([{ message: expect.stringContaining('101'), extensions: badInput }]);
  expect(list).not.toHaveBeenCalled();
  expect(await ask('after: "x"')).toMatchObject([{ message: 'after: this is no cursor.', extensions: badInput }]);
});

test('every event of a stream tells the counts of its own moment', async () => {
  let imported = 0;
  const rowCounts = vi.fn<BulkImports['rowCounts']>(async asked => asked.map(() => ({ ...noRowCounts, imported })));
  async function* watch(): AsyncGenerator<BulkImport> {
    for (imported = 1; imported <= 3; imported += 1) yield { ...runningImport };
  }
  const events = await subscribe({
    schema,
    document: parse('subscription { bulkImport(id: "b1") { rows { imported } progress } }'),
    contextValue: contextWith({ watch, rowCounts }),
  });
  if (!(Symbol.asyncIterator in events)) throw new Error('There is no stream.');
  const told: number[] = [];
  for await (const event of events) told.push(plain(event).data.bulkImport.rows.imported);
  expect(told).toEqual([1, 2, 3]);
  expect(rowCounts).toHaveBeenCalledTimes(3);
});

test('a batch tells its error under the id of the attempt, and asks for candidates once', async () => {
  const candidateJobs = vi.fn<BulkImports['candidateJobs']>(async batches => batches.map(() => [listedJob]));
  const context = contextWith({
    find: async () => [runningImport],
    batches: async () =>
      pageOf(uncertainBatch, {
        ...uncertainBatch,
        index: 1,
        state: 'FAILED',
        error: { code: 'REQUEST_REJECTED', message: 'Refused.', requestId: 'attempt-2', upstreamCode: 20 },
      }),
    candidateJobs,
  });
  const { data, errors } = plain(
    await run(
      context,
      `{ bulkImport(id: "b1") { batches { edges { node {
        candidateJobs { id }
        error {
          __typename code retryable requestId
          ... on OutcomeUnknownError { candidateJobs { id } }
          ... on TrackierRejectedError { upstreamCode httpStatus }
        }
      } } } } }`,
    ),
  );
  expect(errors).toBeUndefined();
  expect(data.bulkImport.batches.edges.map(({ node }: any) => node)).toEqual([
    {
      candidateJobs: [{ id: 'j1' }],
      error: {
        __typename: 'OutcomeUnknownError',
        code: 'OUTCOME_UNKNOWN',
        retryable: false,
        requestId: 'attempt-1',
        candidateJobs: [{ id: 'j1' }],
      },
    },
    {
      candidateJobs: null,
      error: {
        __typename: 'TrackierRejectedError',
        code: 'REQUEST_REJECTED',
        retryable: false,
        requestId: 'attempt-2',
        upstreamCode: 20,
        httpStatus: null,
      },
    },
  ]);
  expect(candidateJobs).toHaveBeenCalledTimes(1);
});

test('the stored job of a batch is shown as it is stored, without a call of Trackier', async () => {
  const context = contextWith({
    find: async () => [runningImport],
    batches: async () => pageOf({ ...uncertainBatch, state: 'SUBMITTED', job: listedJob, error: null }),
  });
  const { data } = plain(
    await run(
      context,
      '{ bulkImport(id: "b1") { batches { edges { node { job { id state logs { id } summary { errorCount } } } } } } }',
    ),
  );
  expect(data.bulkImport.batches.edges[0].node.job).toEqual({
    id: 'j1',
    state: 'PENDING',
    logs: null,
    summary: null,
  });
});

test('an action that cannot be done is a member of the union, with what stands in its way', async () => {
  const context = contextWith({
    start: async () => ({ ...runningImport }),
    cancel: async () => {
      throw new InvalidStateError('It has ended.', 'COMPLETED');
    },
    retry: async () => {
      throw new NotFoundError('There is no such import.');
    },
    resolveBatch: vi.fn<BulkImports['resolveBatch']>(async () => runningImport),
  });
  const parts =
    '{ __typename ... on BulkImport { id } ... on Error { code retryable requestId } ... on InvalidStateError { state } }';
  const { data } = plain(
    await run(
      context,
      `mutation {
        start: startBulkImport(id: "b1") ${parts}
        cancel: cancelBulkImport(id: "b1") ${parts}
        retry: retryBulkImport(id: "b1") ${parts}
        resolve: resolveBulkImportBatch(id: "b1", index: 2) ${parts}
      }`,
    ),
  );
  const error = { retryable: false, requestId: 'request-1' };
  expect(data).toEqual({
    start: { __typename: 'BulkImport', id: 'b1' },
    cancel: { __typename: 'InvalidStateError', code: 'INVALID_STATE', state: 'COMPLETED', ...error },
    retry: { __typename: 'NotFoundError', code: 'NOT_FOUND', ...error },
    resolve: { __typename: 'BulkImport', id: 'b1' },
  });
  expect(context.tenant.bulkImports.resolveBatch).toHaveBeenCalledWith('b1', 2, null);
});

test('column mappings reach the service as its union, and defaults are filled in', async () => {
  const create = vi.fn<BulkImports['create']>(async () => ({ ...runningImport, state: 'AWAITING_UPLOAD' }));
  const columns = [
    { field: { column: 'Click', field: 'CLICK_ID' } },
    { customDimension: { column: 'Name', name: 'first_name' } },
    { ignore: 'Comment' },
  ];
  const { data } = plain(
    await run(
      contextWith({ create }),
      'mutation ($input: CreateBulkImportInput!) { createBulkImport(input: $input) { ... on BulkImport { uploadUrl } } }',
      { input: { format: 'CSV', columns } },
    ),
  );
  expect(data.createBulkImport).toEqual({ uploadUrl: '/bulk-imports/b1/rows' });
  expect(plain({ data: { asked: create.mock.calls[0] } }).data.asked).toEqual([
    { format: 'CSV', columns, onInvalid: 'SKIP_INVALID', onUncertain: 'HOLD', autoStart: false },
  ]);
});

test('a database that is away is told to callers as what it is', async () => {
  const away = Object.assign(new Error('The database is away.'), { code: 'STORE_UNAVAILABLE' });
  const { errors } = await run(contextWith({ find: () => Promise.reject(away) }), '{ bulkImport(id: "b1") { id } }');
  const unexpected = vi.fn<(cause: Error) => void>();
  const told = (errors ?? []).map(error => toGraphQLError(error, 'request-1', unexpected).toJSON());
  expect(told).toMatchObject([
    {
      message: 'The database is away.',
      extensions: { code: 'STORE_UNAVAILABLE', retryable: true, requestId: 'request-1' },
    },
  ]);
  expect(unexpected).not.toHaveBeenCalled();
});
