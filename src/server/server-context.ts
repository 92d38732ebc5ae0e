import type { IncomingMessage, ServerResponse } from 'node:http';
import type { RequestInfo } from '../graphql/context.ts';

/** What the HTTP server hands to Yoga with every request. */
export interface ServerContext extends RequestInfo {
  readonly req: IncomingMessage;
  readonly res: ServerResponse;
}
