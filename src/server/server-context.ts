import type { IncomingMessage, ServerResponse } from 'node:http';
import type { ExecutionResult } from 'graphql';
import type { Caller, RequestInfo, Tenant } from '../graphql/context.ts';
import type { OperationMark } from './operation-metrics.ts';

/** What the HTTP server hands to Yoga with every request. */
export interface ServerContext extends RequestInfo {
  readonly caller: Caller;
  readonly tenant: Tenant;
  readonly req: IncomingMessage;
  readonly res: ServerResponse;
  /** The request's body, if it has been read already. */
  readonly body?: Promise<string>;
  /** What came of the operation, if it has been carried out already. */
  readonly executed?: ExecutedOperation;
}

/** An operation that the fast path has carried out, and whose answer is Yoga's to word. */
export interface ExecutedOperation extends OperationMark {
  readonly result: Promise<ExecutionResult>;
}
