import { expect, test } from 'vitest';
import { createHostCheck } from '../../src/server/allowed-hosts.ts';

const isAllowed = createHostCheck(['Gateway.example', 'other.example:8443', '[2001:db8::1]']);

test.each([
  [undefined, false],
  ['', false],
  [':80', false],
  ['localhost', true],
  ['localhost:0', true],
  ['localhost:123456', false],
  ['localhost.', false],
  ['GATEWAY.EXAMPLE:1', true],
  ['other.example:8443', true],
  ['other.example:8444', false],
  ['[2001:db8::1]:4000', true],
  ['2001:db8::1', false],
  ['user@localhost', false],
])('the host %j is served: %j', (host, expected) => {
  expect(isAllowed(host)).toBe(expected);
});
