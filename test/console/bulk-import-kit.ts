import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { expectAccessible } from '../support/expect-accessible.ts';
import type { GatewayUnderTest } from '../support/start-gateway.ts';

/** A story may take this long on a machine that is shared; there to end a hang, not to measure. */
export const storyMs = 180_000;

/** Longer than any test holds an answer back: it would be lost, and its batch uncertain. */
export const patientEnv = { TRACKIER_TIMEOUT_MS: '300000' };

interface NewImport {
  readonly csv: string;
  /** @default 'may.csv' */
  readonly fileName?: string | null;
  /** @default false */
  readonly autoStart?: boolean;
  readonly onInvalid?: 'REJECT_ALL' | 'SKIP_INVALID';
}

/** Creates an import and uploads its file, as any client would; gives its id. */
export async function createImport(
  { execute, send }: Pick<GatewayUnderTest, 'execute' | 'send'>,
  { csv, fileName = 'may.csv', ...options }: NewImport,
): Promise<string> {
  const { createBulkImport } = await execute(
    'mutation ($input: CreateBulkImportInput!) { createBulkImport(input: $input) { ... on BulkImport { id uploadUrl } } }',
    { input: { format: 'CSV', fileName, ...options } },
  );
  const { id, uploadUrl } = createBulkImport;
  const upload = await send(uploadUrl, { method: 'PUT', headers: { 'content-type': 'text/csv' }, body: csv });
  expect(upload.status).toBe(200);
  return id;
}

/** A file of so many rows. Clicks of the places in `dead` are unknown to the sandbox; those in `invalid` are no rows at all. */
export function csvOf(
  count: number,
  { dead = [], invalid = [], prefix = 'click' }: { dead?: number[]; invalid?: number[]; prefix?: string } = {},
): string {
  const rows = Array.from({ length: count }, (_, place) => {
    if (invalid.includes(place)) return `${prefix}-${place},12.5,`;
    return dead.includes(place) ? `dead-${prefix}-${place},1,EUR` : `${prefix}-${place},1,EUR`;
  });
  return `click_id,sale_amount,currency\n${rows.map(row => row.replace('12.5,', '"12,5",')).join('\n')}\n`;
}

/** Numbers from `from` on. */
export const range = (from: number, count: number): number[] => Array.from({ length: count }, (_, i) => from + i);

/** Waits until the page says that the import is so. */
export const untilState = (page: Page, word: string): Promise<void> =>
  page.locator('.import-head .badge').getByText(word, { exact: true }).waitFor();

/** What a sum says, as `{ word: count }`. */
export async function shownCounts(page: Page): Promise<Record<string, number>> {
  const terms = await page.locator('.row-sums-term').allInnerTexts();
  return Object.fromEntries(
    terms.map(text => {
      const [count = '', ...words] = text.split('\n');
      return [words.join(' ').trim(), Number(count.replaceAll(',', ''))];
    }),
  );
}

/** Waits until a sum says so. */
export const untilCount = (page: Page, word: string, count: number): Promise<void> =>
  expect.poll(async () => (await shownCounts(page))[word], { timeout: 30_000 }).toBe(count);

/** Waits until there are so many of something. */
export const untilThereAre = (page: Page, count: number, selector: string): Promise<void> =>
  expect.poll(() => page.locator(selector).count(), { timeout: 30_000 }).toBe(count);

/** Looks at the page in light, and in dark on a small phone: accessible, and never wider than the screen. */
export async function expectPresentable(page: Page): Promise<void> {
  const wide = page.viewportSize() ?? { width: 1280, height: 800 };
  await expectAccessible(page);
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.setViewportSize({ width: 320, height: 720 });
  await expectAccessible(page);
  expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(320);
  await page.setViewportSize(wide);
  await page.emulateMedia({ colorScheme: 'light' });
}
