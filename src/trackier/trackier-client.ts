import type { Conversion } from '../conversions/conversion.ts';
import type { ImportJob } from './import-job.ts';
import type { Lane, Turn } from './pace-lanes.ts';

/** One POST's worth of conversions. */
export interface ImportRequest {
  readonly conversions: readonly Conversion[];
  /** null or absent: the key `send_postback` is not sent. */
  readonly sendPostback?: boolean | null | undefined;
}

/** Trackier's answer to an import that it took. */
export interface ImportReply {
  readonly job: ImportJob;
  /** Trackier's own word, such as "Job has been queued!!". */
  readonly message: string | null;
}

export interface RequestOptions {
  /** Gives up what waits (for the pace, for another try) when it aborts; a POST that has begun is finished. */
  readonly signal?: AbortSignal | undefined;
  /** By the monotonic clock (`performance.now()`), the moment after which nothing waits any longer. Absent: now + timeoutMs. */
  readonly deadlineMs?: number | undefined;
}

/** Waiting for the pace alone. */
export interface TurnOptions extends RequestOptions {
  readonly lane: Lane;
}

export interface ImportOptions extends RequestOptions {
  /** `bulk`: a batch of a bulk import, which gives way to `import` and to what users read. @default 'import' */
  readonly lane?: 'import' | 'bulk' | undefined;
  /** False: one try only; whoever asks has a way of its own to try again. @default true */
  readonly retry?: boolean | undefined;
  /** The first try's turn, if `waitForTurn` was asked for it before. */
  readonly turn?: Turn | undefined;
  /** Asked in the moment before a try's first byte is written, as a connection may take its time; false: it is not sent, `caller-gone`. */
  readonly maySend?: (() => boolean) | undefined;
  /** Given the JSON that the request carries and how many rows are in it, before anything is sent. */
  readonly onBody?: ((body: Buffer, rowCount: number) => void) | undefined;
}

export interface ReadOptions extends RequestOptions {
  /** `poll`: the gateway's own following of jobs, which gives way to everything else. @default 'read' */
  readonly lane?: 'read' | 'poll' | undefined;
}

/** Trackier as one API key sees it. Every method rejects with a `TrackierError` and with nothing else. */
export interface TrackierClient {
  /** POST /advertiser/conversion-import. Sent at most once, but where certainly nothing was queued. */
  importConversions(request: ImportRequest, options?: ImportOptions): Promise<ImportReply>;
  /** Takes the right to start one request, for an `importConversions` that is given it. */
  waitForTurn(options: TurnOptions): Promise<Turn>;
  /** GET /jobs: the latest 50. Their `logs` are null. */
  listJobs(options?: ReadOptions): Promise<readonly ImportJob[]>;
  /** GET /jobs/{id}, with its latest 100 log lines; null when Trackier knows no such job. */
  getJob(id: string, options?: ReadOptions): Promise<ImportJob | null>;
  /** How fast requests may go, and how many wait. */
  readonly pace: { readonly requestsPerSecond: number; readonly queuedRequests: number };
  /** From now on nothing new is sent: whoever waits, and whoever comes, gets a TrackierError `draining`. */
  drain(): void;
  /** Resolves when no POST is out any more. */
  settled(): Promise<void>;
}
