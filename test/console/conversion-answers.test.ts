import type { Page, Route } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import type { Fault } from '../../src/sandbox/fault.ts';
import { openConsole } from '../support/console-page.ts';
import { fillClick, focused, press } from '../support/conversion-page.ts';
import { expectAccessible } from '../support/expect-accessible.ts';
import { expectFit } from '../support/expect-fit.ts';
import { type GatewayUnderTest, startGateway } from '../support/start-gateway.ts';

const posts = ({ sandbox }: GatewayUnderTest): number =>
  sandbox.requests.filter(({ method }) => method === 'POST').length;

/** Presses Import at a gateway whose Trackier behaves like this at the first POST. */
async function importOne(action: Fault['action'], env: Record<string, string> = {}) {
  const gateway = await startGateway({ env });
  gateway.sandbox.setFaults([{ match: { method: 'POST' }, action }]);
  const { page, complaints } = await openConsole(gateway.url, '/conversion');
  await fillClick(page, 'a');
  await press(page, 'Import');
  return { gateway, page, complaints };
}

test('a refusal says who can change it, and may be sent again then', async () => {
  const { gateway, page, complaints } = await importOne({ kind: 'error', code: 41 });
  await page.getByText('Trackier refuses it. Nothing was imported').waitFor();
  await page.getByText("Ask the network's administrator to white-list this gateway's address.").waitFor();
  await page.getByText('IP_NOT_WHITELISTED').waitFor();
  await expectFit(page);
  await press(page, 'Send it again');
  await page.locator('main').getByText('It is imported.').waitFor();
  expect(posts(gateway)).toBe(2);
  expect(complaints).toEqual([]);
});

test('what Trackier refuses as it stands is not to be sent again unchanged', async () => {
  const { page, complaints } = await importOne({ kind: 'error', code: 20 });
  await page.getByText('Sending it unchanged is pointless').waitFor();
  expect(await page.getByRole('button', { name: 'Send it again' }).count()).toBe(0);
  await expectAccessible(page);
  expect(complaints).toEqual([]);
});

test('after too many requests it can be sent again when the time is up', async () => {
  const fault = { kind: 'answer', status: 429, headers: { 'retry-after': '5' } } as const;
  const { gateway, page, complaints } = await importOne(fault, { TRACKIER_TIMEOUT_MS: '3000' });
  await page.getByText('Too many requests just now. Nothing was imported').waitFor();
  const waiting = page.getByRole('button', { name: /^Send it again in \d s$/ });
  await waiting.waitFor();
  await waiting.click({ force: true });
  await expectAccessible(page);
  expect(posts(gateway)).toBe(1);
  await press(page, 'Send it again');
  await page.locator('main').getByText('It is imported.').waitFor();
  expect(posts(gateway)).toBe(2);
  expect(complaints).toEqual([]);
});

test('while Trackier is away nothing is imported, and it can be sent again', async () => {
  const { gateway, page, complaints } = await importOne({ kind: 'error', code: 51 });
  await page.getByText('Trackier cannot be reached. Nothing was imported, as far as can be known').waitFor();
  await expectFit(page);
  await press(page, 'Send it again');
  await page.locator('main').getByText('It is imported.').waitFor();
  expect(posts(gateway)).toBe(2);
  expect(complaints).toEqual([]);
});

test('after a lost answer one is led to the job that may have carried it, and sends again only knowingly', async () => {
  const { gateway, page, complaints } = await importOne({ kind: 'close', when: 'after-body', queue: true });
  await page.getByText("Trackier's answer was lost").waitFor();
  await page.getByText('Do not send it again before you have looked.').waitFor();
  await page.getByRole('link', { name: gateway.sandbox.jobs[0]?.id ?? 'none' }).waitFor();
  await expectFit(page);
  await press(page, 'Look for its job again');
  await page.getByText('Waiting for Trackier').waitFor({ state: 'detached' });
  expect(await focused(page)).toBe('Answer');
  await page.getByText('This job may have carried it').waitFor();
  expect(posts(gateway)).toBe(1);

  await press(page, 'It did not arrive: send it again');
  await expectAccessible(page);
  await press(page, 'Do not send');
  expect(await focused(page)).toBe('It did not arrive: send it again');
  expect(posts(gateway)).toBe(1);
  await press(page, 'It did not arrive: send it again');
  await press(page, 'Send it again');
  await page.getByText('Trackier has it').waitFor();
  expect(posts(gateway)).toBe(2);
  expect(complaints).toEqual([]);
});

test('where jobs cannot be read, no job is named and none is followed', async () => {
  const gateway = await startGateway();
  const unreadable: Fault = { match: { method: 'GET' }, times: 'always', action: { kind: 'error', code: 5 } };
  const lost: Fault = { match: { method: 'POST' }, action: { kind: 'close', when: 'after-body', queue: true } };
  gateway.sandbox.setFaults([lost, unreadable]);
  const { page, complaints } = await openConsole(gateway.url, '/conversion');
  await fillClick(page, 'a');
  await press(page, 'Import');
  await page.getByText('No job is known that could have carried it.').waitFor();
  await fillClick(page, 'b');
  await press(page, 'Import');
  await page.getByText('The job cannot be followed from here').waitFor();
  await expectAccessible(page);
  expect(complaints).toEqual([]);
});

const isLostAnswer = (complaint: string): boolean => complaint.includes('ERR_FAILED');
const isImport = (route: Route): boolean => route.request().postData()?.includes('ImportConversions') ?? false;

test('an answer that does not reach the browser is asked for again, and nothing is imported twice', async () => {
  const gateway = await startGateway();
  const { page, complaints } = await openConsole(gateway.url, '/conversion', { isExpected: isLostAnswer });
  await page.route('**/graphql', async route => {
    if (!isImport(route)) return route.continue();
    await route.fetch();
    return route.abort();
  });
  await fillClick(page, 'a');
  await press(page, 'Import');
  await page.getByText("The gateway's answer did not arrive").waitFor();
  await expectFit(page);
  await page.unroute('**/graphql');
  await press(page, 'Ask again');
  await page.getByText('This was sent before. It was not sent again').waitFor();
  await page.locator('main').getByText('It is imported.').waitFor();
  expect(posts(gateway)).toBe(1);
  expect(complaints).toEqual([]);
});

/** Has the next import answered so: a gateway of another version could, and this form cannot bring it about. */
async function answerWith(page: Page, json: object): Promise<void> {
  await page.route('**/graphql', route => (isImport(route) ? route.fulfill({ json }) : route.continue()));
}

const error = { code: 'CODE', message: 'In words.', retryable: false, requestId: 'request-1' };
const fault = { index: 0, path: ['clickId'], code: 'REQUIRED', message: 'clickId must be given.' };

describe('an answer that the form cannot bring about is told, too:', () => {
  test.each([
    [
      'InvalidInputError',
      { data: { importConversions: { __typename: 'InvalidInputError', ...error, issues: [fault] } } },
      'It is not valid. Nothing was sent',
    ],
    [
      'InvalidConversionsError',
      {
        data: {
          importConversions: {
            __typename: 'InvalidConversionsError',
            ...error,
            submittedCount: 1,
            rejectedCount: 1,
            rowErrors: [fault],
          },
        },
      },
      'clickId must be given.',
    ],
    [
      'IdempotencyConflictError',
      { data: { importConversions: { __typename: 'IdempotencyConflictError', ...error } } },
      'Its key belongs to another conversion. Nothing was sent',
    ],
    [
      'a GraphQL error',
      {
        data: { importConversions: null },
        errors: [{ message: 'Not allowed.', extensions: { code: 'FORBIDDEN', retryable: false, requestId: 'r' } }],
      },
      'The gateway did not do it',
    ],
  ])('%s', async (_, json, words) => {
    const { url } = await startGateway();
    const { page, complaints } = await openConsole(url, '/conversion');
    await answerWith(page, json);
    await fillClick(page, 'a');
    await press(page, 'Import');
    await page.getByText(words).waitFor();
    await expectAccessible(page);
    expect(complaints).toEqual([]);
  });
});
