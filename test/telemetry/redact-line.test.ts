import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { createLineRedactor } from '../../src/telemetry/redact-line.ts';

const redact = createLineRedactor();
const name = fc.oneof(
  fc.constantFrom(
    'authorization',
    'Set-Cookie',
    'cookies',
    'x_api_key',
    'apikey',
    'API-Key',
    'accessToken',
    'password',
  ),
  fc.constantFrom('tokenId', 'keys', 'a"token', 'token\\', 'passwords', 'secretary', 'caller'),
  fc.string(),
);
const fields = fc.letrec<{ value: unknown }>(tie => ({
  value: fc.oneof(
    { maxDepth: 3 },
    fc.constantFrom('token:me', '"token":"me"', 'Bearer', 'a secret', '{"password":1}'),
    fc.jsonValue({ maxDepth: 0 }),
    fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(name, tie('value'), { maxKeys: 4, noNullPrototype: true }),
  ),
})).value;

const secretNames = /^(proxy-)?authorization$|^(set-)?cookies?$|^x-?api-?key$|^api-?key$|token$|secret$|password$/;

/** Every field of every line is looked at. */
const censorAll = (line: string): unknown =>
  JSON.parse(line, (key, value: unknown) =>
    secretNames.test(key.toLowerCase().replaceAll('_', '-')) && value !== null ? '[redacted]' : value,
  );

test('a line that is not parsed has no field that would have been taken out', () => {
  fc.assert(
    fc.property(fields, value => {
      const line = `${JSON.stringify({ value })}\n`;
      expect(JSON.parse(redact(line))).toEqual(censorAll(line));
    }),
    { numRuns: 2_000 },
  );
});
