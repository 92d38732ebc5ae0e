import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import type { GatewayUnderTest } from './start-gateway.ts';

/** What the browser itself says of an answer or a connection that a test spoils. */
export const isOfNetwork = (complaint: string): boolean => complaint.startsWith('Failed to load resource');

/** A CSV of so many valid rows of about 190 bytes. */
export const csvOf = (rows: number): string =>
  `click_id,sub1\n${Array.from({ length: rows }, (_, row) => `click-${row},${'x'.repeat(180)}\n`).join('')}`;

/** Chooses a file, sales.csv, on a page that takes one, and has it imported; the page is then that of the import. */
export async function importFromPage(page: Page, text: string): Promise<void> {
  const buffer = Buffer.from(text);
  const file = { name: 'sales.csv', mimeType: 'text/csv', buffer };
  await page.getByLabel('Drop a file here, or choose one').setInputFiles(file);
  await page.getByRole('button', { name: /^Import [\d,]+ row/ }).click({ timeout: 60_000 });
  await page.waitForURL(/#\/imports\/[\w-]+$/);
}

/** Waits until the gateway's only import is in a state. */
export async function expectState({ execute }: GatewayUnderTest, state: string): Promise<void> {
  const states = async (): Promise<string[]> => {
    const { bulkImports } = await execute('{ bulkImports { edges { node { state } } } }');
    return bulkImports.edges.map(({ node }: any) => node.state);
  };
  await expect.poll(states, { timeout: 45_000 }).toEqual([state]);
}
