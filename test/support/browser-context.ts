import { type Browser, type BrowserContext, type BrowserContextOptions, chromium } from 'playwright-core';
import { afterAll, beforeAll, inject, onTestFinished } from 'vitest';
import { askAtDoor } from './open-door.ts';

// A connection of each file's own, there before its tests: what one of them opens has to be closed when it ends.
let browser: Browser;
beforeAll(async () => {
  browser = await chromium.connect(await askAtDoor(inject('browserDoor'), 'ws'));
});
afterAll(() => browser.close());

/** A new profile in the run's Chromium; it is gone when the test ends. */
export async function newBrowserContext(options?: BrowserContextOptions): Promise<BrowserContext> {
  const context = await browser.newContext(options);
  onTestFinished(() => context.close());
  return context;
}
