import { expect, test } from 'vitest';
import { openConsole } from '../support/console-page.ts';
import { expectAccessible } from '../support/expect-accessible.ts';
import { startFaultProxy } from '../support/fault-proxy.ts';
import { csvOf, expectState, importFromPage, isOfNetwork } from '../support/prepare-import.ts';
import { startGateway } from '../support/start-gateway.ts';

test('an upload whose connection breaks is told so, and goes through at the next try with the file at hand', {
  timeout: 120_000,
}, async () => {
  const gateway = await startGateway();
  const proxy = await startFaultProxy();
  proxy.setTarget(gateway.url);
  const url = `http://127.0.0.1:${proxy.port}`;
  const { page, complaints } = await openConsole(url, '/new', { isExpected: isOfNetwork });
  // Of the connections that are there and those to come: the upload's own is cut, others do not send so much.
  proxy.setFault({ kind: 'cut', of: 'request', after: 300_000 });
  proxy.disconnect();
  await importFromPage(page, csvOf(20_000));
  await page.getByText('The upload did not succeed').waitFor({ timeout: 45_000 });
  await page.getByText('The connection broke off before the whole file was there.').waitFor();
  await expectAccessible(page);
  proxy.setFault(null);
  proxy.disconnect();
  await page.getByRole('button', { name: 'Try again' }).click();
  await expectState(gateway, 'COMPLETED');
  expect(complaints).toEqual([]);
});

test('an upload shows how far it is, can be cancelled, and the import with it', { timeout: 120_000 }, async () => {
  const gateway = await startGateway();
  const proxy = await startFaultProxy();
  proxy.setTarget(gateway.url);
  const { page, complaints } = await openConsole(`http://127.0.0.1:${proxy.port}`, '/new', {
    isExpected: isOfNetwork,
  });
  proxy.setFault({ kind: 'drip', of: 'request', bytes: 32_768, everyMs: 50 });
  proxy.disconnect();
  // More than the machine's own buffers hold.
  await importFromPage(page, csvOf(100_000));
  await page.getByRole('progressbar', { name: 'Upload of sales.csv' }).waitFor();
  await page.getByText(/[kM]B of 19\.\d MB · .+\/s · about .+ left/).waitFor();
  await expectAccessible(page);
  const isWarned = (): Promise<boolean> =>
    page.evaluate(`!dispatchEvent(new Event('beforeunload', { cancelable: true }))`);
  expect(await isWarned()).toBe(true);
  await page.getByRole('button', { name: 'Cancel the upload' }).click();
  await page.getByText('The upload is cancelled').waitFor({ timeout: 45_000 });
  expect(await isWarned()).toBe(false);
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Upload it after all' }).waitFor();
  await page.getByRole('button', { name: 'Cancel the import' }).click();
  await expectState(gateway, 'CANCELLED');
  expect(complaints).toEqual([]);
});
