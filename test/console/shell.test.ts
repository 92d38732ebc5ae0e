import { expect, test } from 'vitest';
import { openConsole } from '../support/console-page.ts';
import { expectAccessible } from '../support/expect-accessible.ts';
import { startGateway } from '../support/start-gateway.ts';

test('the console opens at /, says whose imports these are, and finds its way by address', async () => {
  const { url } = await startGateway();
  const { page, complaints } = await openConsole(url);
  await page.getByRole('heading', { name: 'Imports', level: 1 }).waitFor();
  await page.getByText('default · 1,000 requests/s').waitFor();
  await page.getByRole('link', { name: 'Jobs' }).click();
  await page.getByRole('heading', { name: 'Jobs', level: 1 }).waitFor();
  expect(new URL(page.url()).hash).toBe('#/jobs');
  await page.goto(`${url}/#/nowhere`);
  await page.getByRole('heading', { name: 'There is no such page' }).waitFor();
  await expectAccessible(page);
  expect(complaints).toEqual([]);
});

test('the console works where only trusted documents are taken', async () => {
  const TRUSTED_DOCUMENTS_FILE = 'src/operations/generated/persisted-documents.json';
  const gateway = await startGateway({ env: { TRUSTED_DOCUMENTS_FILE, TRUSTED_DOCUMENTS_ONLY: 'true' } });
  expect((await gateway.post({ query: '{ viewer { tenant } }' })).status).toBe(400);
  const { page, complaints } = await openConsole(gateway.url);
  await page.getByText('default · 1,000 requests/s').waitFor();
  const file = { name: 'one.csv', mimeType: 'text/csv', buffer: Buffer.from('click_id\na\n') };
  await page.getByLabel('Drop a file here, or choose one').setInputFiles(file);
  await page.getByRole('button', { name: 'Import 1 row' }).click();
  await page.locator('.badge').getByText('Completed').waitFor();
  expect(complaints).toEqual([]);
});
