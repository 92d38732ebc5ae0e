import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { AccessFileError } from '../../src/server/access/access-file-error.ts';
import { parseTenants } from '../../src/tenants/tenants-file.ts';

function problemsOf(text: string): readonly string[] {
  try {
    parseTenants(text, 5);
    return [];
  } catch (error) {
    if (error instanceof AccessFileError) return error.problems;
    throw error;
  }
}

test('a tenant has a key, and the pace of the gateway unless it has one of its own', () => {
  const text = JSON.stringify({ acme: { apiKey: 'a', requestsPerSecond: 0.5 }, 'Globex-2_x.y': { apiKey: 'b' } });
  expect(parseTenants(text, 5)).toEqual([
    { id: 'acme', apiKey: 'a', requestsPerSecond: 0.5, keyKeeping: 'not-needed' },
    { id: 'Globex-2_x.y', apiKey: 'b', requestsPerSecond: 5, keyKeeping: 'not-needed' },
  ]);
  expect(parseTenants('{}', 5)).toEqual([]);
});

test('everything that is wrong is listed at once, and no key is shown', () => {
  const text = JSON.stringify({
    'a b': { apiKey: 's3cret one' },
    c: 's3cret',
    d: { apikey: 's3cret', apiKey: 7 },
    e: { apiKey: 's3cret-e', requestsPerSecond: '5' },
    f: { apiKey: 's3cret-f', requestsPerSecond: 0 },
    g: { apiKey: 's3cret-e' },
  });
  const problems = problemsOf(text);
  expect(problems).toHaveLength(8);
  expect(problems.join('\n')).toMatchInlineSnapshot(`
    "has a problem in "a b": a name is 1 to 64 letters, digits, "_", "-" and ".".
    has a problem in "a b": "apiKey" must be visible ASCII characters only, without spaces, quotes around it or a line break at its end.
    has a problem in "c": must be {"apiKey": …, "requestsPerSecond": …}.
    has a problem in "d": knows no "apikey".
    has a problem in "d": "apiKey" must be there, as text.
    has a problem in "e": "requestsPerSecond" must be a number above 0, 1000 at most.
    has a problem in "f": "requestsPerSecond" must be a number above 0, 1000 at most.
    gives "e" and "g" the same key."
  `);
  expect(problems.join()).not.toContain('s3cret');
});

test('a file that is no object of tenants is a problem, whatever it is', () => {
  for (const text of ['', '[]', 'null', '"a"', '{"a": ', '7']) expect(problemsOf(text)).toHaveLength(1);
  fc.assert(
    fc.property(fc.jsonValue(), value => {
      const problems = problemsOf(JSON.stringify(value));
      expect(problems.every(problem => typeof problem === 'string')).toBe(true);
    }),
  );
});
