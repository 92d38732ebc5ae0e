import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openConsole } from '../support/console-page.ts';
import { expectAccessible } from '../support/expect-accessible.ts';
import { launchBrowser } from '../support/launch-browser.ts';
import { startGateway } from '../support/start-gateway.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

test('the console opens at /, says whose imports these are, and finds its way by address', async () => {
  const { url } = await startGateway();
  const { page, complaints } = await openConsole(browser, url);
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
