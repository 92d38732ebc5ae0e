import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { loadConfig } from '../../src/config.ts';
import { createGateway } from '../../src/gateway.ts';
import { createSandbox, type Sandbox } from '../../src/sandbox/sandbox.ts';
import { SANDBOX_API_KEY } from '../../src/sandbox/sandbox-options.ts';
import { createLogger } from '../../src/telemetry/logger.ts';
import { launchBrowser } from '../../test/support/launch-browser.ts';

/** A gateway of its own with nothing in it, in front of a sandbox of its own, and a browser. */
export interface Stage {
  readonly url: string;
  readonly sandbox: Sandbox;
  readonly browser: Browser;
}

/** Sets a stage for as long as `act` plays on it. Nothing leaves the machine. */
export async function onStage(act: (stage: Stage) => Promise<void>): Promise<void> {
  const dataDir = await mkdtemp(join(tmpdir(), 'screenshots-'));
  const loaded = loadConfig({ PORT: '0', LOG_LEVEL: 'error', DATA_DIR: dataDir, BULK_BATCH_SIZE: '100' });
  if (!loaded.ok) throw new Error(loaded.problems.join('\n'));
  const sandbox = createSandbox();
  const { url: baseUrl } = await sandbox.listen();
  const logger = await createLogger(loaded.config.log);
  const gateway = await createGateway(loaded.config, { baseUrl, apiKey: SANDBOX_API_KEY }, logger);
  const browser = await launchBrowser();
  try {
    await act({ url: await gateway.listen(), sandbox, browser });
  } finally {
    await browser.close();
    await gateway.close();
    await sandbox.close();
    await rm(dataDir, { recursive: true });
  }
}
