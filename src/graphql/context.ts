import type { BulkImports } from '../imports/bulk/bulk-imports.ts';
import type { HeldJobIds } from '../imports/held-job-ids.ts';
import type { ImportNow } from '../imports/import-now.ts';
import type { JobReader } from '../imports/jobs/job-reader.ts';
import type { JobWatcher } from '../imports/jobs/job-watcher.ts';
import type { Audit } from '../telemetry/audit.ts';

/** Whose Trackier key is used, and everything that is kept per key. */
export interface Tenant {
  readonly id: string;
  readonly importNow: ImportNow;
  readonly jobs: JobReader;
  readonly jobWatcher: JobWatcher;
  readonly bulkImports: BulkImports;
  readonly heldJobIds: HeldJobIds;
  readonly pace: { readonly requestsPerSecond: number; readonly queuedRequests: number };
}

/** What a caller may do. */
export type Scope = 'IMPORT_READ' | 'IMPORT_WRITE';

/** Who is asking. */
export interface Caller {
  /** One for each set of credentials, or for each address where there are none; for limits and the log. */
  readonly id: string;
  readonly scopes: ReadonlySet<Scope>;
  /** When its credentials end, in milliseconds since 1970; null: never. */
  readonly expiresAtMs: number | null;
  /** Aborted when its credentials are taken back before; null: they cannot be. */
  readonly revoked: AbortSignal | null;
}

/** What is the same for every request to this gateway. */
export interface GatewayInfo {
  readonly mode: 'LIVE' | 'SANDBOX';
  readonly limits: { readonly maxConversions: number; readonly maxBodyBytes: number };
  /** Writes down who did what. */
  readonly audit: Audit;
}

/** What a request's log line says of it besides. */
export interface RequestNote {
  operation?: string;
  /** The root field that it asks for, as the client gives names as it likes. */
  field?: string;
  /** In the order in which the document has them. */
  imports?: ImportNote[];
  /** The codes of GraphQL errors, each once. */
  errorCodes?: readonly string[];
  /** Of the trace that it is part of, if anybody traces. */
  traceId?: string;
}

/** What became of an import, for the log. */
export interface ImportNote {
  /** The type of the answer. */
  readonly outcome: string;
  /** Of an error: its code. */
  readonly code?: string;
  readonly rows: number;
  readonly jobId?: string;
  /** Answered from the idempotency record. */
  readonly replayed?: boolean;
}

/** What the HTTP server knows of a request before GraphQL sees it. */
export interface RequestInfo {
  /** The answer's `X-Request-Id`, and the id that the request has in the log. */
  readonly requestId: string;
  /** By the monotonic clock: nothing waits for its turn at Trackier after this. */
  readonly deadlineMs: number;
  /** What the request's log line shall say besides; never a key, and never anything of a conversion. */
  readonly note: RequestNote;
}

/** What every resolver may use. */
export interface GatewayContext extends RequestInfo {
  readonly gateway: GatewayInfo;
  readonly caller: Caller;
  readonly tenant: Tenant;
  /** Aborted when the caller goes away. */
  readonly request: { readonly signal: AbortSignal };
}
