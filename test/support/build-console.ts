import { build } from 'vite';

/** A global setup: the console that tests open is the one that stands in src. */
export async function setup(): Promise<void> {
  await build({ configFile: new URL('../../src/console/vite.config.ts', import.meta.url).pathname, logLevel: 'warn' });
}
