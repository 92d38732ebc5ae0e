import type { Page } from 'playwright-core';
import { createSalesFile } from './sales-file.ts';
import type { Stage } from './stage.ts';

const themes = ['light', 'dark'] as const;
type Theme = (typeof themes)[number];

/** The console, in light and dark, with imports that went well, that are on their way, and that need somebody. */
export async function shootConsole(stage: Stage, folder: string): Promise<void> {
  const { url, sandbox, browser } = stage;
  // One batch's answer is lost on the way, though its rows arrive.
  sandbox.setFaults([
    { match: { path: 'import', nth: 9 }, action: { kind: 'close', when: 'after-body', queue: true } },
  ]);
  for (const theme of themes) {
    const page = await browser.newPage({ viewport: { width: 1280, height: 900 }, colorScheme: theme });
    const shoot = (name: string): Promise<Buffer> => page.screenshot({ path: `${folder}console-${name}-${theme}.png` });
    await prepare(page, url, theme);
    await shoot('prepare');
    await page.getByRole('button', { name: /^Import / }).click();
    await page.waitForURL(/#\/imports\//);
    await page
      .getByText(/^[45]\d\s?%/)
      .first()
      .waitFor({ timeout: 120_000 });
    await shoot('running');
    await page.locator('.badge').getByText('Needs attention').first().waitFor({ timeout: 240_000 });
    await shoot('attention');
    await fillConversion(page, url, theme);
    await shoot('conversion');
    await page.goto(`${url}/#/jobs`);
    await page.getByRole('button', { expanded: false }).nth(3).click();
    await page.getByText('Total Processed').first().waitFor();
    await shoot('jobs');
    await page.goto(`${url}/#/`);
    await page
      .getByRole('link', { name: /sales-/ })
      .first()
      .waitFor();
    await shoot('history');
  }
}

async function prepare(page: Page, url: string, theme: Theme): Promise<void> {
  await page.goto(`${url}/#/new`);
  const month = theme === 'light' ? '2026-10' : '2026-11';
  await page.getByLabel('Drop a file here, or choose one').setInputFiles(createSalesFile(month));
  await page.getByLabel('What Order becomes').selectOption('Transaction ID');
  await page.getByLabel('What Shop becomes').selectOption('Custom dimension…');
  await page.getByText('All of it is checked', { exact: true }).waitFor();
}

async function fillConversion(page: Page, url: string, theme: Theme): Promise<void> {
  await page.goto(`${url}/#/conversion`);
  await page.getByLabel('Click ID').fill(`5aae975a9b155cccddccef${theme === 'light' ? 'be' : 'bf'}`);
  await page.getByLabel('Transaction ID').fill('order-1042');
  await page.getByRole('button', { name: 'Import', exact: true }).click();
  await page.getByText('Completed').first().waitFor({ timeout: 60_000 });
  await page.mouse.move(0, 0);
  await page.evaluate('scrollTo(0, 0)');
}
