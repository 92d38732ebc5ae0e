import { setImmediate } from 'node:timers/promises';
import * as fc from 'fast-check';
import { execute, Kind, parse, validate } from 'graphql';
import { expect, test } from 'vitest';
import type { GatewayContext } from '../../src/graphql/context.ts';
import { listedJobs, requestReads } from '../../src/graphql/field-rules.ts';
import { schema } from '../../src/graphql/schema.ts';
import { OutcomeUnknownError } from '../../src/imports/import-errors.ts';
import { costOf, findCostFault } from '../../src/server/document-cost.ts';
import { documentLimits } from '../../src/server/document-limits.ts';
import { findShapeFault } from '../../src/server/document-shape.ts';
import {
  contextWith,
  listedJob,
  noRowCounts,
  pageOf,
  runningImport,
  uncertainBatch,
} from '../graphql/fake-bulk-imports.ts';
import { randomDocuments } from '../support/random-document.ts';

const times = <Item>(count: number, make: (index: number) => Item): Item[] =>
  Array.from({ length: count }, (_, index) => make(index));

const newImport = (index = 0) => ({ ...runningImport, id: `b${index}`, rejectedCount: 1 });

/** A tenant that has of everything as much as can be asked for, and counts what is read of it. */
function createRichTenant(): { readonly context: GatewayContext; readonly reads: () => number } {
  let reads = 0;
  let turn: Promise<unknown> = Promise.resolve();
  const read = async <Value>(value: Value, cost = 1): Promise<Value> => {
    reads += cost;
    return value;
  };
  const jobs = times(listedJobs, index => ({ ...listedJob, id: `j${index}` }));
  const logs = times(100, index => ({ id: `l${index}`, object: null, priority: 1, message: '', loggedAt: null }));
  const detail = { ...listedJob, logs };
  const base = contextWith({
    create: () => read(newImport()),
    start: () => read(newImport()),
    cancel: () => read(newImport()),
    retry: () => read(newImport()),
    resolveBatch: () => read(newImport()),
    find: ids => read(ids.map(() => newImport())),
    list: ({ first }) => read(pageOf(...times(first, newImport))),
    count: () => read(1),
    rowCounts: imports => read(imports.map(() => ({ ...noRowCounts, unsent: 1 }))),
    batches: async (_import, { first }) => {
      // Each page arrives at a moment of its own, as at worst from a database.
      turn = turn.then(() => setImmediate());
      await turn;
      return await read(pageOf(...times(first, index => ({ ...uncertainBatch, index }))));
    },
    batchCount: () => read(1),
    rejectedRows: (_import, { first }) => read(pageOf(...times(first, line => ({ line, errors: [] })))),
    sameFiles: imports => read(imports.map(() => newImport())),
    candidateJobs: batches =>
      read(
        batches.map(() => jobs),
        requestReads + 1,
      ),
    secondsLeft: () => 1,
  });
  const tenant: GatewayContext['tenant'] = {
    ...base.tenant,
    importNow: async () => {
      await read(null, requestReads);
      throw new OutcomeUnknownError(new Date(0), new Date(1), null);
    },
    heldJobIds: () => read(new Set<string>()),
    jobs: {
      tracking: () => 'AVAILABLE',
      list: () => read(jobs, requestReads),
      get: () => read(detail, requestReads),
      // One alone comes with its logs; several are found in the list, without them.
      getMany: (ids, _options, listed) =>
        read(
          ids.map(id => (ids.length === 1 ? { ...detail, id } : { ...listedJob, id })),
          listed ? 0 : requestReads,
        ),
    },
  };
  return { context: { ...base, tenant }, reads: () => reads };
}

const countValues = (value: unknown): number =>
  typeof value === 'object' && value !== null
    ? Object.values(value).reduce((sum: number, one) => sum + (Array.isArray(value) ? 0 : 1) + countValues(one), 0)
    : 0;

async function compare(query: string): Promise<'refused' | 'executed'> {
  const document = parse(query);
  if (findShapeFault(document) || validate(schema, document).length > 0 || findCostFault(schema, document))
    return 'refused';
  const { context, reads } = createRichTenant();
  const result = await execute({ schema, document, contextValue: context });
  const [operation] = document.definitions.filter(node => node.kind === Kind.OPERATION_DEFINITION);
  if (!operation) throw new Error('A document without an operation.');
  const predicted = costOf(schema, document, operation);
  // Several jobs by their ids cost the list of jobs besides, once.
  expect({ query, reads: reads() }).toSatisfy(cost => cost.reads <= predicted.reads + requestReads);
  expect({ query, values: countValues(result.data) }).toSatisfy(cost => cost.values <= predicted.values);
  return 'executed';
}

test('no operation reads more, or answers more, than it is said to cost', { timeout: 120_000 }, async () => {
  let executed = 0;
  const property = fc.asyncProperty(randomDocuments(schema), async query => {
    const isDocument = (() => {
      try {
        parse(query);
        return true;
      } catch {
        return false;
      }
    })();
    if (isDocument && (await compare(query)) === 'executed') executed += 1;
  });
  await fc.assert(property, { numRuns: 500 });
  expect(executed).toBeGreaterThan(50);
});

const dearest = [
  ['the list of jobs with logs', '{ importJobs { id logs { id message } summary { errorCount } } }'],
  ['jobs by their ids', `{ ${times(58, n => `a${n}: importJob(id: "${n}") { id logs { id } }`).join(' ')} }`],
  [
    'a hundred imports with their batches and rejected rows',
    '{ bulkImports(first: 100) { edges { node { rows { total } sameFileAs { progress } batches(first: 5) { edges { node { index } } } rejectedRows(first: 2) { edges { cursor } } } } } }',
  ],
  [
    'candidates with their summaries',
    '{ bulkImport(id: "1") { batches(first: 100) { edges { node { candidateJobs { id summary { errorCount } } } } } } }',
  ],
  [
    'candidates of the batches of many imports',
    '{ bulkImports(first: 20) { edges { node { batches(first: 10) { totalCount edges { node { candidateJobs { id } } } } } } } }',
  ],
  [
    'candidates of an import whose answer was lost',
    'mutation { importConversions(input: { conversions: [{ clickId: "a" }] }) { ... on OutcomeUnknownError { candidateJobs { id logs { message } summary { errorCount } } } } }',
  ],
] as const;

test.each(dearest)('what is about as dear as it may be costs what it is said to: %s', async (_what, query) => {
  expect(await compare(query)).toBe('executed');
  const { context, reads } = createRichTenant();
  await execute({ schema, document: parse(query), contextValue: context });
  expect(reads()).toBeLessThanOrEqual(documentLimits.reads);
  expect(reads()).toBeGreaterThan(documentLimits.reads / 2);
});
