import { Readable } from 'node:stream';
import type { SendOptions } from '../door.ts';
import { type Deeds, pick, type Scene } from '../scene.ts';

const json = { 'content-type': 'application/json' };
const post = (body: SendOptions['body'], headers: Readonly<Record<string, string>> = json): SendOptions => ({
  token: 'acme',
  method: 'POST',
  headers,
  body,
});
const document = (query: string): SendOptions => post(JSON.stringify({ query }));

const badDocuments = [
  document('{ viewer { '),
  document('{ viewer { nothing } }'),
  document('{ __schema { types { name } } }'),
  document(`{ ${Array.from({ length: 500 }, (_, place) => `a${place}: viewer { tenant }`).join(' ')} }`),
  document(`${'{ a'.repeat(80)}${' }'.repeat(80)}`),
  document(`{ viewer ${'@skip(if: false) '.repeat(100)} { tenant } }`),
  document('mutation { importConversions(input: { conversions: [{ clickId: 7 }] }) { __typename } }'),
  document(`query { ${'é'.repeat(3_000)} }`),
  post(JSON.stringify([{ query: '{ viewer { tenant } }' }])),
  post('{"query":'),
  post('null'),
  post(JSON.stringify({ query: '{ viewer { tenant } }', variables: 'x', extensions: [] })),
];
const badRequests: readonly (readonly [path: string, SendOptions])[] = [
  ['/graphql', post('--x\r\n\r\n--x--', { 'content-type': 'multipart/form-data; boundary=x' })],
  ['/graphql', post('query={viewer{tenant}}', { 'content-type': 'application/x-www-form-urlencoded' })],
  ['/graphql?query={viewer{tenant}}', {}],
  ['/graphql?query={viewer{tenant}}', { headers: { origin: 'https://evil.example' } }],
  [
    '/graphql',
    { method: 'OPTIONS', headers: { origin: 'https://evil.example', 'access-control-request-method': 'POST' } },
  ],
  ['/graphql', { method: 'DELETE', token: 'acme' }],
  ['/nowhere', { token: 'acme' }],
  ['/bulk-imports/..%2f..%2f/rows', { token: 'acme' }],
  ['/bulk-imports/abc/unsent.csv', { token: 'acme' }],
  ['/metrics', {}],
];

/** What should get nothing and cost little. */
export const mischief: Deeds = {
  'bad document': [
    10,
    scene =>
      tryOne(
        scene,
        badDocuments.map(options => ['/graphql', options] as const),
      ),
  ],
  'bad request': [6, scene => tryOne(scene, badRequests)],
  'bad token': [6, tryBadToken],
  'body too large': [1, sendTooMuch],
};

async function tryOne({ random, door }: Scene, list: readonly (readonly [string, SendOptions])[]): Promise<string> {
  const [path, options] = pick(random, list) ?? ['/', {}];
  return String((await door.send(path, options)).status);
}

async function tryBadToken({ random, door }: Scene): Promise<string> {
  const token = pick(random, ['nobody', 'guest', 'x'.repeat(5_000), 'acme-']) ?? '';
  const { status } = await door.ask(token, '{ viewer { tenant } }');
  return String(status);
}

/** It may be answered before all of it has been sent, and cut off then. */
async function sendTooMuch({ door }: Scene): Promise<string> {
  const chunk = Buffer.alloc(1_048_576, 0x20);
  const body = Readable.from(
    Array.from({ length: 20 }, () => chunk),
    { objectMode: false },
  );
  return door.send('/graphql', post(body)).then(
    ({ status }) => String(status),
    () => 'cut off',
  );
}
