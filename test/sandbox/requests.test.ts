import { describe, expect, test } from 'vitest';
import { errorCode, START, startSandbox, textAt, valueAt } from './sandbox-kit.ts';

const IMPORT = '/advertiser/conversion-import';
const ROW = { click_id: 'a-click' };

describe('the API key', () => {
  test.each([
    ['absent', null],
    ['wrong', 'wrong'],
  ])('%s is code 13 under 401', async (_word, key) => {
    const { send } = await startSandbox();
    const answer = await send('GET', '/jobs', { key });
    expect([answer.status, answer.json]).toEqual([
      401,
      { success: false, error: { code: 13, message: 'Invalid API Key' } },
    ]);
  });

  test('may be refused under 400, as another document has it', async () => {
    const { send } = await startSandbox({ variants: { invalidKeyStatus: 400 } });
    const answer = await send('GET', '/jobs', { key: 'wrong' });
    expect([answer.status, errorCode(answer)]).toEqual([400, 13]);
  });

  test('is taken from the query too', async () => {
    const { send } = await startSandbox({ apiKey: 'one key' });
    expect((await send('GET', '/jobs?apiKey=one%20key', { key: null })).status).toBe(200);
  });

  test('comes before everything else', async () => {
    const { send } = await startSandbox();
    expect(errorCode(await send('PUT', '/nowhere', { key: 'wrong', body: '{' }))).toBe(13);
  });

  test('separates jobs and conversions', async () => {
    const { send, importRows, job, advance } = await startSandbox({ apiKey: ['a', 'sandbox-key'] });
    const ofA = await importRows([ROW], { key: 'a' });
    const own = await importRows([ROW]);
    advance(60_000);
    expect((await job(own)).messages).toEqual(['Total Processed: 1 | Imported: 1 | Edited: 0 | Errors: 0']);
    expect((await send('GET', `/jobs/${ofA}`)).status).toBe(404);
  });
});

describe('a bad request', () => {
  test.each([
    ['no JSON', '{"conversions":', 400, 30],
    ['no body', undefined, 400, 30],
    ['an array', [], 400, 20],
    ['no conversions', {}, 400, 20],
    ['empty conversions', { conversions: [] }, 400, 20],
    ['conversions that are an object', { conversions: {} }, 400, 20],
    ['a conversion that is a string', { conversions: [ROW, 'click'] }, 400, 20],
    ['a conversion that is an array', { conversions: [[]] }, 400, 20],
    ['a send_postback that is a string', { conversions: [ROW], send_postback: '1' }, 400, 20],
  ])('with %s queues nothing', async (_word, body, status, code) => {
    const { send, sandbox } = await startSandbox();
    const answer = await send('POST', IMPORT, { body });
    expect([answer.status, errorCode(answer), valueAt(answer.json, 'success')]).toEqual([status, code, false]);
    expect(sandbox.jobs).toEqual([]);
  });

  test('that is not called JSON is code 30', async () => {
    const { send } = await startSandbox();
    const answer = await send('POST', IMPORT, {
      body: { conversions: [ROW] },
      headers: { 'content-type': 'text/plain' },
    });
    expect([answer.status, errorCode(answer)]).toEqual([400, 30]);
  });

  test.each([
    ['GET', '/no-such-route', 501, 31],
    ['POST', '/network/conversion-import', 501, 31],
    ['GET', '/jobs/', 501, 31],
    ['GET', '/jobs/5c2f5454333446229468a428', 404, 31],
    ['GET', IMPORT, 501, 32],
    ['POST', '/jobs', 501, 32],
    ['DELETE', '/jobs/5c2f5454333446229468a428', 501, 32],
  ])('%s %s is HTTP %i, code %i', async (method, path, status, code) => {
    const { send } = await startSandbox();
    const answer = await send(method, path);
    expect([answer.status, errorCode(answer)]).toEqual([status, code]);
  });
});

describe('more requests in a second than allowed', () => {
  test('are code 40 under 429, without a Retry-After, until the second is over', async () => {
    const { send, advance } = await startSandbox({ requestsPerSecond: 2 });
    const codes = async () => errorCode(await send('GET', '/jobs'));
    expect(await codes()).toBeUndefined();
    advance(500);
    expect(await codes()).toBeUndefined();
    const refused = await send('GET', '/jobs');
    expect([refused.status, errorCode(refused), refused.headers.get('retry-after')]).toEqual([429, 40, null]);
    advance(499);
    expect(await codes()).toBe(40);
    advance(1);
    expect(await codes()).toBeUndefined();
    expect(await codes()).toBe(40);
  });

  test('queue nothing', async () => {
    const { send, sandbox } = await startSandbox({ requestsPerSecond: 1 });
    await send('GET', '/jobs');
    await send('POST', IMPORT, { body: { conversions: [ROW] } });
    expect(sandbox.jobs).toEqual([]);
  });

  test('are counted for each key alone', async () => {
    const { send } = await startSandbox({ requestsPerSecond: 1, apiKey: ['a', 'b'] });
    expect((await send('GET', '/jobs', { key: 'a' })).status).toBe(200);
    expect((await send('GET', '/jobs', { key: 'b' })).status).toBe(200);
  });

  test('may be told when to come again', async () => {
    const { send } = await startSandbox({ requestsPerSecond: 0, variants: { retryAfterSeconds: 2 } });
    expect((await send('GET', '/jobs')).headers.get('retry-after')).toBe('2');
  });
});

describe('the reply to an import', () => {
  test.each([
    [true, '1'],
    [false, '0'],
    [null, '0'],
    [undefined, '0'],
  ])('tells a send_postback of %s as the string %s', async (sendPostback, expected) => {
    const { send } = await startSandbox();
    const { json } = await send('POST', IMPORT, { body: { conversions: [ROW], send_postback: sendPostback } });
    expect(textAt(json, 'data', 'job', 'relatedObject', 'sendPostback')).toBe(expected);
  });

  test('has an empty PHP array for meta, and a PHP date', async () => {
    const { send, advance } = await startSandbox();
    advance(7);
    const { json } = await send('POST', IMPORT, { body: { conversions: [ROW] } });
    expect(valueAt(json, 'data', 'job', 'meta')).toEqual([]);
    expect(valueAt(json, 'data', 'job', 'created')).toEqual({
      date: '2024-03-01 10:00:00.007000',
      timezone_type: 1,
      timezone: '+00:00',
    });
  });

  test('has a new id of 24 hexadecimal characters each time', async () => {
    const { importRows } = await startSandbox();
    const ids = [await importRows([ROW]), await importRows([ROW]), await importRows([ROW])];
    expect(new Set(ids).size).toBe(3);
    expect(ids.every(id => /^[0-9a-f]{24}$/.test(id))).toBe(true);
  });
});

describe('what arrived', () => {
  test('is recorded as it came, with what was answered', async () => {
    const { send, sandbox } = await startSandbox();
    await send('POST', `${IMPORT}?a=b`, { body: '{"conversions": [{"click_id":"é"}]}', headers: { 'x-test': '1' } });
    expect(sandbox.requests).toMatchObject([
      {
        method: 'POST',
        path: IMPORT,
        query: 'a=b',
        headers: { 'x-test': '1', 'x-api-key': 'sandbox-key' },
        body: '{"conversions": [{"click_id":"é"}]}',
        json: { conversions: [{ click_id: 'é' }] },
        at: START,
        complete: true,
        status: 200,
      },
    ]);
  });

  test('can be read, waited for and forgotten', async () => {
    const { send, sandbox } = await startSandbox();
    const second = sandbox.waitForRequests(2);
    await send('GET', '/jobs');
    await send('GET', '/jobs');
    await second;
    expect((await send('GET', '/sandbox/requests', { key: null })).json).toMatchObject([
      { path: '/jobs' },
      { path: '/jobs' },
    ]);
    expect((await send('DELETE', '/sandbox/requests', { key: null })).status).toBe(204);
    expect(sandbox.requests).toEqual([]);
  });
});
