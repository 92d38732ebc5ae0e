import { describe, expect, test } from 'vitest';
import type { TrackierClient } from '../../src/trackier/trackier-client.ts';
import { errorOf, oneRow, startClient, startUpstream } from './upstream.ts';

const html = '<html><body>502 Bad Gateway</body></html>';
const envelope = (code: unknown, more: object = {}) =>
  JSON.stringify({ success: false, error: { code, message: 'Trackier says so', ...more } });

interface Row {
  readonly status: number;
  readonly body: string;
  readonly headers?: Record<string, string>;
  readonly error: object;
}

const rejected = (reason: string, more: object = {}) => ({ kind: 'rejected', reason, ...more });
const malformed = { kind: 'malformed', reason: undefined };
const unknown = { kind: 'unknown-outcome', reason: undefined };
const unavailable = { kind: 'unavailable', notSent: false, reason: undefined };
const throttled = { kind: 'throttled', reason: undefined };

// Whatever the method.
const common: readonly Row[] = [
  {
    status: 400,
    body: envelope(13),
    error: rejected('INVALID_API_KEY', { upstreamCode: 13, upstreamMessage: 'Trackier says so' }),
  },
  { status: 401, body: envelope('13'), error: rejected('INVALID_API_KEY', { upstreamCode: 13 }) },
  { status: 200, body: envelope(13), error: rejected('INVALID_API_KEY') },
  { status: 500, body: envelope(12), error: rejected('INVALID_API_KEY') },
  { status: 401, body: html, error: rejected('INVALID_API_KEY', { upstreamCode: undefined }) },
  { status: 401, body: '', error: rejected('INVALID_API_KEY') },
  { status: 200, body: envelope(5), error: rejected('PERMISSION_DENIED') },
  { status: 400, body: envelope(11), error: rejected('PERMISSION_DENIED') },
  { status: 403, body: html, error: rejected('PERMISSION_DENIED') },
  { status: 403, body: envelope(41), error: rejected('IP_NOT_WHITELISTED') },
  { status: 400, body: envelope(' 41 '), error: rejected('IP_NOT_WHITELISTED') },
  { status: 403, body: envelope(42), error: rejected('ACCOUNT_LOCKED') },
  {
    status: 400,
    body: envelope(20, { codeMsg: 'VALIDATION_ERROR' }),
    error: rejected('REQUEST_REJECTED', { upstreamCode: 20 }),
  },
  { status: 500, body: envelope(30), error: rejected('REQUEST_REJECTED') },
  { status: 200, body: envelope(60), error: rejected('REQUEST_REJECTED') },
  { status: 200, body: envelope(77), error: rejected('REQUEST_REJECTED', { upstreamCode: 77 }) },
  { status: 403, body: envelope(33), error: rejected('REQUEST_REJECTED') },
  { status: 400, body: envelope(0), error: rejected('REQUEST_REJECTED', { upstreamCode: undefined }) },
  { status: 400, body: envelope('VALIDATION_ERROR'), error: rejected('REQUEST_REJECTED', { upstreamCode: undefined }) },
  {
    status: 400,
    body: envelope(2 ** 31),
    error: rejected('REQUEST_REJECTED', { upstreamCode: undefined, upstreamMessage: 'Trackier says so' }),
  },
  { status: 400, body: envelope('-99999999999'), error: rejected('REQUEST_REJECTED', { upstreamCode: undefined }) },
  { status: 400, body: envelope(2 ** 31 - 1), error: rejected('REQUEST_REJECTED', { upstreamCode: 2 ** 31 - 1 }) },
  { status: 403, body: '{"error":{"code":41}}', error: rejected('IP_NOT_WHITELISTED') },
  { status: 400, body: `\ufeff${envelope(42)}`, error: rejected('ACCOUNT_LOCKED') },
  { status: 418, body: html, error: rejected('REQUEST_REJECTED') },
  {
    status: 422,
    body: JSON.stringify({ errors: [{ code: 20, message: 'No clicks' }] }),
    error: rejected('REQUEST_REJECTED', { upstreamCode: 20, upstreamMessage: 'No clicks' }),
  },
  {
    status: 400,
    body: JSON.stringify({ success: false, errors: ['No', 'clicks'] }),
    error: rejected('REQUEST_REJECTED', { upstreamMessage: 'No' }),
  },
  {
    status: 400,
    body: JSON.stringify({ success: false, errors: [{ message: 'No' }, { code: '41' }] }),
    error: rejected('IP_NOT_WHITELISTED'),
  },
  {
    status: 401,
    body: JSON.stringify({ success: false, error: 'Nobody' }),
    error: rejected('INVALID_API_KEY', { upstreamMessage: 'Nobody' }),
  },
  { status: 400, body: envelope(401), error: rejected('INVALID_API_KEY') },
  {
    status: 301,
    body: html,
    headers: { location: 'https://example.test' },
    error: rejected('REQUEST_REJECTED', { message: expect.stringContaining('redirects') }),
  },
  { status: 307, body: '', error: rejected('REQUEST_REJECTED', { message: expect.stringContaining('redirects') }) },
  { status: 308, body: '', error: rejected('REQUEST_REJECTED', { message: expect.stringContaining('redirects') }) },
  { status: 200, body: envelope(40), error: { ...throttled, upstreamCode: 40 } },
  { status: 429, body: html, headers: { 'retry-after': '7' }, error: { ...throttled, retryAfterMs: 7_000 } },
  { status: 400, body: envelope('40'), headers: { 'retry-after': '0.5' }, error: { ...throttled, retryAfterMs: 500 } },
  { status: 200, body: envelope(50), error: { ...unavailable, upstreamCode: 50 } },
  { status: 500, body: envelope(51), error: { ...unavailable, upstreamCode: 51 } },
  { status: 400, body: envelope('51'), error: unavailable },
  { status: 503, body: envelope(0), error: unavailable },
  {
    status: 500,
    body: JSON.stringify({ success: false, error: { message: 'Oops' } }),
    error: { ...unavailable, upstreamMessage: 'Oops' },
  },
  { status: 500, body: envelope(500), error: unavailable },
  { status: 200, body: '', error: malformed },
  { status: 204, body: '', error: malformed },
  {
    status: 200,
    body: html,
    headers: { 'content-type': 'text/html' },
    error: { ...malformed, message: expect.stringContaining('HTML') },
  },
  { status: 200, body: '{"success":true,"data":{"jo', error: malformed },
  { status: 200, body: 'null', error: malformed },
  { status: 200, body: '{"success":true}', error: malformed },
  { status: 500, body: '{"success":true,"data":{"message":"Oh"}}', error: malformed },
  { status: 404, body: '{"success":true,"data":{"message":"Oh"}}', error: malformed },
  { status: 200, body: envelope(0), error: malformed },
];

const forPost: readonly Row[] = [
  { status: 404, body: html, error: rejected('REQUEST_REJECTED') },
  { status: 200, body: envelope(31), error: rejected('REQUEST_REJECTED') },
  { status: 200, body: '{"success":true,"data":{"job":{"_id":""}}}', error: malformed },
  { status: 200, body: '{"success":true,"data":{"job":[]}}', error: malformed },
  {
    status: 400,
    body: '{"success":false,"error":{"code":20},"data":{"job":{"_id":"1"}}}',
    error: malformed,
  },
  { status: 200, body: '{"success":false,"error":{"code":40},"data":{"job":{"_id":"1"}}}', error: malformed },
  { status: 504, body: '{"error":{"code":40,"message":"proxy"}}', error: unknown },
  { status: 502, body: '{"error":{"code":13}}', error: unknown },
  { status: 503, body: '{"error":{"code":50}}', error: unknown },
  { status: 302, body: '', error: unknown },
  { status: 303, body: '', error: unknown },
  { status: 300, body: '', error: unknown },
  { status: 500, body: '', error: unknown },
  { status: 502, body: html, error: unknown },
  { status: 504, body: '{"message":"Endpoint request timed out"}', error: unknown },
  { status: 502, body: '{"error":"Bad Gateway"}', error: unknown },
  { status: 502, body: '{"error":{"code":502,"message":"Server Error"}}', error: unknown },
  { status: 501, body: html, error: unknown },
  { status: 501, body: envelope(0), error: unavailable },
  { status: 599, body: '', error: unknown },
  { status: 700, body: '', error: unknown },
];

const forGet: readonly Row[] = [
  { status: 302, body: '', error: rejected('REQUEST_REJECTED', { message: expect.stringContaining('redirects') }) },
  { status: 500, body: '', error: unavailable },
  { status: 502, body: html, error: unavailable },
  { status: 504, body: '{"error":{"code":40,"message":"proxy"}}', error: unavailable },
  { status: 502, body: '{"error":{"code":13}}', error: unavailable },
  { status: 501, body: html, error: rejected('REQUEST_REJECTED') },
  { status: 501, body: envelope(0), error: rejected('REQUEST_REJECTED') },
];

async function failureOf(row: Row, call: (client: TrackierClient) => Promise<unknown>) {
  const upstream = await startUpstream(response => response.writeHead(row.status, row.headers).end(row.body));
  const error = await errorOf(call(startClient(upstream.url, { random: () => 0 })));
  return { error, requests: upstream.arrived.length };
}

// A title shows forty characters of it.
const nameOf = (row: Row, index: number) => ({ ...row, name: `${index}: ${row.status} ${row.body}` });

describe('a POST answered with', () => {
  test.each([...common, ...forPost].map(nameOf))('$name', async row => {
    const { error, requests } = await failureOf(row, client => client.importConversions(oneRow, { retry: false }));
    expect(error).toMatchObject({ httpStatus: row.status, ...row.error });
    expect(requests).toBe(1);
  });
});

describe('a GET answered with', () => {
  test.each([...common, ...forGet].map(nameOf))('$name', async row => {
    const noTimeToRetry = { deadlineMs: performance.now() };
    const { error } = await failureOf(row, client => client.listJobs(noTimeToRetry));
    expect(error).toMatchObject({ httpStatus: row.status, ...row.error });
  });
});
