import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Reply, startGateway } from '../support/start-gateway.ts';

const importConversions = /* GraphQL */ `
  mutation ($input: ImportConversionsInput!) {
    importConversions(input: $input) {
      __typename
      ... on Error { code message }
      ... on InvalidConversionsError { rowErrors { index path code message } }
      ... on ImportConversionsPayload { acceptedCount }
    }
  }
`;

const json = { 'content-type': 'application/json' };

/** A request whose rows are JSON text, as JSON.stringify would not write them. */
const bodyWith = (rows: string): string =>
  `{"query":${JSON.stringify(importConversions)},"variables":{"input":{"conversions":${rows}}}}`;

async function post(rows: string) {
  const gateway = await startGateway();
  const reply = await gateway.send('/graphql', { method: 'POST', headers: json, body: bodyWith(rows) });
  return { ...gateway, reply, result: reply.json.data?.importConversions };
}

test('a clickId of ten megabytes is one row error that does not repeat it', async () => {
  const { result, reply, sandbox } = await post(`[{"clickId":"${'x'.repeat(10 * 1024 * 1024)}"}]`);
  expect(result.rowErrors).toEqual([{ index: 0, path: ['clickId'], code: 'TOO_LONG', message: expect.any(String) }]);
  expect(reply.text.length).toBeLessThan(1_000);
  expect(sandbox.requests).toHaveLength(0);
});

const nested = (levels: number, [open, close]: readonly [string, string]): string =>
  open.repeat(levels) + '1' + close.repeat(levels);

test.each([
  { where: 'customDimensions', brackets: ['{"a":', '}'] },
  { where: 'customDimensions', brackets: ['[', ']'] },
  { where: 'extra', brackets: ['{"a":', '}'] },
  { where: 'extra', brackets: ['[', ']'] },
] as const)('a hundred thousand levels of $brackets in $where are a row error', async ({ where, brackets }) => {
  // JSON.parse itself may refuse it for want of stack: then it is no JSON, and nothing is sent either.
  const { reply, result, sandbox } = await post(`[{"clickId":"a","${where}":{"deep":${nested(100_000, brackets)}}}]`);
  const codes = [result?.rowErrors?.[0].code, reply.json.errors?.[0].extensions.code];
  expect(['OUT_OF_RANGE', 'BAD_REQUEST']).toContain(codes.find(code => code !== undefined));
  expect(sandbox.requests).toHaveLength(0);
});

test('names that mean something to JavaScript reach Trackier as the names they are', async () => {
  const odd = '{"__proto__":{"polluted":true},"constructor":{"prototype":1},"toString":"x","hasOwnProperty":null}';
  const { result, sandbox } = await post(`[{"clickId":"a","customDimensions":${odd},"extra":${odd}}]`);
  expect(result).toMatchObject({ acceptedCount: 1 });
  const body = sandbox.requests[0]?.body ?? '';
  expect(body).toBe(`{"conversions":[{"click_id":"a","custom_dimensions":${odd},${odd.slice(1)}]}`);
  expect(Reflect.get({}, 'polluted')).toBeUndefined();
});

test('a row that names __proto__ for a field is refused as an unknown field', async () => {
  const { reply, sandbox } = await post('[{"clickId":"a","__proto__":{"sub1":"x"}}]');
  expect(reply.json.errors[0]).toMatchObject({
    message: expect.stringContaining('__proto__'),
    extensions: { code: 'BAD_USER_INPUT' },
  });
  expect(sandbox.requests).toHaveLength(0);
});

const rowFaults = [
  {
    what: 'half a surrogate pair in clickId',
    row: '{"clickId":"a\\ud83d"}',
    path: ['clickId'],
    code: 'INVALID_FORMAT',
  },
  {
    what: 'half a surrogate pair in sub1',
    row: '{"clickId":"a","sub1":"\\udc00"}',
    path: ['sub1'],
    code: 'INVALID_FORMAT',
  },
  {
    what: 'half a surrogate pair in a dimension',
    row: '{"clickId":"a","customDimensions":{"n":"\\ud83d"}}',
    path: ['customDimensions', 'n'],
    code: 'INVALID_FORMAT',
  },
  {
    what: 'an integer that JSON.parse rounds',
    row: '{"clickId":"a","customDimensions":{"n":12345678901234567890}}',
    path: ['customDimensions', 'n'],
    code: 'INVALID_FORMAT',
  },
  {
    what: 'a number that JSON.parse makes infinite',
    row: '{"clickId":"a","extra":{"payout":1e999}}',
    path: ['extra', 'payout'],
    code: 'INVALID_FORMAT',
  },
  { what: 'a NUL in clickId', row: '{"clickId":"a\\u0000b"}', path: ['clickId'], code: 'INVALID_FORMAT' },
  {
    what: 'a typed field in extra',
    row: '{"clickId":"a","extra":{"click_id":"b"}}',
    path: ['extra', 'click_id'],
    code: 'CONFLICT',
  },
  {
    what: '65 KiB of dimensions',
    row: `{"clickId":"a","customDimensions":{"n":"${'x'.repeat(66_000)}"}}`,
    path: ['customDimensions'],
    code: 'TOO_LONG',
  },
  { what: 'a negative amount', row: '{"clickId":"a","saleAmount":-0.01}', path: ['saleAmount'], code: 'OUT_OF_RANGE' },
];
test.each(rowFaults)('$what is a row error', async ({ row, path, code }) => {
  const { result, sandbox } = await post(`[${row}]`);
  expect(result.rowErrors).toEqual([{ index: 0, path, code, message: expect.stringMatching(/^\w+ .*\.$/) }]);
  expect(sandbox.requests).toHaveLength(0);
});

const coercionFaults = [
  { what: 'an absent clickId', rows: '[{"sub1":"secret value"}]', place: '$input.conversions[0].clickId' },
  { what: 'a clickId that is null', rows: '[{"clickId":null}]', place: '$input.conversions[0].clickId' },
  { what: 'a clickId that is a number', rows: '[{"clickId":12}]', place: '$input.conversions[0].clickId' },
  {
    what: 'text for a number',
    rows: '[{"clickId":"a"},{"clickId":"b","saleAmount":"12"}]',
    place: '$input.conversions[1].saleAmount',
  },
  {
    what: 'an infinite amount',
    rows: '[{"clickId":"a","saleAmount":1e999}]',
    place: '$input.conversions[0].saleAmount',
  },
  { what: 'a row that is null', rows: '[null]', place: '$input.conversions[0]' },
  { what: 'a row that is a list', rows: '[["a"]]', place: '$input.conversions[0]' },
  { what: 'a row that is text', rows: '["secret value"]', place: '$input.conversions[0]' },
  {
    what: 'dimensions that are a list',
    rows: '[{"clickId":"a","customDimensions":["secret value"]}]',
    place: '$input.conversions[0].customDimensions',
  },
  {
    what: 'a field that there is not',
    rows: '[{"clickId":"a","click_id":"secret value"}]',
    place: '$input.conversions[0].click_id',
  },
  { what: 'no rows but null', rows: 'null', place: '$input.conversions' },
];
test.each(coercionFaults)(
  '$what refuses the whole request, names the place and not the value',
  async ({ rows, place }) => {
    const { reply, sandbox } = await post(rows);
    expect(reply.json.errors[0].message).toContain(`${place} `);
    expect(reply.json.errors[0].extensions).toMatchObject({
      code: 'BAD_USER_INPUT',
      retryable: false,
      requestId: expect.any(String),
    });
    expect(reply.text).not.toContain('secret value');
    expect(sandbox.requests).toHaveLength(0);
  },
);

test('ten thousand rows with faults of their types are told in few words', async () => {
  const rows = Array.from({ length: 10_000 }, (_, n) => ({ clickId: n, sub1: 'secret value' }));
  const { reply } = await post(JSON.stringify(rows));
  expect(reply.json.errors.length).toBeLessThanOrEqual(20);
  expect(reply.text).not.toContain('secret value');
});

test('ten thousand bad rows are all reported', async () => {
  const rows = Array.from({ length: 10_000 }, () => ({ clickId: ' ' }));
  const { result } = await post(JSON.stringify(rows));
  expect(result.rowErrors).toHaveLength(10_000);
  expect(result.rowErrors[9_999]).toMatchObject({ index: 9_999, code: 'REQUIRED' });
});

const aliases = (count: number): string =>
  `{ ${Array.from({ length: count }, (_, n) => `a${n}:__typename`).join(' ')} }`;

const documents = [
  { what: 'a million aliases', query: aliases(1_000_000), code: 'PAYLOAD_TOO_LARGE' },
  { what: 'a hundred thousand aliases', query: aliases(100_000), code: 'DOCUMENT_TOO_LARGE' },
  { what: 'ten thousand aliases', query: aliases(10_000), code: 'GRAPHQL_PARSE_FAILED' },
  { what: 'more tokens than any page needs', query: `{ ${'a '.repeat(25_000)} }`, code: 'GRAPHQL_PARSE_FAILED' },
  {
    what: 'ten thousand levels of fields',
    query: '{a'.repeat(10_000) + '}'.repeat(10_000),
    code: 'DOCUMENT_TOO_LARGE',
  },
  {
    what: 'a fragment within itself',
    query: '{ ...A } fragment A on Query { ...A }',
    code: 'GRAPHQL_VALIDATION_FAILED',
  },
  { what: 'nonsense', query: '{ viewer { secretKey } }', code: 'GRAPHQL_VALIDATION_FAILED' },
  { what: 'no document at all', query: '}{', code: 'GRAPHQL_PARSE_FAILED' },
];
test.each(documents)('a document of $what is refused with a code', async ({ query, code }) => {
  const gateway = await startGateway();
  const reply = await gateway.post({ query });
  expect(reply.json.errors[0].extensions.code).toBe(code);
  expect(reply.status).toBeLessThan(500);
  expect(gateway.sandbox.requests).toHaveLength(0);
});

/** What an answer may say: GraphQL's words and ours, and nothing of how it is made. */
function expectDecent({ status, text, json: answer }: Reply): void {
  expect(status).toBeLessThan(500);
  expect(text).not.toMatch(/ at .*\.(?:ts|js)|node:internal|sandbox-key|127\.0\.0\.1|Unexpected error/);
  for (const error of answer?.errors ?? []) {
    expect(error.extensions).toMatchObject({ code: expect.any(String), requestId: expect.any(String) });
  }
}

test('no body at all makes it answer with a 5xx, a stack, a key or an address', async () => {
  const gateway = await startGateway();
  const anything = fc.oneof(
    fc.json(),
    fc.string(),
    fc
      .record(
        {
          query: fc.oneof(fc.constant(importConversions), fc.string()),
          variables: fc.jsonValue(),
          operationName: fc.jsonValue(),
          extensions: fc.jsonValue(),
        },
        { requiredKeys: [] },
      )
      .map(body => JSON.stringify(body)),
    fc
      .record({
        input: fc.record(
          {
            conversions: fc.array(fc.jsonValue(), { maxLength: 3 }),
            onInvalid: fc.constantFrom('SKIP_INVALID', 'REJECT_ALL', 'nonsense'),
            validateOnly: fc.constant(true),
          },
          { requiredKeys: ['conversions'] },
        ),
      })
      .map(variables => JSON.stringify({ query: importConversions, variables })),
  );
  await fc.assert(
    fc.asyncProperty(anything, async body => {
      expectDecent(await gateway.send('/graphql', { method: 'POST', headers: json, body }));
    }),
    { numRuns: 300 },
  );
  expect((await gateway.send('/health')).status).toBe(200);
});

const field = fc.letrec<{ fields: string; field: string }>(tie => ({
  fields: fc.array(tie('field'), { minLength: 1, maxLength: 4 }).map(fields => `{ ${fields.join(' ')} }`),
  field: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.constantFrom(
      'id',
      'state',
      '__typename',
      'mode',
      'tenant',
      'nothing',
      'logs { id }',
      '... on Error { code }',
      '@skip(if: true)',
    ),
    fc
      .tuple(
        fc.constantFrom(
          'viewer',
          'importJobs',
          'importJob(id: "x")',
          'importJob',
          'a: viewer',
          '... on Query',
          'limits',
          'job',
        ),
        tie('fields'),
      )
      .map(parts => parts.join(' ')),
  ),
})).fields;

test('no document of the schema’s own words does either', async () => {
  const gateway = await startGateway();
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom('query', 'mutation', 'subscription', 'query A query B'),
      field,
      async (kind, fields) => {
        expectDecent(await gateway.post({ query: `${kind} ${fields}` }));
      },
    ),
    { numRuns: 200 },
  );
});
