import type { IncomingHttpHeaders } from 'node:http';
import { jsonFrom } from './json-value.ts';

/** A request as it arrived. */
export interface RecordedRequest {
  readonly method: string;
  /** Without the query. */
  readonly path: string;
  /** As it stands behind the `?`; empty without one. */
  readonly query: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
  /** The body parsed; `undefined` when it is no JSON. */
  readonly json: unknown;
  /** When its head arrived, by the sandbox's clock. */
  readonly at: number;
  /** False: the connection ended before the body did. */
  readonly complete: boolean;
  /** The HTTP status that was sent; null when none was. */
  readonly status: number | null;
}

/** A request about to be recorded. */
export type ArrivedRequest = Omit<RecordedRequest, 'json' | 'status'>;

/** A recorded request whose answer is told later. */
export interface OpenRecord extends RecordedRequest {
  status: number | null;
}

/** The requests that arrived, oldest first; the oldest are dropped when they take too much memory. */
export interface RequestLog {
  /** Records a request. */
  add(request: ArrivedRequest): OpenRecord;
  /** What is recorded. */
  list(): readonly RecordedRequest[];
  /** How many have arrived since the log was cleared, dropped ones included. */
  count(): number;
  /** Resolves when so many have arrived. */
  readonly reached: (count: number) => Promise<void>;
  /** Forgets all of them. */
  readonly clear: () => void;
}

/** How much a log keeps. */
export interface LogLimits {
  readonly requests: number;
  readonly bodyCharacters: number;
}

interface Waiter {
  readonly count: number;
  readonly resolve: () => void;
}

/** Creates an empty log. */
export function createRequestLog(limits: LogLimits): RequestLog {
  let records: OpenRecord[] = [];
  let waiters: readonly Waiter[] = [];
  let total = 0;
  let characters = 0;
  const dropOldest = () => {
    while (records.length > limits.requests || (characters > limits.bodyCharacters && records.length > 1)) {
      characters -= records.shift()?.body.length ?? 0;
    }
  };
  return {
    add(request) {
      const record = openRecord(request);
      records.push(record);
      total += 1;
      characters += request.body.length;
      dropOldest();
      for (const waiter of waiters) if (waiter.count <= total) waiter.resolve();
      waiters = waiters.filter(waiter => waiter.count > total);
      return record;
    },
    list: () => [...records],
    count: () => total,
    reached: count =>
      count <= total ? Promise.resolve() : new Promise(resolve => (waiters = [...waiters, { count, resolve }])),
    clear() {
      records = [];
      total = 0;
      characters = 0;
    },
  };
}

function openRecord(request: ArrivedRequest): OpenRecord {
  return {
    ...request,
    status: null,
    // Parsed when asked for: thousands of big bodies are recorded and few are looked at.
    get json() {
      return jsonFrom(request.body);
    },
  };
}
