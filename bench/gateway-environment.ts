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
  // As `npm start` and the image have it.
  NODE_OPTIONS: '--max-semi-space-size=16',
});
