import * as fc from 'fast-check';

/** A request to `/graphql` as it goes over the wire. */
export interface OddRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

const errors = '... on Error { code message retryable requestId }';
const invalid = '... on InvalidConversionsError { submittedCount rejectedCount rowErrors { index path code message } }';
const payload = `... on ImportConversionsPayload { job { id state rawState createdAt logs { message } } upstreamMessage
  submittedCount acceptedCount rejectedCount rowErrors { index path code message } validatedOnly replayed }`;
const all = `{ __typename ${payload} ${errors} ${invalid} }`;

/** Few enough that each is sent many times over: the fast path takes only what has been there before. */
const documents = [
  `mutation Import($input: ImportConversionsInput!) { importConversions(input: $input) ${all} }`,
  `mutation ($input: ImportConversionsInput!) { first: importConversions(input: $input) ${all} importConversions(input: $input) ${all} }`,
  `mutation ($rows: [ConversionInput!]!, $only: Boolean! = true, $no: String) { importConversions(input: { conversions: $rows, validateOnly: $only, idempotencyKey: $no }) ${all} }`,
  `mutation ($row: ConversionInput!, $more: Boolean = false) { importConversions(input: { conversions: [$row], onInvalid: SKIP_INVALID }) { __typename ${payload} ... on Error @include(if: $more) { code } } }`,
  `mutation { importConversions(input: { conversions: [{ clickId: "literal", customDimensions: { a: 1, b: [true, null] } }] }) ${all} }`,
  `query Viewer { viewer { ...V } } fragment V on Viewer { tenant scopes limits { maxConversions } } mutation Import($input: ImportConversionsInput!) { importConversions(input: $input) ${all} }`,
  '{ viewer { tenant } __typename }',
  'query ($id: ID!) { importJob(id: $id) { id state } }',
  '{ importJobs { id state meta } }',
  'query ($v: JSONObject, $skip: Boolean!) { viewer @skip(if: $skip) { tenant } __typename }',
  'query ($skip: Boolean!) { viewer @skip(if: $skip) { tenant } }',
  'query ($skip: Boolean!) { ... @skip(if: $skip) { viewer { tenant } } viewer { scopes } }',
  '{ __schema { queryType { name } } __type(name: "ConversionInput") { kind inputFields { name } } }',
  'subscription { bulkImport(id: "00000000-0000-4000-8000-000000000000") { id } }',
  '{ nonsense }',
  '{ viewer { tenant',
  '',
];

const text = fc.oneof(
  { weight: 6, arbitrary: fc.string({ maxLength: 12 }) },
  { weight: 2, arbitrary: fc.string({ unit: 'binary', maxLength: 6 }) },
  { weight: 2, arbitrary: fc.constantFrom('a"b\\c', ' padded ', 'é😀\u2028', '\ud800', '\0', 'x'.repeat(300)) },
);
const clickId = fc.oneof(
  { weight: 20, arbitrary: fc.stringMatching(/^[a-f0-9]{6,24}$/) },
  { weight: 2, arbitrary: fc.constantFrom('same', 'again', 'rejected', 'unreadable') },
  { weight: 1, arbitrary: text },
);
const object = fc.dictionary(fc.oneof(text, fc.constantFrom('1', '0', '__proto__')), fc.jsonValue({ maxDepth: 2 }), {
  maxKeys: 3,
});
const goodRow = fc.record(
  {
    clickId,
    txnId: fc.option(text),
    goalId: text,
    saleAmount: fc.double({ min: 0, max: 1e6, noNaN: true }),
    currency: fc.constantFrom('USD', 'EUR', null),
    sub1: text,
    sub15: fc.option(text),
    customDimensions: object,
    extra: fc.option(object, { freq: 1 }),
  },
  { requiredKeys: ['clickId'] },
);
const oddRow = fc.oneof(
  fc.dictionary(fc.constantFrom('clickId', 'txnId', 'saleAmount', 'nonsense', '__proto__', 'extra'), fc.jsonValue()),
  fc.record({
    clickId,
    currency: fc.constantFrom('usd', 5),
    saleAmount: fc.constantFrom(-1, '1', Number.MAX_VALUE, null),
  }),
  fc.constantFrom(null, [], 'a', 5),
);
const rows = fc.oneof(
  { weight: 14, arbitrary: fc.array(goodRow, { minLength: 1, maxLength: 4 }) },
  { weight: 3, arbitrary: fc.array(fc.oneof(goodRow, oddRow), { maxLength: 3 }) },
  { weight: 1, arbitrary: goodRow },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      null,
      undefined,
      [],
      [[]],
      Array.from({ length: 12 }, () => ({ clickId: 'a' })),
    ),
  },
);
const input = fc.record(
  {
    conversions: rows,
    sendPostback: fc.constantFrom(true, false, null),
    onInvalid: fc.constantFrom('REJECT_ALL', 'SKIP_INVALID', 'SKIP_INVALID', 'NONSENSE', null),
    validateOnly: fc.constantFrom(true, false, false, null),
    idempotencyKey: fc.constantFrom('key-1', 'key-2', 'key-3', null, ''),
    nonsense: fc.constant(1),
  },
  { requiredKeys: ['conversions'], noNullPrototype: true },
);
const plainInput = fc.record({ conversions: rows, onInvalid: fc.constantFrom('REJECT_ALL', 'SKIP_INVALID') });
const variables = fc.oneof(
  {
    weight: 20,
    arbitrary: fc.record(
      {
        input: fc.oneof({ weight: 3, arbitrary: plainInput }, { weight: 1, arbitrary: input }),
        rows,
        row: fc.oneof(goodRow, goodRow, oddRow),
        only: fc.constantFrom(true, false),
        more: fc.boolean(),
        skip: fc.boolean(),
        id: fc.constantFrom('5c2f5454333446229468a428', 'nobody', 7),
        v: fc.oneof(object, fc.jsonValue()),
      },
      { requiredKeys: ['input', 'rows', 'row', 'id', 'skip'] },
    ),
  },
  { weight: 1, arbitrary: fc.constantFrom(null, undefined, [], 'a', 5, {}, { __proto__: null, input: null }) },
);

const params = fc
  .record({
    query: fc.oneof(
      { weight: 8, arbitrary: fc.constant(documents[0]) },
      { weight: 20, arbitrary: fc.constantFrom(...documents) },
      { weight: 1, arbitrary: fc.constantFrom(null, 5, undefined) },
    ),
    operationName: fc.oneof(
      { weight: 8, arbitrary: fc.constantFrom(undefined, null) },
      { weight: 4, arbitrary: fc.constantFrom('Import', 'Viewer') },
      { weight: 1, arbitrary: fc.constantFrom('', 'Nobody', 5, {}) },
    ),
    variables,
    extensions: fc.oneof(
      { weight: 12, arbitrary: fc.constant(undefined) },
      {
        weight: 1,
        arbitrary: fc.constantFrom(null, {}, [], 'a', { persistedQuery: { sha256Hash: 'none', version: 1 } }),
      },
    ),
    documentId: fc.oneof(
      { weight: 20, arbitrary: fc.constant(undefined) },
      { weight: 1, arbitrary: fc.constant('none') },
    ),
    nonsense: fc.oneof({ weight: 20, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary: fc.constant(1) }),
  })
  .map(value => JSON.stringify(value));

const body = fc.oneof(
  { weight: 40, arbitrary: params.map(json => Buffer.from(json)) },
  {
    weight: 2,
    arbitrary: params.chain(json =>
      fc.constantFrom(
        Buffer.from(`[${json}]`),
        Buffer.from(`\ufeff${json}`),
        Buffer.from(json.slice(0, -1)),
        Buffer.from(json, 'utf16le'),
        Buffer.concat([Buffer.from(json.slice(0, -1)), Buffer.from([0xff, 0x7d])]),
        Buffer.from(json.padEnd(9_000)),
        Buffer.from(json.replace('"variables":{', '"variables":{"__proto__":{"input":1},')),
        Buffer.from('null'),
        Buffer.alloc(0),
      ),
    ),
  },
);

const usual = <Value>(weight: number, values: readonly Value[], others: readonly Value[]) =>
  fc.oneof({ weight, arbitrary: fc.constantFrom(...values) }, { weight: 1, arbitrary: fc.constantFrom(...others) });

const modern = 'application/graphql-response+json';
const headers = fc
  .record({
    accept: usual(
      5,
      [modern, 'application/json', undefined, '*/*', `${modern}, application/json;q=0.9`],
      [
        'text/html',
        'text/event-stream',
        'multipart/mixed',
        `${modern};charset=utf-16`,
        '',
        'application/*',
        'A/B, */*',
      ],
    ),
    'content-type': usual(
      20,
      ['application/json', 'application/json; charset=utf-8', 'application/graphql+json'],
      ['text/plain', 'application/json; charset=utf-16', undefined],
    ),
    'content-encoding': usual<string | undefined>(60, [undefined], ['gzip', 'identity']),
    authorization: usual<string | undefined>(
      25,
      ['Bearer all-token'],
      ['Bearer reader-token', 'Bearer writer-token', 'Bearer nobody', undefined],
    ),
    origin: usual<string | undefined>(4, [undefined], ['https://app.example', 'https://evil.example']),
  })
  .map(value =>
    Object.fromEntries(Object.entries(value).filter((pair): pair is [string, string] => pair[1] !== undefined)),
  );

/** Requests, most of which the gateway carries out. */
export const oddRequest: fc.Arbitrary<OddRequest> = fc.record({
  method: usual(60, ['POST'], ['GET', 'PUT', 'OPTIONS']),
  path: usual(30, ['/graphql'], ['/graphql?query={__typename}', '/graphql/']),
  headers,
  body,
});
