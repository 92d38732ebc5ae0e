import { build } from 'vite';

/** A global setup: the console that tests open is the one that stands in src, built as it is for users. */
export async function setup(): Promise<void> {
  const usual = process.env['NODE_ENV'];
  // vitest's own would make it a development build, which is larger and slower.
  process.env['NODE_ENV'] = 'production';
  await build({ configFile: new URL('../../src/console/vite.config.ts', import.meta.url).pathname, logLevel: 'warn' });
  process.env['NODE_ENV'] = usual;
}
