import type { Page } from 'playwright-core';
import { newBrowserContext } from './browser-context.ts';

/** A page of the console as somebody has it before them, and everything that a stranger would hold against it. */
export interface ConsolePage {
  readonly page: Page;
  /** Errors and warnings of the browser's console, reports of the content security policy, requests to other hosts. */
  readonly complaints: readonly string[];
}

interface ConsolePageOptions {
  /** @default 1280 × 800 */
  readonly viewport?: { readonly width: number; readonly height: number };
  /** @default 'light' */
  readonly colorScheme?: 'light' | 'dark';
  /** Whether a complaint is one that the test has caused itself. */
  readonly isExpected?: (complaint: string) => boolean;
}

/** Opens the console of the gateway at `url` in a new profile; `path` is what stands behind `#`. */
export async function openConsole(
  url: string,
  path = '/',
  { viewport = { width: 1280, height: 800 }, colorScheme = 'light', isExpected = () => false }: ConsolePageOptions = {},
): Promise<ConsolePage> {
  const context = await newBrowserContext({ viewport, colorScheme, acceptDownloads: true });
  const page = await context.newPage();
  const complaints: string[] = [];
  const complain = (complaint: string): void => {
    if (!isExpected(complaint)) complaints.push(complaint);
  };
  page.on('console', message => {
    if (message.type() === 'error' || message.type() === 'warning') complain(message.text());
  });
  page.on('pageerror', error => complain(error.message));
  page.on('request', request => {
    const { origin, protocol } = new URL(request.url());
    if (origin !== url && protocol !== 'data:' && protocol !== 'blob:') complain(`asked ${origin}`);
  });
  await page.exposeFunction('reportViolation', complain);
  await page.addInitScript(`addEventListener('securitypolicyviolation', event =>
    reportViolation('CSP: ' + event.violatedDirective + ' ' + event.blockedURI))`);
  await page.goto(`${url}/#${path}`);
  return { page, complaints };
}
