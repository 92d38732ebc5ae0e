import { describe, expect, test } from 'vitest';
import { startSandbox, textAt } from './sandbox-kit.ts';

describe('a fault that cannot be used', () => {
  test.each<[unknown, string]>([
    ['{', 'faults must be an array'],
    [{}, 'faults must be an array'],
    [[1], 'faults[0] must be an object'],
    [[{}], 'faults[0].action is missing: an object'],
    [[{ action: { kind: 'hang' } }, { action: { kind: 'hang' }, nth: 2 }], 'faults[1].nth is not known'],
    [[{ match: { verb: 'GET' }, action: { kind: 'hang' } }], 'faults[0].match.verb is not known'],
    [
      [{ match: { path: 'imports' }, action: { kind: 'hang' } }],
      'faults[0].match.path must be "import", "jobs", "job" or a prefix that begins with "/"',
    ],
    [[{ match: { nth: 0 }, action: { kind: 'hang' } }], 'faults[0].match.nth must be a whole number, 1 or more'],
    [[{ times: 0, action: { kind: 'hang' } }], 'faults[0].times must be a whole number, 1 or more, or "always"'],
    [[{ action: { kind: 'close', when: 'now' } }], 'faults[0].action.when must be before-body or after-body'],
    [[{ action: { kind: 'close' } }], 'faults[0].action.when is missing: before-body or after-body'],
    [
      [{ action: { kind: 'close', when: 'before-body', queue: true } }],
      'faults[0].action.queue needs the body: use "when": "after-body"',
    ],
    [[{ action: { kind: 'half-answer', queue: true } }], 'faults[0].action.queue is not known'],
    [
      [{ action: { kind: 'error', code: 7 } }],
      'faults[0].action.code must be one of 5, 11, 12, 13, 20, 30, 31, 32, 33, 40, 41, 42, 50, 51, 60',
    ],
    [[{ action: { kind: 'answer', status: 700 } }], 'faults[0].action.status must be an HTTP status from 200 to 599'],
    [
      [{ action: { kind: 'answer', status: 200, headers: { 'a b': 'c' } } }],
      'faults[0].action.headers must be an object of header names and their values',
    ],
  ])('%j is refused in words', async (faults, message) => {
    const { send, sandbox } = await startSandbox();
    sandbox.setFaults([{ action: { kind: 'hang' } }]);
    const answer = await send('POST', '/sandbox/faults', { key: null, body: faults });
    expect([answer.status, textAt(answer.json, 'message')]).toEqual([400, message]);
    expect(sandbox.pendingFaults.length).toBe(1);
  });

  test('of an unknown kind is told the known ones', async () => {
    const { send } = await startSandbox();
    const answer = await send('POST', '/sandbox/faults', { key: null, body: [{ action: { kind: 'explode' } }] });
    expect(textAt(answer.json, 'message')).toMatch(
      /^faults\[0\]\.action\.kind must be one of error, answer, delay, hold/,
    );
  });

  test('an unknown control route is 404', async () => {
    const { send } = await startSandbox();
    expect((await send('GET', '/sandbox/nothing', { key: null })).status).toBe(404);
  });
});
