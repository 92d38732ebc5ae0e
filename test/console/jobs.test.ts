import { expect, test } from 'vitest';
import { openConsole } from '../support/console-page.ts';
import { focused } from '../support/conversion-page.ts';
import { expectAccessible } from '../support/expect-accessible.ts';
import { expectFit } from '../support/expect-fit.ts';
import { type GatewayUnderTest, startGateway } from '../support/start-gateway.ts';

const importRows = ({ execute }: GatewayUnderTest, clickIds: readonly string[]) =>
  execute(`mutation ($input: ImportConversionsInput!) { importConversions(input: $input) { __typename } }`, {
    input: { conversions: clickIds.map(clickId => ({ clickId })) },
  });

const reads = ({ sandbox }: GatewayUnderTest): readonly string[] =>
  sandbox.requests.filter(({ method }) => method === 'GET').map(({ path }) => path);

test('jobs are listed, and what Trackier wrote is read when one is opened, not before', async () => {
  const gateway = await startGateway();
  await importRows(gateway, ['a', 'dead1']);
  await importRows(gateway, ['b']);
  const [job] = gateway.sandbox.jobs;
  const { page, complaints } = await openConsole(gateway.url, '/jobs');
  const rows = page.getByRole('listitem').getByRole('button');
  await expect.poll(() => rows.count()).toBe(2);
  await expectFit(page);
  expect(reads(gateway).every(path => path === '/jobs')).toBe(true);

  const row = page.getByRole('button', { name: job?.id ?? 'none' });
  await row.focus();
  await page.keyboard.press('Enter');
  await page.getByText(/^Row 2: /).waitFor();
  await page
    .getByText(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/)
    .first()
    .waitFor();
  expect(await row.getAttribute('aria-expanded')).toBe('true');
  expect(await page.locator('.job-figures').innerText()).toMatch(/Not imported\s+1/);
  expect(reads(gateway)).toContain(`/jobs/${job?.id}`);
  await expectFit(page);
  await page.keyboard.press('Enter');
  await page.getByText(/^Row 2: /).waitFor({ state: 'detached' });
  expect(complaints).toEqual([]);
});

test('an empty list says where jobs come from; refreshed, it has what came since', async () => {
  const gateway = await startGateway();
  const { page, complaints } = await openConsole(gateway.url, '/jobs');
  await page.getByText('Trackier lists no job').waitFor();
  await expectAccessible(page);
  await importRows(gateway, ['a']);
  await page.getByRole('button', { name: 'Refresh' }).click();
  await page.getByRole('listitem').getByText('Completed').waitFor();
  expect(complaints).toEqual([]);
});

test('a job that is under way is looked at again by itself until it has ended', async () => {
  let nowMs = Date.now();
  const gateway = await startGateway({
    sandbox: { now: () => nowMs, timings: { pendingMs: 0, progressMs: 60_000, rowsPerSecond: 1e9 } },
  });
  await importRows(gateway, ['a']);
  const { page, complaints } = await openConsole(gateway.url, '/jobs');
  await page.getByRole('listitem').getByText('Working').waitFor();
  await expectAccessible(page);
  nowMs += 120_000;
  await page.getByRole('listitem').getByText('Completed').waitFor();
  expect(complaints).toEqual([]);
});

test('a key that may not read jobs is told so, and that imports work all the same', async () => {
  const gateway = await startGateway();
  gateway.sandbox.setFaults([{ match: { method: 'GET' }, times: 'always', action: { kind: 'error', code: 5 } }]);
  const { page, complaints } = await openConsole(gateway.url, '/jobs');
  await page.getByText("This key may not read Trackier's jobs").waitFor();
  await page.getByText('Imports work all the same').waitFor();
  await expectFit(page);
  expect(complaints).toEqual([]);
});

test('a list that cannot be read says why, and can be asked for again', async () => {
  const gateway = await startGateway();
  await importRows(gateway, ['a']);
  gateway.sandbox.setFaults([{ match: { method: 'GET' }, times: 'always', action: { kind: 'error', code: 13 } }]);
  const { page, complaints } = await openConsole(gateway.url, '/jobs');
  await page.getByText('The list of jobs could not be read').waitFor();
  await page.getByText('INVALID_API_KEY').waitFor();
  await expectFit(page);
  gateway.sandbox.setFaults([]);
  await page.getByRole('button', { name: 'Try again' }).click();
  await page.getByRole('listitem').getByText('Completed').waitFor();
  expect(complaints).toEqual([]);
});

test('a job is looked up by its id, which stands in the address', async () => {
  const gateway = await startGateway();
  await importRows(gateway, ['a']);
  const id = gateway.sandbox.jobs[0]?.id ?? '';
  const { page, complaints } = await openConsole(gateway.url, '/jobs');
  await page.getByLabel('Id of the job').focus();
  await page.keyboard.press('Enter');
  await page.getByText('Put the id of a job in here first.').waitFor();
  await page.keyboard.type('5aae975a9b155cccddccefbe');
  await page.keyboard.press('Enter');
  const found = page.getByRole('region', { name: 'One job' });
  await found.getByText('Trackier knows no such job').waitFor();
  expect(await focused(page)).toBe('Id of the job');
  await expectFit(page);
  await page.getByLabel('Id of the job').fill(id);
  await page.keyboard.press('Enter');
  await found.getByText('Completed').waitFor();
  expect(new URL(page.url()).hash).toBe(`#/jobs?id=${id}`);
  await expectFit(page);
  await page.reload();
  await found.getByText('Completed').waitFor();
  expect(complaints).toEqual([]);
});
