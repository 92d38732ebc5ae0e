// What the import console costs in a browser: its first load, and a file of a million rows. `npm run bench:console`.
// Exits with 0 whatever it finds: no check may depend on a machine's speed.
import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { request } from 'undici';
import { loadConfig } from '../src/config.ts';
import { createGateway } from '../src/gateway.ts';
import { createSandbox } from '../src/sandbox/sandbox.ts';
import { SANDBOX_API_KEY } from '../src/sandbox/sandbox-options.ts';
import { createLogger } from '../src/telemetry/logger.ts';
import { firstLoadBytes } from '../test/support/first-load-bytes.ts';
import { launchBrowser } from '../test/support/launch-browser.ts';
import { csvFile } from './csv-file.ts';
import { describeMachine } from './machine.ts';
import { median } from './statistics.ts';
import { format, table } from './tables.ts';
import { createTemporaryDirectory } from './temporary-directory.ts';
import { taskObserver, watchPage } from './watch-page.ts';

const { values } = parseArgs({ options: { rows: { type: 'string', default: '1000000' } } });
const rows = Number(values.rows);
const visits = 5;
const longMs = 10 * 60_000;
const megabytes = (bytes: number): string => `${format(bytes / 1e6, 1)} MB`;

console.log(`${describeMachine()}\n`);
const directory = createTemporaryDirectory('console');
const loaded = loadConfig({ PORT: '0', LOG_LEVEL: 'error', DATA_DIR: directory });
if (!loaded.ok) throw new Error(loaded.problems.join('\n'));
const sandbox = createSandbox();
const { url: baseUrl } = await sandbox.listen();
const logger = await createLogger(loaded.config.log);
const gateway = await createGateway(loaded.config, { baseUrl, apiKey: SANDBOX_API_KEY }, logger);
const url = await gateway.listen();
const path = join(directory, 'rows.csv');
await pipeline(Readable.from(csvFile(rows)), createWriteStream(path));

const browser = await launchBrowser();
try {
  // The first visitor of a gateway waits for its files to be read and compressed, nobody after them does.
  const firstPaintMs = await measurePaint(url);
  const paints = [];
  for (let visit = 0; visit < visits; visit += 1) paints.push(await measurePaint(url));
  const page = await browser.newPage();
  await page.addInitScript(taskObserver);
  await page.goto(`${url}/#/new`);
  const chooser = page.getByLabel('Drop a file here, or choose one');
  await chooser.waitFor();
  const watch = await watchPage(page);
  const loadTaskMs = await watch.takeLongestTaskMs();

  const chosenAt = performance.now();
  await chooser.setInputFiles(path);
  await page.getByText('All of it is checked', { exact: true }).waitFor({ timeout: longMs });
  const readMs = performance.now() - chosenAt;
  const readTaskMs = await watch.takeLongestTaskMs();

  const pressedAt = performance.now();
  await page.getByRole('button', { name: /^Import/ }).click();
  await untilUploaded(url);
  const uploadMs = performance.now() - pressedAt;
  const uploadTaskMs = await watch.takeLongestTaskMs();
  watch.stop();

  console.log(
    table(
      ['what', 'measured'],
      [
        ['JavaScript of the first load, gzipped', `${format((await firstLoadBytes()) / 1000, 1)} kB`],
        ['first contentful paint, of the first visitor', `${format(firstPaintMs)} ms`],
        [`of ${visits} others, in the middle`, `${format(median(paints))} ms`],
        ['longest task of the load', `${format(loadTaskMs)} ms`],
        [`reading ${format(rows)} rows`, `${format(readMs / 1000, 1)} s`],
        ['longest task of the page meanwhile', `${format(readTaskMs)} ms`],
        ['uploading them', `${format(uploadMs / 1000, 1)} s`],
        ['longest task of the page meanwhile', `${format(uploadTaskMs)} ms`],
        ['most memory of the page', megabytes(watch.mostBytes.page)],
        ['most memory of the worker', megabytes(watch.mostBytes.worker)],
      ],
    ),
  );
} finally {
  await browser.close();
  await gateway.close();
  await sandbox.close();
}

/** When a new visitor sees something, in milliseconds after they have asked for it. */
async function measurePaint(visited: string): Promise<number> {
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.goto(visited);
  await page.getByRole('heading', { level: 1 }).waitFor();
  const paint = `performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? null`;
  // Asked for from here: a page that waited for it by itself would need `eval`, which its policy forbids.
  let paintMs = await page.evaluate<number | null>(paint);
  for (; paintMs === null; paintMs = await page.evaluate<number | null>(paint)) await sleep(10);
  await context.close();
  return paintMs;
}

/** Resolves when the gateway has the file of its only import. */
async function untilUploaded(gatewayUrl: string): Promise<void> {
  for (;;) {
    const answer = await request(`${gatewayUrl}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query: '{ bulkImports { edges { node { uploadedAt } } } }' }),
    });
    const { data }: any = await answer.body.json();
    if (data.bulkImports.edges[0]?.node.uploadedAt) return;
    await sleep(250);
  }
}
