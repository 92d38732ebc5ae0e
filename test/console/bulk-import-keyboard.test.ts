import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { openConsole } from '../support/console-page.ts';
import { startGateway } from '../support/start-gateway.ts';
import { createImport, csvOf, range, storyMs, untilState } from './bulk-import-kit.ts';

/** What has the focus, by name, and whether one sees that it has. */
const focused = (page: Page): Promise<{ name: string; isSeen: boolean }> =>
  page.evaluate(`(() => {
    const element = document.activeElement;
    // From the last stop of a dialog one gets to the browser's own, and from there to the first one.
    if (element === document.body) return { name: '', isSeen: true };
    const name = element.getAttribute('aria-label') ?? element.labels?.[0]?.innerText ?? element.innerText ?? '';
    const { outlineStyle, outlineWidth } = getComputedStyle(element);
    return { name, isSeen: outlineStyle !== 'none' && outlineWidth !== '0px' };
  })()`);

/** Goes on by Tab until something of that name has the focus, which has to be seen at every stop. */
async function tabTo(page: Page, name: RegExp): Promise<void> {
  for (let stops = 0; stops < 60; stops++) {
    await page.keyboard.press('Tab');
    const now = await focused(page);
    expect(now).toEqual({ ...now, isSeen: true });
    if (name.test(now.name)) return;
  }
  throw new Error(`No stop of the keyboard is called ${name}.`);
}

test(
  'an import is started, looked at batch by batch, sent again and settled without a pointer',
  async () => {
    const gateway = await startGateway({ env: { BULK_BATCH_SIZE: '20' } });
    gateway.sandbox.setFaults([
      { match: { path: 'import', nth: 1 }, action: { kind: 'close', when: 'after-body', queue: true } },
    ]);
    const id = await createImport(gateway, { csv: csvOf(100, { dead: range(42, 11) }) });
    const { page, complaints } = await openConsole(gateway.url, `/imports/${id}`);
    await untilState(page, 'Ready to start');
    await tabTo(page, /^Start…$/);
    await page.keyboard.press('Enter');
    await page.getByRole('dialog').waitFor();
    await tabTo(page, /^Start the import$/);
    await page.keyboard.press('Enter');
    await untilState(page, 'Needs attention');
    expect(await page.evaluate('document.activeElement.tagName')).toBe('H1');

    await tabTo(page, /rows in the file/);
    await page.getByText('The header and empty lines are none.').waitFor();
    await tabTo(page, /not processed/);
    await page.getByText('Trackier stopped before it came to these rows').waitFor();

    await tabTo(page, /^Batch 1:/);
    for (const [key, batch] of [
      ['ArrowRight', 'Batch 2: Done'],
      ['End', 'Batch 5: Done'],
      ['ArrowLeft', 'Batch 4: Done'],
      ['ArrowLeft', 'Batch 3: Halted'],
    ] as const) {
      await page.keyboard.press(key);
      expect(await focused(page)).toEqual({ name: batch, isSeen: true });
    }
    await page.getByRole('heading', { level: 3, name: 'Batch 3' }).waitFor();
    // The whole strip is one stop, and one comes back to where one was.
    await page.keyboard.press('Tab');
    expect((await focused(page)).name).toMatch(/^Copy/);
    await page.keyboard.press('Shift+Tab');
    expect((await focused(page)).name).toBe('Batch 3: Halted');

    await page.getByRole('heading', { level: 1 }).focus();
    await tabTo(page, /^Settle uncertain batches$/);
    await page.keyboard.press('Enter');
    await tabTo(page, /^Settle batch 1$/);
    await page.keyboard.press('Enter');
    await page.getByRole('radio', { name: /^Job/ }).waitFor();
    await tabTo(page, /^Job .* carried it/);
    await page.keyboard.press('Space');
    await tabTo(page, /^This job carried it$/);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Uncertain batches' }).waitFor({ state: 'detached' });
    await untilState(page, 'Needs attention');
    expect(await page.evaluate('document.activeElement.tagName')).toBe('H1');

    await tabTo(page, /^Send again…$/);
    await page.keyboard.press('Enter');
    await page.getByRole('checkbox', { name: '7 rows that Trackier did not process' }).waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    expect((await focused(page)).name).toBe('Send again…');
    await page.keyboard.press('Enter');
    await page.getByRole('checkbox', { name: '7 rows that Trackier did not process' }).waitFor();
    await tabTo(page, /^Send 7 rows again$/);
    await page.keyboard.press('Enter');
    await untilState(page, 'Completed');
    expect(complaints).toEqual([]);
  },
  storyMs,
);
