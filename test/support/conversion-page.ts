import type { Page } from 'playwright-core';

/** Fills in the click id. */
export const fillClick = (page: Page, clickId: string): Promise<void> => page.getByLabel('Click id').fill(clickId);

/** Presses the button of this very name. */
export const press = (page: Page, name: string): Promise<void> =>
  page.getByRole('button', { name, exact: true }).click();

/** What has the focus: its label, or its text. */
export const focused = (page: Page): Promise<string> =>
  page.evaluate<string>(`(() => {
    const { activeElement: it } = document;
    return it.getAttribute('aria-label') ?? it.labels?.[0]?.textContent ?? it.textContent;
  })()`);
