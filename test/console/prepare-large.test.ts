import { expect, test } from 'vitest';
import { mostReports } from '../../src/console/prepare/preview-limits.ts';
import { openConsole } from '../support/console-page.ts';
import { expectAccessible } from '../support/expect-accessible.ts';
import { firstLoadBytes } from '../support/first-load-bytes.ts';
import { startGateway } from '../support/start-gateway.ts';

const mostBytes = 150_000;

test('the first load has no more than 150 kB of JavaScript', async () => {
  expect(await firstLoadBytes()).toBeLessThanOrEqual(mostBytes);
});

// How long the page's tasks take is measured by `npm run bench:console`: no check may depend on a machine's speed.
test('a large file with a fault in each row keeps a page small, and is followed in few steps', {
  timeout: 180_000,
}, async () => {
  const rows = 200_000;
  const { url } = await startGateway();
  const { page, complaints } = await openConsole(url, '/jobs');
  await page.getByRole('heading', { name: 'Jobs', level: 1 }).waitFor();
  await page.evaluate(`{
    globalThis.told = 0;
    const WorkerOfPage = Worker;
    globalThis.Worker = class extends WorkerOfPage {
      constructor(...options) {
        super(...options);
        this.addEventListener('message', () => { told += 1; });
      }
    };
    const parts = ['click_id,currency,sub1\\n'];
    for (let row = 0; row < ${rows}; row += 1) parts.push('click-' + row + ',us,' + 'x'.repeat(60) + '\\n');
    const dataTransfer = new DataTransfer();
    dataTransfer.items.add(new File(parts, 'large.csv', { type: 'text/csv' }));
    document.body.dispatchEvent(new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true }));
  }`);
  await page.getByText('All of it is checked', { exact: true }).waitFor({ timeout: 150_000 });
  const told = await page.evaluate<number>('told');
  expect(told).toBeGreaterThan(2);
  expect(told).toBeLessThanOrEqual(mostReports + 3);
  expect(await page.locator('tr').count()).toBeLessThan(60);
  await page.getByText('200,000 not written as it should be').waitFor();
  await page.getByText('None of its rows can be sent.').waitFor();
  await expectAccessible(page);
  // Each change reads the file anew, and the reading before it is given up.
  const currency = page.getByLabel('What currency becomes');
  for (const target of ['Nothing: leave it out', 'Currency', 'Sub 2', 'Nothing: leave it out']) {
    await currency.selectOption(target);
    await page.getByText(/^Checking: /).waitFor();
  }
  await page.getByRole('button', { name: 'Import 200,000 rows' }).waitFor({ timeout: 150_000 });
  expect(page.workers().length).toBeLessThanOrEqual(1);
  expect(complaints).toEqual([]);
});
