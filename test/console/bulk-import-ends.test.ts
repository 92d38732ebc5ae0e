import { expect, test } from 'vitest';
import { openConsole } from '../support/console-page.ts';
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
} from './bulk-import-kit.ts';

const env = { ...patientEnv, BULK_BATCH_SIZE: '10' };

test(
  'a cancelled import says what cannot be taken back, and still tells what became of it',
  async () => {
    const gateway = await startGateway({ env });
    gateway.sandbox.setFaults([{ match: { path: 'import', nth: 2 }, times: 'always', action: { kind: 'hold' } }]);
    const id = await createImport(gateway, { csv: csvOf(600), autoStart: true });
    const { page, complaints } = await openConsole(gateway.url, `/imports/${id}`);
    await untilState(page, 'Running');
    await page.getByRole('button', { name: 'Batch 1: Done' }).waitFor();
    await page.getByRole('button', { name: 'Batch 2: Sending' }).waitFor();
    await page.getByRole('img', { name: /^Rows per second over the last \d+ s: / }).waitFor();
    await expectPresentable(page);
    await page.getByRole('button', { name: 'Cancel…' }).click();
    const dialog = page.getByRole('dialog', { name: 'Cancel this import?' });
    await dialog.getByText('What Trackier took cannot be taken back').waitFor();
    await expectPresentable(page);
    await dialog.getByRole('button', { name: 'Cancel the import' }).click();
    await untilState(page, 'Cancelled');
    await page.getByRole('button', { name: 'Batch 60: Cancelled' }).waitFor();
    gateway.sandbox.release();
    await untilCount(page, 'queued', 0);
    await untilCount(page, 'awaiting a figure', 0);
    const counts = await shownCounts(page);
    expect(counts['imported']).toBeGreaterThan(10);
    expect(Number(counts['imported']) + Number(counts['unsent'])).toBe(600);
    await expectPresentable(page);
    expect(complaints).toEqual([]);
  },
  storyMs,
);

test(
  'an import that is not there may have been erased; one without a file waits for it',
  async () => {
    const gateway = await startGateway({ env });
    const { page, complaints } = await openConsole(gateway.url, '/imports/not-there');
    await page.getByRole('heading', { level: 1, name: 'There is no such import' }).waitFor();
    await page.getByText('It may have been erased').waitFor();
    await expectPresentable(page);
    const { createBulkImport } = await gateway.execute(
      'mutation { createBulkImport(input: { format: CSV, fileName: "june.csv" }) { ... on BulkImport { id } } }',
    );
    await page.goto(`${gateway.url}/#/imports/${createBulkImport.id}`);
    await page.getByRole('heading', { level: 1, name: 'june.csv' }).waitFor();
    await untilState(page, 'Waiting for its file');
    await page.getByRole('button', { name: 'Cancel…' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Cancel the import' }).click();
    await page.getByText('It was cancelled before its file came').waitFor();
    await expectPresentable(page);
    expect(complaints).toEqual([]);
  },
  storyMs,
);
