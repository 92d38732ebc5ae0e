/** Makes docs/assets/graphiql.png: `npx node scripts/screenshot-graphiql.ts`. Nothing leaves the machine. */
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadConfig } from '../src/config.ts';
import { createGateway } from '../src/gateway.ts';
import { createSandbox } from '../src/sandbox/sandbox.ts';
import { SANDBOX_API_KEY } from '../src/sandbox/sandbox-options.ts';
import { createLogger } from '../src/telemetry/logger.ts';
import { openGraphiQL } from '../test/support/graphiql-page.ts';
import { launchBrowser } from '../test/support/launch-browser.ts';

const assets = new URL('../docs/assets/', import.meta.url).pathname;
const dataDir = await mkdtemp(join(tmpdir(), 'screenshot-'));
const loaded = loadConfig({ PORT: '0', LOG_LEVEL: 'error', DATA_DIR: dataDir });
if (!loaded.ok) throw new Error(loaded.problems.join('\n'));

const sandbox = createSandbox();
const { url: baseUrl } = await sandbox.listen();
const logger = await createLogger(loaded.config.log);
const gateway = await createGateway(loaded.config, { baseUrl, apiKey: SANDBOX_API_KEY }, logger);
const browser = await launchBrowser();
try {
  const page = await browser.newPage({ viewport: { width: 1400, height: 900 } });
  const graphiql = await openGraphiQL(page, await gateway.listen());
  await page.waitForLoadState('networkidle');
  await graphiql.play();
  await graphiql.waitForAnswer('"Job has been queued!!"');
  await page.mouse.move(1200, 700);
  await mkdir(assets, { recursive: true });
  // The editors colour their text a moment after it is there.
  await page.waitForTimeout(1_000);
  await page.screenshot({ path: `${assets}graphiql.png` });
} finally {
  await browser.close();
  await gateway.close();
  await sandbox.close();
  await rm(dataDir, { recursive: true });
}
