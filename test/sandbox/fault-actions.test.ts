import { describe, expect, test } from 'vitest';
import type { Fault } from '../../src/sandbox/fault.ts';
import { valueAt, withFaults } from './sandbox-kit.ts';

const IMPORT = '/advertiser/conversion-import';
const body = { conversions: [{ click_id: 'a' }] };

describe('answers', () => {
  test('an error has Trackier’s envelope, with what the fault says', async () => {
    const action = {
      kind: 'error',
      code: 40,
      message: 'Slow down',
      status: 400,
      headers: { 'retry-after': '3' },
    } as const;
    const { send } = await withFaults({ action });
    const answer = await send('GET', '/jobs');
    expect([answer.status, answer.headers.get('retry-after'), answer.json]).toEqual([
      400,
      '3',
      { success: false, error: { code: 40, message: 'Slow down' } },
    ]);
  });

  test('an answer can be anything, such as a proxy’s page', async () => {
    const { send, sandbox } = await withFaults(
      { action: { kind: 'answer', status: 502, body: '<h1>Bad Gateway</h1>' } },
      {
        action: {
          kind: 'answer',
          status: 200,
          body: { errors: ['x'] },
          contentType: 'text/plain',
          headers: { 'x-a': 'b' },
        },
      },
      { action: { kind: 'answer', status: 204 } },
    );
    const proxy = await send('POST', IMPORT, { body });
    expect([proxy.status, proxy.headers.get('content-type'), proxy.text]).toEqual([
      502,
      'text/html',
      '<h1>Bad Gateway</h1>',
    ]);
    const odd = await send('GET', '/jobs');
    expect([odd.headers.get('content-type'), odd.headers.get('x-a'), odd.json]).toEqual([
      'text/plain',
      'b',
      { errors: ['x'] },
    ]);
    expect((await send('GET', '/jobs')).text).toBe('');
    expect(sandbox.jobs).toEqual([]);
  });

  test('garbage is a 200 that says JSON and is none', async () => {
    const { send } = await withFaults({ action: { kind: 'garbage' } });
    const answer = await send('GET', '/jobs');
    expect([answer.status, answer.headers.get('content-type'), answer.json]).toEqual([
      200,
      'application/json; charset=utf-8',
      undefined,
    ]);
  });
});

describe('late answers', () => {
  test('a delayed and a dripping answer are the usual ones in the end', async () => {
    const { send } = await withFaults(
      { action: { kind: 'delay', delayMs: 5 } },
      { action: { kind: 'drip', intervalMs: 1, bytes: 100 } },
    );
    expect(valueAt((await send('POST', IMPORT, { body })).json, 'success')).toBe(true);
    expect(valueAt((await send('POST', IMPORT, { body })).json, 'success')).toBe(true);
  });

  test('a held answer waits until it is released, its job queued meanwhile', async () => {
    const { send, sandbox } = await withFaults({ action: { kind: 'hold' } });
    const held = send('POST', IMPORT, { body });
    await sandbox.waitForRequests(1);
    expect([sandbox.jobs.length, sandbox.requests[0]?.status]).toEqual([1, null]);
    await send('POST', '/sandbox/release', { key: null });
    expect((await held).status).toBe(200);
  });
});

describe('lost answers', () => {
  test.each<[string, Fault['action'], number, boolean]>([
    ['closed before the body was read', { kind: 'close', when: 'before-body' }, 0, false],
    ['closed after it was', { kind: 'close', when: 'after-body' }, 0, true],
    ['closed after the job was queued', { kind: 'close', when: 'after-body', queue: true }, 1, true],
    ['reset after the job was queued', { kind: 'close', when: 'after-body', queue: true, reset: true }, 1, true],
    ['half written', { kind: 'half-answer' }, 1, true],
  ])('a connection %s', async (_word, action, jobs, complete) => {
    const { send, sandbox } = await withFaults({ action });
    await expect(send('POST', IMPORT, { body })).rejects.toThrow(/fetch failed|terminated/);
    expect(sandbox.jobs.length).toBe(jobs);
    expect(sandbox.requests.map(request => request.complete)).toEqual([complete]);
    expect((await send('GET', '/jobs')).status).toBe(200);
  });

  test.each<[string, Fault['action']]>([
    ['an error', { kind: 'error', code: 51, queue: true }],
    ['an answer', { kind: 'answer', status: 504, queue: true }],
    ['garbage', { kind: 'garbage', queue: true }],
  ])('%s instead of the reply to a job that was queued', async (_word, action) => {
    const { send, sandbox } = await withFaults({ action });
    expect(valueAt((await send('POST', IMPORT, { body })).json, 'success')).not.toBe(true);
    expect(sandbox.jobs.length).toBe(1);
  });
});

describe('a sandbox that closes', () => {
  test('ends a hanging request, which had no answer', async () => {
    const { send, sandbox } = await withFaults({ action: { kind: 'hang', queue: true } });
    const hanging = send('POST', IMPORT, { body }).catch((error: unknown) => error);
    await sandbox.waitForRequests(1);
    expect(sandbox.jobs.length).toBe(1);
    await sandbox.close();
    expect(await hanging).toBeInstanceOf(Error);
  });

  test('drops what waits without noise', async () => {
    const { send, sandbox } = await withFaults(
      { action: { kind: 'delay', delayMs: 3_600_000 } },
      { action: { kind: 'drip', intervalMs: 3_600_000 } },
      { action: { kind: 'hold' } },
    );
    const waiting = [1, 2, 3].map(() => send('GET', '/jobs').catch((error: unknown) => error));
    await sandbox.waitForRequests(3);
    await sandbox.close();
    expect((await Promise.all(waiting)).every(result => result instanceof Error)).toBe(true);
  });
});

describe('jobs that end otherwise', () => {
  test('fail with readable figures', async () => {
    const { importRows, job, advance } = await withFaults({ action: { kind: 'job', end: 'failed' } });
    const id = await importRows([{ click_id: 'a' }]);
    advance(60_000);
    expect(await job(id)).toMatchObject({ status: 'failed', messages: [expect.stringMatching(/Imported: 1/)] });
  });

  test('never tell their figures, or tell wrong ones', async () => {
    const summary = { processed: 9, imported: 1, edited: 1, errors: 1 };
    const { importRows, job, advance } = await withFaults(
      { action: { kind: 'job', summary: null } },
      { action: { kind: 'job', summary } },
    );
    const silent = await importRows([{ click_id: 'a' }]);
    const wrong = await importRows([{ click_id: 'b' }]);
    advance(60_000);
    expect(await job(silent)).toMatchObject({ status: 'completed', messages: [] });
    expect((await job(wrong)).messages).toEqual(['Total Processed: 9 | Imported: 1 | Edited: 1 | Errors: 1']);
  });

  test('take as long as they are told', async () => {
    const { importRows, job, advance } = await withFaults({ action: { kind: 'job', pendingMs: 0, progressMs: 100 } });
    const id = await importRows([{ click_id: 'a' }]);
    expect((await job(id)).status).toBe('progress');
    advance(100);
    expect((await job(id)).status).toBe('completed');
  });
});
