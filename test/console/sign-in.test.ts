import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { writeAccessFiles } from '../support/access-files.ts';
import { openConsole } from '../support/console-page.ts';
import { expectAccessible } from '../support/expect-accessible.ts';
import { startGateway } from '../support/start-gateway.ts';

// The browser itself writes a line for every answer with a 4xx.
const isExpected = (complaint: string): boolean => complaint.includes('401 (Unauthorized)');

async function signIn(page: Page, secret: string): Promise<void> {
  await page.keyboard.type(secret);
  await page.keyboard.press('Enter');
}

/** Everything that the tab keeps, and where it is. */
const keptBy = (page: Page): Promise<string> =>
  page.evaluate('JSON.stringify([location.href, { ...localStorage }, document.cookie])');

test('a gateway that wants a token is asked for nothing before there is one, which stays in this tab', async () => {
  const { env } = writeAccessFiles([{ name: 'ada', tenant: 'default' }]);
  const { url } = await startGateway({ env });
  const { page, complaints } = await openConsole(url, '/', { isExpected });
  const dialog = page.getByRole('dialog', { name: 'Sign in' });
  await dialog.waitFor();
  await expectAccessible(page);
  await page.keyboard.press('Escape');
  await page.keyboard.press('Enter');
  await dialog.getByText('Put it in here first.').waitFor();
  await signIn(page, 'someone-elses-token');
  const again = page.getByRole('dialog', { name: 'Sign in again' });
  await again.getByText(/not (?:valid|known|accepted)|unknown/i).waitFor();
  await expectAccessible(page);
  await signIn(page, 'ada-token');
  await page.getByText('default · 1,000 requests/s').waitFor();
  expect(await page.getByRole('dialog').count()).toBe(0);

  await page.reload();
  await page.getByText('default · 1,000 requests/s').waitFor();
  expect(await keptBy(page)).not.toContain('ada-token');
  const other = await page.context().newPage();
  await other.goto(url);
  await other.getByRole('dialog', { name: 'Sign in' }).waitFor();
  await page.getByRole('button', { name: 'Sign out' }).click();
  await dialog.waitFor();
  expect(complaints).toEqual([]);
});

test('a token that is taken back while one is at work is asked for again, and one is where one was', async () => {
  const { env, writeTokens } = writeAccessFiles([{ name: 'ada', tenant: 'default' }]);
  const { url, gateway } = await startGateway({ env });
  const { page, complaints } = await openConsole(url, '/jobs', { isExpected });
  await page.getByRole('dialog', { name: 'Sign in' }).waitFor();
  await signIn(page, 'ada-token');
  await page.getByText('default · 1,000 requests/s').waitFor();
  writeTokens([{ name: 'eve', tenant: 'default' }]);
  await gateway.reload();
  await page.getByRole('link', { name: 'Single conversion' }).click();
  await page.getByRole('link', { name: 'Jobs' }).click();
  await page.getByRole('dialog', { name: 'Sign in again' }).waitFor();
  await signIn(page, 'eve-token');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  expect(new URL(page.url()).hash).toBe('#/jobs');
  expect(complaints).toEqual([]);
});

test('whoever signs in for another tenant sees nothing of the one before', async () => {
  const tenants = { acme: { apiKey: 'key-of-acme' }, globex: { apiKey: 'key-of-globex' } };
  const { env, writeTokens } = writeAccessFiles([{ name: 'ada', tenant: 'acme' }], tenants);
  const { url, gateway } = await startGateway({ env, sandbox: { apiKey: ['key-of-acme', 'key-of-globex'] } });
  const { page, complaints } = await openConsole(url, '/jobs', { isExpected });
  await page.getByRole('dialog').waitFor();
  await signIn(page, 'ada-token');
  await page.getByText(/^acme/).waitFor();
  writeTokens([{ name: 'gus', tenant: 'globex' }]);
  await gateway.reload();
  await page.evaluate('window.isTheSamePage = true');
  await page.getByRole('link', { name: 'Imports', exact: true }).click();
  await page.getByRole('dialog', { name: 'Sign in again' }).waitFor();
  await signIn(page, 'gus-token');
  await page.getByText(/^globex/).waitFor();
  await expect.poll(() => page.evaluate('window.isTheSamePage === true')).toBe(false);
  expect(complaints).toEqual([]);
});

test('where callers bring their own key of Trackier, that is what is asked for', async () => {
  const { url, sandbox } = await startGateway({
    env: { TRACKIER_KEY_PASSTHROUGH: 'true', TRACKIER_API_KEY: '' },
    sandbox: { apiKey: 'my-own-key' },
  });
  const { page, complaints } = await openConsole(url, '/', { isExpected });
  await page.getByRole('dialog', { name: 'Sign in' }).getByLabel('Trackier API key').waitFor();
  await signIn(page, 'my-own-key');
  await page.getByText(/requests\/s/).waitFor();
  expect(sandbox.requests.every(({ headers }) => headers['x-api-key'] === 'my-own-key')).toBe(true);
  expect(complaints).toEqual([]);
});
