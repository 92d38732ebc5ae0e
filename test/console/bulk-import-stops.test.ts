import { expect, test } from 'vitest';
import { openConsole } from '../support/console-page.ts';
import { startGateway } from '../support/start-gateway.ts';
import {
  createImport,
  csvOf,
  expectPresentable,
  shownCounts,
  storyMs,
  untilCount,
  untilState,
  untilThereAre,
} from './bulk-import-kit.ts';

const env = { BULK_BATCH_SIZE: '10' };

test(
  'a refused key costs one batch, says what to have mended, and the import goes on afterwards',
  async () => {
    const gateway = await startGateway({ env });
    gateway.sandbox.setFaults([{ match: { path: 'import' }, action: { kind: 'error', code: 41 } }]);
    const id = await createImport(gateway, { csv: csvOf(50), autoStart: true });
    const { page, complaints } = await openConsole(gateway.url, `/imports/${id}`);
    await untilState(page, 'Needs attention');
    await page.getByText('this gateway’s address is not white-listed').waitFor();
    await page.getByText('ask the network to white-list it').waitFor();
    expect(await shownCounts(page)).toMatchObject({ queued: 50 });
    await expectPresentable(page);
    await page.getByRole('button', { name: 'Go on with 50 queued rows…' }).click();
    const dialog = page.getByRole('dialog', { name: 'Go on with 50 queued rows?' });
    await dialog.getByText('If it still refuses, the import stops again.').waitFor();
    await dialog.getByRole('button', { name: 'Go on' }).click();
    await untilState(page, 'Completed');
    expect(await shownCounts(page)).toMatchObject({ queued: 0, imported: 50 });
    // The button is gone; the reader is not.
    expect(await page.evaluate('document.activeElement.tagName')).toBe('H1');
    expect(complaints).toEqual([]);
  },
  storyMs,
);

test(
  'a refused batch is sent again by name, and one whose job failed only with an oath',
  async () => {
    const gateway = await startGateway({ env });
    gateway.sandbox.setFaults([
      { match: { path: 'import', nth: 2 }, action: { kind: 'error', code: 20 } },
      { match: { path: 'import', nth: 3 }, action: { kind: 'job', end: 'failed' } },
    ]);
    const id = await createImport(gateway, { csv: csvOf(40), autoStart: true });
    const { page, complaints } = await openConsole(gateway.url, `/imports/${id}`);
    await untilState(page, 'Needs attention');
    await page.getByText('Batches failed').waitFor();
    await page.getByLabel('Show').selectOption('FAILED');
    await untilThereAre(page, 2, '.batch-strip-cell');
    await page
      .getByRole('button', { name: /^Batch \d: Failed/ })
      .first()
      .click();
    await page.getByText('What went wrong').waitFor();
    await expectPresentable(page);
    await page.getByLabel('Show').selectOption('UNCERTAIN');
    await page.getByText('No batch is in this state').waitFor();

    await page.getByRole('button', { name: 'Send again…' }).click();
    const dialog = page.getByRole('dialog');
    const refused = dialog.getByRole('checkbox', { name: '10 rows of a batch that Trackier refused' });
    await refused.waitFor();
    expect(await refused.isChecked()).toBe(true);
    const failed = dialog.getByRole('checkbox', { name: '10 rows of a batch whose job failed at Trackier' });
    expect(await failed.isChecked()).toBe(false);
    await dialog.getByRole('button', { name: 'Send 10 rows again' }).click();
    await dialog.waitFor({ state: 'detached' });

    await untilCount(page, 'unsent', 0);
    await page.getByRole('button', { name: 'Send again…' }).click();
    await failed.check();
    await dialog.getByRole('checkbox', { name: /^I have looked in Trackier/ }).check();
    await dialog.getByRole('button', { name: 'Send 10 rows again' }).click();
    await untilState(page, 'Completed');
    expect(gateway.sandbox.requests.filter(({ method }) => method === 'POST')).toHaveLength(6);
    expect(complaints).toEqual([]);
  },
  storyMs,
);
