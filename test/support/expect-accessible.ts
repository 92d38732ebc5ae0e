import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

interface AxeResults {
  readonly violations: readonly {
    readonly id: string;
    readonly help: string;
    readonly nodes: readonly { readonly html: string; readonly failureSummary: string }[];
  }[];
}

/** Fails with axe's own words if anything of what the page shows now violates a rule of WCAG 2.2 AA or a best practice. */
export async function expectAccessible(page: Page): Promise<void> {
  // What fades in has another contrast while it does. What changes its mind in the middle of it has ended, too.
  await page.evaluate(
    'Promise.allSettled(document.getAnimations().filter(a => a.effect?.getTiming().iterations !== Infinity).map(a => a.finished))',
  );
  // Evaluated, and not added as a script: the content security policy lets in none but the page's own.
  if (!(await page.evaluate<boolean>('"axe" in window'))) await page.evaluate(axe);
  const { violations } = await page.evaluate<AxeResults>('axe.run(document, { resultTypes: ["violations"] })');
  expect(
    violations.map(
      ({ id, help, nodes }) =>
        `${id}: ${help}\n${nodes.map(node => `${node.html}\n${node.failureSummary}`).join('\n')}`,
    ),
  ).toEqual([]);
}
