import { expect, test } from 'vitest';
import { openConsole } from '../support/console-page.ts';
import { startFaultProxy } from '../support/fault-proxy.ts';
import { startGateway } from '../support/start-gateway.ts';
import {
  createImport,
  csvOf,
  expectPresentable,
  patientEnv,
  shownCounts,
  storyMs,
  untilCount,
  untilState,
  untilThereAre,
} from './bulk-import-kit.ts';

test(
  'while the connection is lost it is said that what one sees may be old; afterwards the page catches up',
  async () => {
    const gateway = await startGateway({ env: { ...patientEnv, BULK_BATCH_SIZE: '10' } });
    gateway.sandbox.setFaults([{ match: { path: 'import', nth: 3 }, action: { kind: 'hold' } }]);
    const id = await createImport(gateway, { csv: csvOf(60), autoStart: true });
    const proxy = await startFaultProxy();
    proxy.setTarget(gateway.url);
    const { page, complaints } = await openConsole(`http://127.0.0.1:${proxy.port}`, `/imports/${id}`, {
      // The browser itself tells of every connection that is not made.
      isExpected: complaint => /net::ERR_/.test(complaint),
    });
    await untilState(page, 'Running');
    await untilCount(page, 'imported', 50);

    proxy.setFault({ kind: 'reset' });
    proxy.disconnect();
    const notice = page.getByText('The connection is lost. What you see may be old');
    await notice.waitFor();
    await expectPresentable(page);
    await page.getByRole('button', { name: 'Cancel…' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: 'Cancel the import' }).click();
    await dialog.getByRole('alert').getByText('so it may have been done or not').waitFor();
    await dialog.getByRole('button', { name: 'Leave it' }).click();
    gateway.sandbox.release();

    proxy.setFault(null);
    await untilState(page, 'Completed');
    await notice.waitFor({ state: 'detached' });
    expect(await shownCounts(page)).toMatchObject({ imported: 60, queued: 0 });
    await untilThereAre(page, 6, '.batch-strip-cell.swatch-imported');
    expect(complaints).toEqual([]);
  },
  storyMs,
);

test(
  'a download that fails says so in place, and can be tried again',
  async () => {
    const gateway = await startGateway();
    const id = await createImport(gateway, { csv: csvOf(10, { invalid: [3] }) });
    const proxy = await startFaultProxy();
    proxy.setTarget(gateway.url);
    const { page, complaints } = await openConsole(`http://127.0.0.1:${proxy.port}`, `/imports/${id}`, {
      isExpected: complaint => /net::ERR_/.test(complaint),
    });
    await page.getByRole('cell', { name: 'sale_amount' }).waitFor();
    proxy.setFault({ kind: 'reset' });
    proxy.disconnect();
    const button = page.getByRole('button', { name: 'Download rejected rows' });
    await button.click();
    await page.getByRole('alert').getByText('The gateway cannot be reached. Try again.').waitFor();
    proxy.setFault(null);
    const [download] = await Promise.all([page.waitForEvent('download'), button.click()]);
    expect(download.suggestedFilename()).toBe('may.rejected.csv');
    await page.getByRole('alert').waitFor({ state: 'detached' });
    expect(complaints).toEqual([]);
  },
  storyMs,
);
