import { once } from 'node:events';
import { describe, expect, test } from 'vitest';
import { openRawSocket } from '../support/raw-socket.ts';
import { type GatewayUnderTest, startGateway } from '../support/start-gateway.ts';

const mutation = /* GraphQL */ `
  mutation ($input: ImportConversionsInput!) {
    importConversions(input: $input) {
      __typename
      ... on InvalidConversionsError { rowErrors { index path code message } }
    }
  }
`;

/** A request whose only row is this JSON text: what `JSON.stringify` would never write can stand in it. */
const bodyWith = (row: string): string =>
  `{"query":${JSON.stringify(mutation)},"variables":{"input":{"conversions":[${row}]}}}`;

const importRow = async ({ post }: GatewayUnderTest, row: string) => (await post(bodyWith(row))).json;

describe('rows', () => {
  test('a click id of ten megabytes is a row error that does not repeat it', async () => {
    const gateway = await startGateway();
    const { status, text, json } = await gateway.post(bodyWith(`{"clickId":"${'x'.repeat(10_000_000)}"}`));
    expect(status).toBe(200);
    expect(json.data.importConversions.rowErrors).toMatchObject([{ index: 0, path: ['clickId'], code: 'TOO_LONG' }]);
    expect(text.length).toBeLessThan(1000);
    expect(gateway.sandbox.requests).toHaveLength(0);
  });

  test.each([
    ['customDimensions', '{"a":', '}'],
    ['customDimensions', '[', ']'],
    ['extra', '{"a":', '}'],
    ['extra', '[', ']'],
  ])('%s of a hundred thousand levels of %s%s is a row error', async (field, open, close) => {
    const gateway = await startGateway();
    const deep = `${open.repeat(100_000)}1${close.repeat(100_000)}`;
    const { data } = await importRow(gateway, `{"clickId":"a","${field}":{"a":${deep}}}`);
    expect(data.importConversions.rowErrors).toMatchObject([{ path: [field, 'a'], code: 'OUT_OF_RANGE' }]);
    expect(gateway.sandbox.requests).toHaveLength(0);
  });

  const faults: readonly [string, string, readonly string[], string][] = [
    ['a NUL', '"clickId":"a\\u0000b"', ['clickId'], 'INVALID_FORMAT'],
    ['a negative amount', '"clickId":"a","saleAmount":-0.01', ['saleAmount'], 'OUT_OF_RANGE'],
    ['a typed field in extra', '"clickId":"a","extra":{"click_id":"b"}', ['extra', 'click_id'], 'CONFLICT'],
    ['an infinite number', '"clickId":"a","extra":{"payout":1e999}', ['extra', 'payout'], 'INVALID_FORMAT'],
    ['65 KiB', `"clickId":"a","customDimensions":{"n":"${'x'.repeat(66_000)}"}`, ['customDimensions'], 'TOO_LONG'],
  ];
  test.each(faults)('%s is a row error', async (_what, fields, path, code) => {
    const gateway = await startGateway();
    const { data } = await importRow(gateway, `{${fields}}`);
    const message = expect.stringMatching(/^\w+ .*\.$/);
    expect(data.importConversions.rowErrors).toEqual([{ index: 0, path, code, message }]);
    expect(gateway.sandbox.requests).toHaveLength(0);
  });

  test('ten thousand bad ones are all reported', async () => {
    const { execute } = await startGateway();
    const conversions = Array.from({ length: 10_000 }, () => ({ clickId: ' ' }));
    const { importConversions } = await execute(mutation, { input: { conversions } });
    expect(importConversions.rowErrors).toHaveLength(10_000);
    expect(importConversions.rowErrors.at(-1)).toMatchObject({ index: 9_999, code: 'REQUIRED' });
  });

  test('names of Object.prototype reach Trackier as they are, and change no prototype', async () => {
    const gateway = await startGateway();
    const own =
      '"constructor":{"prototype":{"polluted":1}},"__proto__":{"polluted":1},"toString":"x","hasOwnProperty":1';
    await importRow(
      gateway,
      `{"clickId":"a","customDimensions":{${own}},"extra":{${own.replace('{"polluted":1},"to', '"p","to')}}}`,
    );
    expect(gateway.sandbox.requests[0]?.body).toBe(
      `{"conversions":[{"click_id":"a","custom_dimensions":{${own}},${own.replace('{"polluted":1},"to', '"p","to')}}]}`,
    );
    expect('polluted' in {}).toBe(false);
  });

  const surrogates = [
    ['"clickId":"\\ud800"', ['clickId']],
    ['"clickId":"a","sub1":"\\udfff x"', ['sub1']],
    ['"clickId":"a","customDimensions":{"a":"\\ud83d"}', ['customDimensions', 'a']],
    ['"clickId":"a","extra":{"\\ud83d":1}', ['extra', '\uFFFD']],
  ] as const;
  test.each(surrogates)('half a surrogate pair is a row error: %s', async (fields, path) => {
    const gateway = await startGateway();
    const { data } = await importRow(gateway, `{${fields}}`);
    expect(data.importConversions.rowErrors).toMatchObject([{ path, code: 'INVALID_FORMAT' }]);
    expect(gateway.sandbox.requests).toHaveLength(0);
  });

  const unsafe = ['12345678901234567890', '9007199254740993', '-9007199254740992', '1e20', '[[9007199254740992]]'];
  test.each(unsafe)(
    'a number that JSON cannot carry unchanged is a row error, not another number: %s',
    async number => {
      const gateway = await startGateway();
      for (const field of ['customDimensions', 'extra']) {
        const { data } = await importRow(gateway, `{"clickId":"a","${field}":{"order":${number}}}`);
        expect(data.importConversions.rowErrors).toMatchObject([{ path: [field, 'order'], code: 'INVALID_FORMAT' }]);
      }
      expect(gateway.sandbox.requests).toHaveLength(0);
    },
  );

  test('numbers that JSON carries unchanged are sent', async () => {
    const gateway = await startGateway();
    const numbers = '{"a":9007199254740991,"b":-9007199254740991,"c":0.1,"d":0}';
    await importRow(gateway, `{"clickId":"a","customDimensions":${numbers}}`);
    expect(gateway.sandbox.requests[0]?.body).toContain(numbers);
  });
});

describe('what the types of the input refuse', () => {
  const refused: readonly [string, string][] = [
    ['{}', '$input.conversions[0].clickId must be given.'],
    ['{"clickId":null}', '$input.conversions[0].clickId must not be null.'],
    ['null', '$input.conversions[0] must not be null.'],
    ['"a"', '$input.conversions[0] must be an object, of type ConversionInput.'],
    ['[]', '$input.conversions[0] must be an object, of type ConversionInput.'],
    ['{"clickId":1}', '$input.conversions[0].clickId must be of type String.'],
    ['{"clickId":"a","saleAmount":"12"}', '$input.conversions[0].saleAmount must be of type Float.'],
    ['{"clickId":"a","saleAmount":1e999}', '$input.conversions[0].saleAmount must be of type Float.'],
    ['{"clickId":"a","customDimensions":[]}', '$input.conversions[0].customDimensions must be of type JSONObject.'],
    ['{"clickId":"a","click_id":"a"}', '$input.conversions[0].click_id is not a field of ConversionInput.'],
    ['{"clickId":"a","__proto__":{}}', '$input.conversions[0].__proto__ is not a field of ConversionInput.'],
  ];
  test.each(refused)('is an error of the whole request, and nothing is sent: %s', async (row, message) => {
    const gateway = await startGateway();
    const { json, headers } = await gateway.post(bodyWith(`{"clickId":"good"},${row}`));
    const extensions = { code: 'BAD_USER_INPUT', retryable: false, requestId: headers['x-request-id'] };
    expect(json).toEqual({ errors: [{ message: message.replace('[0]', '[1]'), extensions }] });
    expect(gateway.sandbox.requests).toHaveLength(0);
  });

  test.each(['NaN', 'Infinity', '-Infinity', '0x10', '01', "'a'"])('is no JSON at all: %s', async number => {
    const gateway = await startGateway();
    const { status, json } = await gateway.post(bodyWith(`{"clickId":"a","saleAmount":${number}}`));
    expect([status, json.errors[0].message]).toEqual([400, 'The body is not JSON.']);
  });

  test('is told of at most twenty places, without the values, however large they are', async () => {
    const gateway = await startGateway();
    const unknown = Array.from({ length: 60 }, (_, n) => `"u${n}":1`).join(',');
    const { text, json } = await gateway.post(bodyWith(`{"sub1":"${'secret'.repeat(2_000_000)}",${unknown}}`));
    expect(json.errors).toHaveLength(20);
    expect(text).not.toContain('secret');
    expect(text.length).toBeLessThan(10_000);
  });

  const inputs: readonly [unknown, string][] = [
    [{}, '$input must be given.'],
    [{ input: null }, '$input must not be null.'],
    [{ input: { conversions: null } }, '$input.conversions must not be null.'],
    [{ input: { conversions: [], onInvalid: 'PANIC' } }, '$input.onInvalid must be one of REJECT_ALL, SKIP_INVALID.'],
    [{ input: { conversions: [], validateOnly: 'yes' } }, '$input.validateOnly must be of type Boolean.'],
  ];
  test.each(inputs)('names the variable, not only the row: %j', async (variables, message) => {
    const { post } = await startGateway();
    expect((await post({ query: mutation, variables })).json.errors).toMatchObject([{ message }]);
  });

  test('is not what GraphQL takes: one row for a list of one', async () => {
    const { execute, sandbox } = await startGateway();
    await execute(mutation, { input: { conversions: { clickId: 'alone' } } });
    expect(sandbox.requests[0]?.json).toEqual({ conversions: [{ click_id: 'alone' }] });
  });
});

describe('documents', () => {
  const tooLarge = [
    ['a million aliases', `{${Array.from({ length: 1_000_000 }, (_, n) => `a${n}:__typename`).join(' ')}}`],
    ['more tokens than 1500', `{${'__typename '.repeat(1501)}}`],
    ['nine thousand levels of selections', `${'{a'.repeat(9000)}${'}'.repeat(9000)}`],
    ['nine thousand levels of values', `{importJob(id:${'['.repeat(9000)}${']'.repeat(9000)}){id}}`],
    ['nine thousand levels of types', `query($a:${'['.repeat(9000)}ID${']'.repeat(9000)}){__typename}`],
  ] as const;
  test.each(tooLarge)('with %s are refused in a short answer', async (_what, query) => {
    const { post } = await startGateway({ env: { MAX_BODY_BYTES: String(64 * 1024 * 1024) } });
    const { status, text } = await post({ query }, { accept: 'application/graphql-response+json' });
    expect(status).toBe(400);
    expect(text).toContain('"code":"DOCUMENT_TOO_LARGE"');
    expect(text.length).toBeLessThan(1000);
  });

  test('that quote much are told of in short messages', async () => {
    const { post } = await startGateway();
    const query = `mutation { importConversions(input: { conversions: [{ clickId: 1, sub1: "${'x'.repeat(200_000)}" }] }) { __typename } }`;
    const { text } = await post({ query });
    expect(text.length).toBeLessThan(2000);
  });

  test('do not fill the memory when each is new', async () => {
    const { post } = await startGateway();
    for (let n = 0; n < 40; n += 1) {
      const { json } = await post({ query: `{ a${n}: __typename } # ${'x'.repeat(200_000)}` });
      expect(json.data).toEqual({ [`a${n}`]: 'Query' });
    }
  });

  const wrong = [
    ['an unknown field', '{ nope }', 'GRAPHQL_VALIDATION_FAILED'],
    ['an unknown argument', '{ importJob(id: "1", nope: 1) { id } }', 'GRAPHQL_VALIDATION_FAILED'],
    ['no end', '{ viewer {', 'GRAPHQL_PARSE_FAILED'],
    ['a fragment within itself', '{ ...A } fragment A on Query { ...A }', 'GRAPHQL_VALIDATION_FAILED'],
    [
      'introspection without end',
      `{__schema{types${'{fields{type'.repeat(40)}{name}${'}}'.repeat(40)}}}`,
      'GRAPHQL_VALIDATION_FAILED',
    ],
  ] as const;
  test.each(wrong)('with %s are refused', async (_what, query, code) => {
    const { post } = await startGateway();
    expect((await post({ query })).json.errors[0].extensions.code).toBe(code);
  });

  test.each([{ operationName: 'B' }, { operationName: '' }, { operationName: '__proto__' }, { operationName: null }])(
    'whose operation is not told are refused: %j',
    async params => {
      const { post } = await startGateway();
      const { status, json } = await post({ query: 'query A { __typename } query C { __typename }', ...params });
      expect([status, json.errors[0].extensions.code]).toEqual([400, 'OPERATION_RESOLUTION_FAILURE']);
    },
  );

  test('do not tell the schema when introspection is off', async () => {
    const { post } = await startGateway({ env: { INTROSPECTION: 'false' } });
    for (const query of ['{ __schema { types { name } } }', '{ __type(name: "Query") { name } }']) {
      const { json } = await post({ query });
      expect(json.errors[0].message).toMatch(/introspection has been disabled/);
      expect(json.data).toBeUndefined();
    }
    const guesses = [
      '{ importJo(id: 1) { id } }',
      '{ importJob(idd: 1) { id } }',
      'mutation { importConversion { x } }',
    ];
    for (const query of guesses) {
      const { text } = await post({ query });
      expect(text).toContain('GRAPHQL_VALIDATION_FAILED');
      expect(text).not.toContain('Did you mean');
    }
    expect((await post({ query: '{ __typename viewer { mode } }' })).json.errors).toBeUndefined();
  });
});

describe('broken uploads', () => {
  test('sixteen megabytes of spaces are no JSON', async () => {
    const { post } = await startGateway();
    const { json } = await post(' '.repeat(16 * 1024 * 1024));
    expect(json.errors[0].message).toBe('The body is not JSON.');
  });

  test('a caller that goes away in the middle of its body does no harm and is no error of ours', async () => {
    const { url, sandbox, log, send } = await startGateway();
    const body = bodyWith('{"clickId":"a"}');
    const head = `POST /graphql HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n`;
    for (const end of ['destroy', 'resetAndDestroy', 'end'] as const) {
      const { socket } = await openRawSocket(url);
      socket.write(head + body.slice(0, -10));
      await expect.poll(() => socket.writableLength).toBe(0);
      socket[end]();
      if (!socket.closed) await once(socket, 'close');
    }
    await expect.poll(() => log.filter(line => line['msg'] === 'request')).toHaveLength(3);
    expect(log.filter(line => line['level'] === 'error' || line['level'] === 'warn')).toEqual([]);
    expect(sandbox.requests).toHaveLength(0);
    expect((await send('/health')).status).toBe(200);
  });

  test.each([
    ['a word', 'GARBAGE\r\n\r\n'],
    ['a TLS handshake', '\u0016\u0003\u0001'],
    ['a version that there is not', 'GET / HTTP/9.9\r\n\r\n'],
    ['a path of 70 kB', `GET /${'a'.repeat(70_000)} HTTP/1.1\r\n\r\n`],
  ])('what is no HTTP, such as %s, is answered with 4xx and closed', async (_what, text) => {
    const { url, send } = await startGateway();
    const { socket, closed } = await openRawSocket(url);
    socket.write(text);
    expect(await closed()).toMatch(/^HTTP\/1\.1 4\d\d /);
    expect((await send('/health')).status).toBe(200);
  });
});
