import { expect } from 'vitest';
import type { GatewayUnderTest } from './start-gateway.ts';

/** What no answer may tell: keys, where things are, and what the program is made of. */
const inside =
  /-key-of-|sandbox-key|node_modules|\n? {4}at |\/src\/|\/tmp\/|\[object Object\]|(?:Type|Range|Reference|Syntax|Assertion)Error|SQLITE|sqlite|insert into|select "|INTERNAL_SERVER_ERROR|Unexpected error/;

/** Throws when an answer is a fault of the gateway's, or tells of its inside. A 503 is none if it says when to come again. */
export function checkAnswer(text: string, status: number, retryAfter: unknown): void {
  if (status >= 500) expect([status, typeof retryAfter]).toEqual([503, 'string']);
  expect(inside.exec(text)?.[0]).toBeUndefined();
}

/** Throws when a GraphQL error does not say what it is, or for which request. */
export function checkErrors(answer: { readonly errors?: readonly any[] } | null | undefined): void {
  for (const { message, extensions } of answer?.errors ?? []) {
    expect(message).toMatch(/\S/);
    expect(extensions).toMatchObject({
      code: expect.stringMatching(/^[A-Z_]+$/),
      retryable: expect.any(Boolean),
      requestId: expect.any(String),
    });
  }
}

/** The errors in the log: each is a bug, or something that an operator has to see to. */
export const loggedErrors = ({ log }: GatewayUnderTest) =>
  log.filter(({ level }) => level === 'error' || level === 'fatal');
