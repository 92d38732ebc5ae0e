import { text } from 'node:stream/consumers';
import { expect, test } from 'vitest';
import { openConsole } from '../support/console-page.ts';
import { startGateway } from '../support/start-gateway.ts';
import { createImport, csvOf, expectPresentable, range, shownCounts, storyMs, untilState } from './bulk-import-kit.ts';

const env = { BULK_BATCH_SIZE: '20' };

test(
  'a file with bad rows and a halted batch: started, followed, sent again, and every row is accounted for',
  async () => {
    const gateway = await startGateway({ env });
    // The third batch has eleven clicks that Trackier does not know, so that it stops there and never sees the last seven.
    const csv = csvOf(100, {
      invalid: [0, 50],
      dead: range(43, 11)
        .filter(place => place !== 50)
        .concat(54),
    });
    const id = await createImport(gateway, { csv });
    const { page, complaints } = await openConsole(gateway.url, `/imports/${id}`);
    await untilState(page, 'Ready to start');
    await page.getByRole('heading', { level: 1, name: 'may.csv' }).waitFor();
    expect(await shownCounts(page)).toMatchObject({ 'rows in the file': 100, accepted: 98, rejected: 2, queued: 98 });
    await page.getByRole('cell', { name: 'sale_amount' }).first().waitFor();
    expect(await page.getByRole('row').allInnerTexts()).toContainEqual(expect.stringMatching(/^2\s+sale_amount\s/));
    await expectPresentable(page);

    await page.getByRole('button', { name: 'Start…' }).click();
    const dialog = page.getByRole('dialog', { name: 'Send 98 rows to Trackier?' });
    await dialog.getByText('2 rows that cannot be sent stay out').waitFor();
    await expectPresentable(page);
    await dialog.getByRole('button', { name: 'Start the import' }).click();

    await untilState(page, 'Needs attention');
    await page.getByText('Trackier stopped before the last row').waitFor();
    expect(await shownCounts(page)).toMatchObject({ imported: 80, failed: 11, 'not processed': 7, queued: 0 });
    await page.getByRole('button', { name: 'Batch 3: Halted' }).click();
    await page.getByText('13 of 20 rows processed: 2 imported, 0 edited, 11 failed').waitFor();
    await page.getByRole('button', { name: 'Show its log' }).click();
    await page.getByText(/^Row 3: /).waitFor();
    await expectPresentable(page);

    await page.getByRole('button', { name: 'Send again…' }).click();
    const retry = page.getByRole('dialog', { name: 'Send again' });
    await retry.getByRole('checkbox', { name: '7 rows that Trackier did not process' }).waitFor();
    await expectPresentable(page);
    await retry.getByRole('button', { name: 'Send 7 rows again' }).click();
    await untilState(page, 'Completed');
    expect(await shownCounts(page)).toMatchObject({ imported: 87, failed: 11, 'not processed': 0 });
    // What was left over is a batch of its own.
    await page.getByRole('button', { name: 'Batch 6: Done' }).waitFor();
    await page.getByRole('status').getByText('The import is completed.').waitFor();
    expect(gateway.sandbox.requests.filter(({ method }) => method === 'POST')).toHaveLength(6);
    await expectPresentable(page);
    expect(complaints).toEqual([]);
  },
  storyMs,
);

test(
  'the same file once more: said where one starts it, with a link to the earlier import',
  async () => {
    const gateway = await startGateway({ env });
    const csv = csvOf(30);
    const earlier = await createImport(gateway, { csv, fileName: 'monday.csv', autoStart: true });
    const id = await createImport(gateway, { csv, fileName: null });
    const { page, complaints } = await openConsole(gateway.url, `/imports/${id}`);
    await page.getByRole('heading', { level: 1, name: /^Import of / }).waitFor();
    await page.getByRole('button', { name: 'Start…' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText('The very same file was imported before').waitFor();
    await expectPresentable(page);
    await dialog.getByRole('button', { name: 'Leave it' }).click();
    expect(await page.evaluate('document.activeElement.textContent')).toBe('Start…');
    await page.getByText('The same file as in').getByRole('link', { name: 'monday.csv' }).click();
    await page.getByRole('heading', { level: 1, name: 'monday.csv' }).waitFor();
    expect(new URL(page.url()).hash).toBe(`#/imports/${earlier}`);
    await untilState(page, 'Completed');
    expect(complaints).toEqual([]);
  },
  storyMs,
);

test(
  'rejected rows are paged, and both downloads are saved under the name of the file',
  async () => {
    const gateway = await startGateway({ env });
    const id = await createImport(gateway, { csv: csvOf(60, { invalid: range(10, 45) }) });
    await gateway.execute('mutation ($id: ID!) { cancelBulkImport(id: $id) { __typename } }', { id });
    const { page, complaints } = await openConsole(gateway.url, `/imports/${id}`);
    await untilState(page, 'Cancelled');
    await page.getByText('1–20 of 45').waitFor();
    await page.getByRole('button', { name: 'Next rejected rows' }).click();
    await page.getByText('21–40 of 45').waitFor();
    await page.getByRole('button', { name: 'Next rejected rows' }).click();
    await page.getByText('41–45 of 45').waitFor();
    await page.getByRole('cell', { name: '56', exact: true }).waitFor();
    await page.getByRole('button', { name: 'Previous rejected rows' }).click();
    await page.getByText('21–40 of 45').waitFor();

    const saved = async (name: string): Promise<string> => {
      const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name }).click()]);
      return `${download.suggestedFilename()}\n${await text(await download.createReadStream())}`;
    };
    expect(await saved('Download rejected rows')).toMatch(/^may\.rejected\.csv\nclick_id,sale_amount,currency,line/);
    const unsent = await saved('Download unsent rows');
    expect(unsent).toMatch(/^may\.unsent\.csv\n/);
    expect(unsent.match(/^click-/gm)).toHaveLength(15);
    expect(complaints).toEqual([]);
  },
  storyMs,
);
