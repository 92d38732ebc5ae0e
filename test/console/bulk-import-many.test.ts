import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { openConsole } from '../support/console-page.ts';
import { expectAccessible } from '../support/expect-accessible.ts';
import { startGateway } from '../support/start-gateway.ts';
import { createImport, csvOf, patientEnv, storyMs, untilState, untilThereAre } from './bulk-import-kit.ts';

const cellCount = (page: Page): Promise<number> => page.locator('.batch-strip-cell').count();

test(
  'of 2,500 batches a thousand are in sight, and a change costs a request or two',
  async () => {
    const gateway = await startGateway({ env: { ...patientEnv, BULK_BATCH_SIZE: '1' } });
    gateway.sandbox.setFaults([{ match: { path: 'import', nth: 3 }, times: 'always', action: { kind: 'hold' } }]);
    const id = await createImport(gateway, { csv: csvOf(2_500) });
    const { page, complaints } = await openConsole(gateway.url);
    let requests = 0;
    page.on('request', request => {
      if (request.postData()?.includes('query BatchPage')) requests += 1;
    });
    await page.goto(`${gateway.url}/#/imports/${id}`);
    await page.getByText('1–1,000 of 2,500').waitFor();
    expect(await cellCount(page)).toBe(1_000);
    expect(requests).toBeLessThanOrEqual(11);
    expect(await page.evaluate("document.querySelectorAll('*').length")).toBeLessThan(1_400);
    await expectAccessible(page);

    await page.getByRole('button', { name: 'Next batches' }).click();
    await page.getByText('1,001–2,000 of 2,500').waitFor();
    await page.getByRole('button', { name: 'Next batches' }).click();
    await page.getByText('2,001–2,500 of 2,500').waitFor();
    await page.getByRole('button', { name: 'Batch 2500: Queued' }).waitFor();
    expect(await page.getByRole('button', { name: 'Next batches' }).getAttribute('aria-disabled')).toBe('true');
    await page.getByRole('button', { name: 'Previous batches' }).click();
    await page.getByRole('button', { name: 'Previous batches' }).click();
    await page.getByText('1–1,000 of 2,500').waitFor();

    await page.getByRole('button', { name: 'Start…' }).click();
    requests = 0;
    await page.getByRole('button', { name: 'Start the import' }).click();
    await untilState(page, 'Running');
    await page.getByRole('button', { name: 'Batch 2: Done' }).waitFor();
    await page.getByRole('button', { name: 'Batch 3: Sending' }).waitFor();
    // All of them once after the start, then two for each change that is looked at.
    expect(requests).toBeLessThanOrEqual(20);

    await page.getByLabel('Show').selectOption('IMPORTED');
    await untilThereAre(page, 2, '.batch-strip-cell');
    await page.getByLabel('Show').selectOption('');
    await page.getByText('1–1,000 of 2,500').waitFor();
    await page.getByRole('button', { name: 'Cancel…' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Cancel the import' }).click();
    await page.getByRole('button', { name: 'Batch 1000: Cancelled' }).waitFor();
    expect(complaints).toEqual([]);
  },
  storyMs,
);
