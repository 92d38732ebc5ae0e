import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Caller, RequestInfo, Tenant } from '../graphql/context.ts';

/** What the HTTP server hands to Yoga with every request. */
export interface ServerContext extends RequestInfo {
  readonly caller: Caller;
  readonly tenant: Tenant;
  readonly req: IncomingMessage;
  readonly res: ServerResponse;
}
