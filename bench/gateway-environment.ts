import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createTemporaryDirectory } from './temporary-directory.ts';

/** The gateway as it runs in production, but for its upstream, with a data directory of its own; who may call is told apart. */
export const gatewayEnvironment = (upstreamUrl: string): Readonly<Record<string, string>> => ({
  TRACKIER_BASE_URL: upstreamUrl,
  TRACKIER_API_KEY: 'bench',
  // The most that the configuration allows: every request is counted, and none is refused.
  TRACKIER_REQUESTS_PER_SECOND: '1000',
  CALLER_REQUESTS_PER_MINUTE: '1000000',
  CALLER_MAX_SUBSCRIPTIONS: '100000',
  DATA_DIR: createTemporaryDirectory('data'),
  LOG_FORMAT: 'json',
  LOG_LEVEL: 'info',
});

/** The flags that `npm start` gives Node, and the image too. `folder`: of the version. @default this one */
export function gatewayFlags(folder: string = fileURLToPath(new URL('..', import.meta.url))): readonly string[] {
  const { scripts }: { scripts: { start: string } } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  return scripts.start.match(/--\S+/g) ?? [];
}
