import * as fc from 'fast-check';
import type { SentBytes } from './send-bytes.ts';

const id = '00000000-0000-4000-8000-000000000000';
const paths = [
  '/graphql',
  '/graphql?query={__typename}',
  '/graphql?query={viewer{tenant}}&variables={',
  '/graphql?query=%ff%00&extensions=[]',
  `/bulk-imports/${id}/rows`,
  `/bulk-imports/${id}/rejected.csv`,
  `/bulk-imports/${id}/unsent.csv?a=b`,
  '/bulk-imports/..%2f..%2fetc/rows',
  '/bulk-imports/__proto__/rows',
  '/constructor',
  '/health',
  '/ready',
  '/metrics',
  '/graphiql/../../package.json',
  '//graphql',
  '*',
  'http://evil.example/graphql',
];

const json = (value: unknown): string => JSON.stringify(value);
const query = '{ __typename }';

const bodies: readonly string[] = [
  json({ query }),
  `{"query":"${query}","query":1}`,
  `{"query":"${query}","__proto__":{"query":1},"constructor":{"prototype":{}}}`,
  `{"query":"${query}","variables":{"__proto__":{"input":1},"toString":1}}`,
  `{"query":"query($v:JSONObject){__typename}","variables":${'['.repeat(100_000)}${']'.repeat(100_000)}}`,
  '['.repeat(100_000),
  '{"a":'.repeat(100_000),
  `{"query":"\\ud800{ __typename }\\u0000"}`,
  `{"query":"${query}","variables":{"a":1e400}}`,
  `\ufeff{"query":"${query}"}`,
  `{"query":"mutation($input:ImportConversionsInput!){importConversions(input:$input){__typename}}","variables":{"input":{"conversions":[{"clickId":"\\ud800\\u0000"}]}}}`,
  'click_id,currency\n"a,b\n',
  '\0\0\0\0',
  '{"clickId":"a"}\n{"clickId":',
  'a'.repeat(300_000),
];

const value = fc.oneof(
  { arbitrary: fc.string({ maxLength: 40 }), weight: 9 },
  { arbitrary: fc.string({ unit: 'binary-ascii', maxLength: 20 }), weight: 1 },
);
const headers: Readonly<Record<string, fc.Arbitrary<string>>> = {
  host: fc.constantFrom('localhost', 'evil.example', '127.0.0.1:1', '[::1]', '', 'a b', '\xff'),
  origin: fc.constantFrom('null', 'https://evil.example', 'http://localhost', 'file://', ''),
  'content-type': fc.oneof(
    fc.constantFrom('application/json', 'application/json; charset=utf-16', 'text/csv', 'application/x-ndjson'),
    fc.constantFrom(
      'multipart/form-data; boundary=x',
      'application/x-www-form-urlencoded',
      'application/graphql',
      'text/plain',
    ),
    value,
  ),
  accept: fc.oneof(
    fc.constantFrom('*/*', 'text/html', 'text/event-stream', 'application/graphql-response+json', ';q='),
    value,
  ),
  'accept-encoding': value,
  'content-encoding': fc.constantFrom('gzip', 'identity', 'br, br', ''),
  'content-range': fc.constantFrom('bytes 0-1/2', 'bytes */*', 'x'),
  range: fc.constantFrom('bytes=0-0', 'bytes=-1', 'bytes=9-1,1-9', 'x'),
  expect: fc.constantFrom('100-continue', '200-ok', ''),
  'x-request-id': fc.oneof(fc.constantFrom('sane', 'a'.repeat(5_000), '../../etc', '{"a":1}'), value),
  'x-api-key': value,
  cookie: value,
  'sec-fetch-site': fc.constantFrom('same-origin', 'cross-site', 'none'),
  'graphql-require-preflight': fc.constant('1'),
  traceparent: fc.oneof(fc.constant('00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01'), value),
  'x-forwarded-for': value,
  'transfer-encoding': fc.constantFrom('gzip', 'chunked, chunked', 'identity'),
  upgrade: fc.constantFrom('websocket', 'h2c', 'x'),
  'access-control-request-method': fc.constantFrom('POST', 'x'),
};
const names = Object.keys(headers);

/** Credentials that nobody was given. */
const strangers = fc.oneof(
  fc.constantFrom(
    'Bearer',
    'Bearer ',
    'Bearer null',
    'Bearer a.b.c',
    'Basic YTpi',
    'Bearer ci-token2',
    'bearer x, Bearer y',
    `Bearer ${'a'.repeat(9_000)}`,
  ),
  value,
);

const line = fc.oneof(
  {
    arbitrary: fc
      .constantFrom(...names)
      .chain(name => headers[name]?.map(text => `${name}: ${text}`) ?? fc.constant('')),
    weight: 8,
  },
  { arbitrary: fc.tuple(value, value).map(([name, text]) => `${name}: ${text}`), weight: 1 },
);

const methods = ['DELETE', 'PATCH', 'TRACE', 'CONNECT', 'QUERY', 'get', 'PRI', ''];
const framings = ['right', 'none', 'longer', 'shorter', 'negative', 'chunked', 'both'] as const;
type Framing = (typeof framings)[number];

const framingLines: Readonly<Record<Framing, (bytes: number) => readonly string[]>> = {
  right: bytes => [`content-length: ${bytes}`],
  none: () => [],
  longer: bytes => [`content-length: ${bytes + 10}`],
  shorter: bytes => [`content-length: ${Math.floor(bytes / 2)}`],
  negative: () => ['content-length: -1'],
  chunked: () => ['transfer-encoding: chunked'],
  both: bytes => ['transfer-encoding: chunked', `content-length: ${bytes}`],
};

const usualTargets = [
  'POST /graphql',
  'POST /graphql',
  'POST /graphql',
  'GET /graphql?query={__typename}',
  'GET /graphql?query={viewer{tenant}}&variables={',
  `PUT /bulk-imports/${id}/rows`,
  `GET /bulk-imports/${id}/rejected.csv`,
];
const target = fc
  .tuple(
    fc.oneof(fc.constantFrom('GET', 'POST', 'PUT', 'HEAD', 'OPTIONS'), fc.constantFrom(...methods), value),
    fc.oneof(
      fc.constantFrom(...paths),
      value.map(text => `/${text}`),
    ),
  )
  .map(([method, path]) => `${method} ${path}`);

/** What gets through to the next check, five times of six. */
const mostly = <T>(good: readonly T[], bad: fc.Arbitrary<T>): fc.Arbitrary<T> =>
  fc.oneof({ arbitrary: fc.constantFrom(...good), weight: 5 }, { arbitrary: bad, weight: 1 });

/** HTTP requests that are wrong in every way that comes to mind. `authorization`: what some of them show; null: none that is good. */
export function randomRequests(authorization: string | null): fc.Arbitrary<SentBytes> {
  const credentials = authorization === null ? strangers : fc.oneof(fc.constant(authorization), strangers);
  const body = fc.oneof(
    fc.constantFrom(...bodies).map(text => Buffer.from(text)),
    fc.tuple(fc.constantFrom(...bodies), fc.nat(60)).map(([text, end]) => Buffer.from(text.slice(0, end))),
    fc.uint8Array({ maxLength: 2_000 }).map(bytes => Buffer.from(bytes)),
  );
  return fc
    .record({
      target: mostly(usualTargets, target),
      version: mostly(['HTTP/1.1'], fc.constantFrom('HTTP/1.0', 'HTTP/2.0', '')),
      kind: mostly(['content-type: application/json'], line),
      lines: fc.array(line, { maxLength: 3 }),
      credentials,
      body,
      framing: mostly<Framing>(['right'], fc.constantFrom(...framings)),
    })
    .map(({ target: asked, version, kind, lines, credentials: shown, body: content, framing }) => {
      const head = [
        `${asked} ${version}`,
        kind,
        ...lines,
        `authorization: ${shown}`,
        'host: localhost',
        'connection: close',
        ...framingLines[framing](content.length),
      ].join('\r\n');
      const isWhole = framing === 'right' || framing === 'shorter' || framing === 'none';
      return { bytes: Buffer.concat([Buffer.from(`${head}\r\n\r\n`, 'latin1'), content]), isWhole };
    });
}
