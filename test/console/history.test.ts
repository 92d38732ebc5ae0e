import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { openConsole } from '../support/console-page.ts';
import { expectAccessible } from '../support/expect-accessible.ts';
import { expectFit } from '../support/expect-fit.ts';
import { type GatewayUnderTest, startGateway } from '../support/start-gateway.ts';

const create = /* GraphQL */ `
  mutation ($input: CreateBulkImportInput!) {
    createBulkImport(input: $input) {
      ... on BulkImport { id uploadUrl }
    }
  }
`;

interface FileToUpload {
  readonly fileName: string | null;
  readonly rows: readonly string[];
  readonly autoStart?: boolean;
  readonly onInvalid?: string;
}

async function upload({ execute, send }: GatewayUnderTest, { rows, ...input }: FileToUpload): Promise<string> {
  const { createBulkImport: created } = await execute(create, { input: { ...input, format: 'CSV' } });
  const headers = { 'content-type': 'text/csv' };
  await send(created.uploadUrl, { method: 'PUT', headers, body: `click_id\n${rows.join('\n')}\n` });
  return created.id;
}

const clicks = (count: number): string[] => Array.from({ length: count }, (_, index) => `click${index}`);

const fileNames = (page: Page) => page.locator('.import-list-name').allTextContents();

/** How many times the page has asked for the list since. */
function countReads(page: Page) {
  const reads = { count: 0 };
  page.on('request', request => {
    if (request.postData()?.includes('ImportList')) reads.count += 1;
  });
  return reads;
}

test('an empty history says what to do, and one with nothing under a filter leads back to all', async () => {
  const gateway = await startGateway();
  const { page, complaints } = await openConsole(gateway.url);
  await page.getByText('Nothing was imported yet').waitFor();
  await expectFit(page);
  await page.getByRole('link', { name: 'Completed' }).click();
  await page.getByText('No import is under “Completed”').waitFor();
  await expectAccessible(page);
  await page.getByRole('link', { name: 'Show all imports' }).click();
  await page.getByText('Nothing was imported yet').waitFor();
  expect(complaints).toEqual([]);
});

test('imports are listed with state and rows, filtered by address, and lead to their pages by keyboard', async () => {
  const gateway = await startGateway();
  await upload(gateway, { fileName: 'done.csv', rows: clicks(3), autoStart: true });
  const readyId = await upload(gateway, { fileName: 'ready.csv', rows: ['a', ' b', 'c'] });
  await upload(gateway, { fileName: 'refused.csv', rows: ['a', ' b'], onInvalid: 'REJECT_ALL' });
  await gateway.execute(create, { input: { format: 'CSV' } });
  const { page, complaints } = await openConsole(gateway.url);
  await page.getByText('4 in all').waitFor();
  await expect.poll(() => fileNames(page)).toEqual(['A file without a name', 'refused.csv', 'ready.csv', 'done.csv']);
  const row = (name: string) => page.getByRole('listitem').filter({ hasText: name });
  await row('done.csv').getByText('Completed', { exact: true }).waitFor();
  await row('ready.csv').getByText('2 of 3 rows accepted').waitFor();
  await row('ready.csv').getByText('1 rejected').waitFor();
  await row('refused.csv').getByText('Failed', { exact: true }).waitFor();
  await expectFit(page);

  await page.getByRole('link', { name: 'Not started' }).click();
  await expect.poll(() => fileNames(page)).toEqual(['A file without a name', 'ready.csv']);
  expect(new URL(page.url()).hash).toBe('#/?show=waiting');
  await page.reload();
  await expect.poll(() => fileNames(page)).toEqual(['A file without a name', 'ready.csv']);
  await page.goBack();
  await expect.poll(() => fileNames(page)).toHaveLength(4);
  await page.goForward();
  await expect.poll(() => fileNames(page)).toHaveLength(2);

  await page.getByRole('link', { name: 'Cancelled or failed' }).focus();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await expect.poll(() => new URL(page.url()).hash).toBe(`#/imports/${readyId}`);
  expect(complaints).toEqual([]);
});

test('a long history is paged, forth and back, also by the address alone', async () => {
  const gateway = await startGateway();
  for (let count = 1; count <= 45; count += 1) {
    await gateway.execute(create, { input: { format: 'CSV', fileName: `${count}.csv` } });
  }
  const { page, complaints } = await openConsole(gateway.url);
  await page.getByText('1 to 20 of 45').waitFor();
  await page.getByRole('link', { name: 'Older' }).click();
  await page.getByText('21 to 40 of 45').waitFor();
  await page.getByRole('link', { name: 'Older' }).click();
  await page.getByText('41 to 45 of 45').waitFor();
  expect(await page.evaluate('document.activeElement.textContent')).toBe('History');
  expect(await fileNames(page)).toEqual(['5.csv', '4.csv', '3.csv', '2.csv', '1.csv']);
  await expectAccessible(page);

  const { page: another } = await openConsole(gateway.url, new URL(page.url()).hash.slice(1));
  await another.getByText('41 to 45 of 45').waitFor();
  await another.getByRole('link', { name: 'Newer' }).click();
  await another.getByText('21 to 40 of 45').waitFor();
  await page.goBack();
  await page.getByText('21 to 40 of 45').waitFor();
  await page.goto(`${gateway.url}/#/?after=nonsense`);
  await page.getByText('The list of imports could not be read').waitFor();
  await page.getByRole('link', { name: 'All', exact: true }).click();
  await page.getByText('1 to 20 of 45').waitFor();
  expect(complaints).toEqual([]);
});

test('a running import is shown going on, and is left in peace while nobody looks', async () => {
  const gateway = await startGateway({
    env: { BULK_BATCH_SIZE: '1' },
    sandbox: { timings: { pendingMs: 0, progressMs: 0, rowsPerSecond: 1e9 } },
  });
  gateway.sandbox.setFaults([{ match: { method: 'POST', nth: 2 }, action: { kind: 'hold' } }]);
  await upload(gateway, { fileName: 'running.csv', rows: clicks(2), autoStart: true });
  const { page, complaints } = await openConsole(gateway.url);
  await page.getByRole('progressbar').waitFor();
  await page.locator('.badge').getByText('Running').waitFor();
  await expectFit(page);

  await page.clock.install();
  const reads = countReads(page);
  const setHidden = (hidden: boolean) =>
    page.evaluate(`Object.defineProperty(document, 'hidden', { configurable: true, get: () => ${hidden} });
      document.dispatchEvent(new Event('visibilitychange'))`);
  await expect.poll(() => reads.count, { timeout: 20_000 }).toBeGreaterThan(1);
  await setHidden(true);
  const { count } = reads;
  gateway.sandbox.release();
  for (let round = 0; round < 5; round += 1) {
    await page.clock.fastForward(600_000);
    // What a timer had asked for was on its way before this.
    await page.evaluate("fetch('/health').then(response => response.text())");
  }
  expect(reads.count).toBe(count);
  await setHidden(false);
  await page.getByRole('listitem').filter({ hasText: 'running.csv' }).getByText('Completed', { exact: true }).waitFor();
  expect(complaints).toEqual([]);
});

test('a list that cannot be read any more stays, and says so until it can be read again', async () => {
  const gateway = await startGateway();
  await upload(gateway, { fileName: 'kept.csv', rows: clicks(1) });
  const { page } = await openConsole(gateway.url, '/?show=done');
  await page.getByText('No import is under “Completed”').waitFor();
  await page.getByRole('link', { name: 'All', exact: true }).click();
  await expect.poll(() => fileNames(page)).toEqual(['kept.csv']);
  await page.context().setOffline(true);
  await page.evaluate("document.dispatchEvent(new Event('visibilitychange'))");
  await page.getByText('The list of imports could not be read').waitFor();
  await page.getByText('What you see is from').waitFor();
  expect(await fileNames(page)).toEqual(['kept.csv']);
  await expectAccessible(page);
  await page.context().setOffline(false);
  await page.getByRole('button', { name: 'Try again' }).click();
  await page.getByText('The list of imports could not be read').waitFor({ state: 'detached' });
});
