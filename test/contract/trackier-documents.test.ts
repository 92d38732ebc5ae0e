import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { isErrorCode } from '../../src/sandbox/error-codes.ts';
import { createSandbox, type Sandbox } from '../../src/sandbox/sandbox.ts';
import {
  DOCUMENTED_API_KEY,
  type DocumentedError,
  type DocumentedPair,
  documentedErrors,
  documentedPair,
  documentedPairs,
} from '../fixtures/trackier/documented-pairs.ts';

let sandbox: Sandbox;
let url: string;
let now: number;

beforeEach(async () => {
  now = Date.UTC(2019, 1, 1, 8, 45, 46);
  const variants = { emptyMeta: 'object' as const };
  sandbox = createSandbox({ apiKey: DOCUMENTED_API_KEY, requestsPerSecond: Infinity, now: () => now, variants });
  url = (await sandbox.listen()).url;
});

afterEach(() => sandbox.close());

async function send({ request }: DocumentedPair, path = request.path) {
  const body = request.body === null ? null : JSON.stringify(request.body);
  const response = await fetch(url + path, { method: request.method, headers: request.headers, body });
  const json: unknown = await response.json();
  return { status: response.status, body: json };
}

/** Replaces what is different in every reply by its form. */
function withoutChance(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value), (_key, member: unknown) => {
    if (typeof member !== 'string') return member;
    return member
      .replace(/^[0-9a-f]{24}$/, '<24 hex>')
      .replace(/^[0-9a-f]{13}\.json$/, '<13 hex>.json')
      .replace(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(?=\.|$)/, '<date and time>')
      .replace(/\.\d{6}$/, '.<6 digits>');
  });
}

describe('the documented requests, sent to the sandbox', () => {
  test('the import is answered with the documented reply, down to the order of its keys', async () => {
    const pair = documentedPair('advertiser-conversion-import');
    const answer = await send(pair);
    expect(answer.status).toBe(pair.reply.status);
    expect(JSON.stringify(withoutChance(answer.body))).toBe(JSON.stringify(withoutChance(pair.reply.body)));
  });

  test('a job that edited two conversions is shown as documented, its log in the network’s own time', async () => {
    const rows = [1, 2].map(number => ({ click_id: `click-${number}`, txn_id: 'a' }));
    const order = documentedPair('advertiser-conversion-import');
    const twoRows = { ...order, request: { ...order.request, body: { conversions: rows } } };
    await send(twoRows);
    await send(twoRows);
    now += 11_000;
    const pair = documentedPair('jobs-single');
    const answer = await send(pair, `/jobs/${sandbox.jobs.at(-1)?.id}`);
    expect(answer.status).toBe(pair.reply.status);
    expect(JSON.stringify(withoutChance(answer.body))).toBe(JSON.stringify(withoutChance(pair.reply.body)));
    expect(answer.body).toMatchObject({
      data: { job: { created: { date: '2019-02-01 08:45:46.000000' } }, logs: [{ created: '2019-02-01 14:15:49' }] },
    });
  });

  test.each(documentedErrors.filter(isProvoked))('MUST answer as in $id, without being told to', async pair => {
    await sandbox.close();
    sandbox = createSandbox({
      apiKey: pair.id.startsWith('error-13') ? 'another-key' : DOCUMENTED_API_KEY,
      variants: { invalidKeyStatus: pair.reply.status === 400 ? 400 : 401 },
      requestsPerSecond: pair.id.startsWith('error-40') ? 0 : Infinity,
    });
    url = (await sandbox.listen()).url;
    const answer = await send(pair);
    expect(answer).toMatchObject({ status: pair.reply.status, body: withoutMessageOf(pair) });
  });

  test.each(documentedErrors.filter(pair => !isProvoked(pair)))('can be made to answer as in $id', async pair => {
    sandbox.setFaults([{ action: { kind: 'error', code: codeOf(pair), status: pair.reply.status } }]);
    expect(await send(pair)).toEqual(pair.reply);
  });
});

test('every documented pair has its own id', () => {
  const ids = [...documentedPairs, ...documentedErrors].map(pair => pair.id);
  expect(new Set(ids).size).toBe(ids.length);
});

function isProvoked({ id }: DocumentedPair): boolean {
  return /^error-(13|20|31|32|40)/.test(id);
}

function codeOf({ id, reply }: DocumentedError) {
  const { code } = reply.body.error;
  if (!isErrorCode(code)) throw new Error(`${id}: ${code} is not documented`);
  return code;
}

/** The sandbox may say more than the bare message. */
function withoutMessageOf({ reply }: DocumentedError): object {
  const { message, ...rest } = reply.body.error;
  return { success: false, error: { ...rest, message: expect.stringMatching(`^${message}`) } };
}
