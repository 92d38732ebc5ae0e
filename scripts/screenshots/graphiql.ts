import { openGraphiQL } from '../../test/support/graphiql-page.ts';
import type { Stage } from './stage.ts';

/** GraphiQL with an import and its answer. */
export async function shootGraphiQL({ url, browser }: Stage, folder: string): Promise<void> {
  const page = await browser.newPage({ viewport: { width: 1400, height: 900 } });
  const graphiql = await openGraphiQL(page, url);
  await graphiql.play();
  await graphiql.waitForAnswer('"Job has been queued!!"');
  await page.mouse.move(1200, 700);
  // The editors colour their text a moment after it is there.
  await page.waitForTimeout(1_000);
  await page.screenshot({ path: `${folder}graphiql.png` });
}
