import { randomUUID } from 'node:crypto';

/** What a caller may send as its own id: short, and harmless in a header and in a log line. */
const sane = /^[\w.:+/=-]{1,128}$/;

/** The caller's own `X-Request-Id` if it sent a sane one, a new one otherwise. */
export const requestIdOf = (header: string | readonly string[] | undefined): string =>
  typeof header === 'string' && sane.test(header) ? header : randomUUID();
