import { Readable } from 'node:stream';
import { request } from 'undici';
import { expect, test } from 'vitest';
import { openConsole } from '../support/console-page.ts';
import { expectAccessible } from '../support/expect-accessible.ts';
import { endless } from '../support/intake-kit.ts';
import { csvOf, expectState, importFromPage, isOfNetwork } from '../support/prepare-import.ts';
import { startGateway } from '../support/start-gateway.ts';

test('a page that was loaded anew asks for the file again, and takes no other', async () => {
  const gateway = await startGateway();
  const { page, complaints } = await openConsole(gateway.url, '/new', { isExpected: isOfNetwork });
  await page.route('**/rows', route => route.abort(), { times: 1 });
  await importFromPage(page, csvOf(3));
  await page.getByRole('button', { name: 'Try again' }).waitFor();
  await page.reload();
  const chooser = page.getByLabel('Choose sales.csv again');
  await chooser.setInputFiles({ name: 'other.csv', mimeType: 'text/csv', buffer: Buffer.from('click_id\na\n') });
  await page.getByRole('alert').getByText('This import was made for “sales.csv”').waitFor();
  await expectAccessible(page);
  await chooser.setInputFiles({ name: 'sales.csv', mimeType: 'text/csv', buffer: Buffer.from(csvOf(3)) });
  await expectState(gateway, 'COMPLETED');
  expect(complaints).toEqual([]);
});

test('an upload from elsewhere is told of, and when it breaks off the file can be chosen here', async () => {
  const gateway = await startGateway();
  const create = 'mutation { createBulkImport(input: { format: CSV }) { ... on BulkImport { id uploadUrl } } }';
  const { createBulkImport: made } = await gateway.execute(create);
  const elsewhere = new AbortController();
  const body = Readable.from(endless(), { objectMode: false });
  const sending = request(gateway.url + made.uploadUrl, {
    method: 'PUT',
    headers: { 'content-type': 'text/csv' },
    body,
    signal: elsewhere.signal,
  }).catch(() => null);
  await expectState(gateway, 'UPLOADING');
  const { page, complaints } = await openConsole(gateway.url, `/imports/${made.id}`);
  await page.getByText('The file is being uploaded, but not from this page.').waitFor();
  await expectAccessible(page);
  elsewhere.abort();
  await sending;
  const buffer = Buffer.from(csvOf(3));
  await page.getByLabel('Choose the CSV file').setInputFiles({ name: 'any.csv', mimeType: 'text/csv', buffer });
  await expectState(gateway, 'COMPLETED');
  expect(complaints).toEqual([]);
});

test('an answer that was lost is looked for: the file was there all the same, and is not sent twice', async () => {
  const gateway = await startGateway();
  const { page, complaints } = await openConsole(gateway.url, '/new', { isExpected: isOfNetwork });
  let puts = 0;
  await page.route('**/rows', async route => {
    puts += 1;
    await route.fetch();
    await route.abort();
  });
  await importFromPage(page, csvOf(3));
  await expectState(gateway, 'COMPLETED');
  expect(puts).toBe(1);
  expect(complaints).toEqual([]);
});

test('what the gateway refuses is told in its words, by column where columns are to blame', async () => {
  const gateway = await startGateway();
  const { page, complaints } = await openConsole(gateway.url, '/new', { isExpected: isOfNetwork });
  // The page has read another file than the gateway gets.
  await page.route('**/rows', route => route.continue({ postData: 'click_id,Shop,Order\na,b,c\n' }), { times: 1 });
  await importFromPage(page, csvOf(3));
  await page.getByText('The gateway does not know what these columns are.').waitFor();
  expect(await page.getByRole('alert').getByRole('listitem').allInnerTexts()).toEqual(['Shop', 'Order']);
  await page.route('**/rows', route => route.continue({ postData: 'click_id\na"b\n' }), { times: 1 });
  await page.getByRole('button', { name: 'Try again' }).click();
  await page.getByText(/line 2 has a quote inside a cell/).waitFor();
  await expectAccessible(page);
  expect(complaints).toEqual([]);
});

test('an upload that is turned away waits until somebody has signed in, and is sent again', async () => {
  const gateway = await startGateway();
  const { page, complaints } = await openConsole(gateway.url, '/new', { isExpected: isOfNetwork });
  const shown: (string | undefined)[] = [];
  await page.route('**/rows', async route => {
    shown.push(route.request().headers()['authorization']);
    if (shown.length > 1) return route.continue();
    const headers = { 'www-authenticate': 'Bearer', 'content-type': 'application/problem+json' };
    return route.fulfill({
      status: 401,
      headers,
      body: '{"code":"UNAUTHENTICATED","detail":"The token has expired."}',
    });
  });
  await importFromPage(page, csvOf(3));
  await page.getByRole('dialog').getByLabel('Access token').fill('a-new-one');
  await page.getByRole('dialog').getByRole('button', { name: 'Sign in' }).click();
  await expectState(gateway, 'COMPLETED');
  expect(shown).toEqual([undefined, 'Bearer a-new-one']);
  expect(complaints).toEqual([]);
});
