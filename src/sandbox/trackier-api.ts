import { type Account, createAccount } from './account.ts';
import { readImportRequest } from './import-request.ts';
import type { Job } from './job.ts';
import type { JobFactoryParts, JobOverride } from './job-factory.ts';
import { jobView, logViews, queuedJobView } from './job-views.ts';
import type { RateWindow } from './rate-window.ts';
import { errorReply, type Reply, successReply } from './reply.ts';
import { type Route, routeOf } from './route.ts';
import type { Variants } from './variants.ts';

/** A request to Trackier as a plain value. */
export interface ApiRequest {
  readonly method: string;
  readonly path: string;
  /** From the header or the query; `undefined` when neither has one. */
  readonly key: string | undefined;
  readonly contentType: string | undefined;
  readonly body: string;
}

/** The part of Trackier that has rules: requests in, replies out, no socket. */
export interface TrackierApi {
  /** Answers a request; `override` changes the job that it queues, if any. */
  answer(request: ApiRequest, override?: JobOverride): Reply;
  /** Every job of every key, oldest first for each key. */
  jobs(): readonly Job[];
}

/** What the API is built from. */
export interface TrackierApiParts extends JobFactoryParts {
  readonly keys: readonly string[];
  readonly variants: Variants;
  readonly rateWindow: RateWindow;
  readonly networkTime: (at: number) => string;
}

/** Creates a Trackier that knows the given keys and nothing else. */
export function createTrackierApi(parts: TrackierApiParts): TrackierApi {
  const accounts = new Map(parts.keys.map(key => [key, createAccount(parts)]));
  return {
    answer(request, override) {
      const { key } = request;
      const account = key === undefined ? undefined : accounts.get(key);
      if (key === undefined || account === undefined)
        return errorReply(13, { status: parts.variants.invalidKeyStatus });
      if (!parts.rateWindow.admits(key)) return errorReply(40, { headers: retryAfter(parts.variants) });
      return dispatch(routeOf(request.method, request.path), request, { ...parts, account, key, override });
    },
    jobs: () => [...accounts.values()].flatMap(account => account.allJobs()),
  };
}

interface Scope extends TrackierApiParts {
  readonly account: Account;
  readonly key: string;
  readonly override: JobOverride | undefined;
}

function dispatch(route: Route, request: ApiRequest, scope: Scope): Reply {
  if (route.kind === 'import') return importConversions(request, scope);
  if (route.kind === 'jobs') return listJobs(scope);
  if (route.kind === 'job') return showJob(route.id, scope);
  return route.kind === 'wrong-method' ? errorReply(32) : errorReply(31, { status: 501 });
}

function importConversions({ contentType, body }: ApiRequest, scope: Scope): Reply {
  const reading = readImportRequest(contentType, body);
  if ('refusal' in reading) return reading.refusal;
  const job = scope.account.queue({ ...reading.request, key: scope.key, override: scope.override });
  return successReply({ message: 'Job has been queued!!', job: queuedJobView(job, scope.variants) });
}

function listJobs({ account, now, variants }: Scope): Reply {
  const jobs = account.latestJobs();
  const views = jobs.map(job => jobView(job, now()));
  if (variants.jobList === 'array') return successReply({ jobs: views });
  return successReply({ jobs: Object.fromEntries(jobs.map((job, index) => [job.id, views[index]])) });
}

function showJob(id: string, { account, now, networkTime, variants }: Scope): Reply {
  const job = account.findJob(id);
  if (job === undefined) return errorReply(31);
  return successReply({ job: jobView(job, now()), logs: logViews(job, now(), networkTime, variants) });
}

function retryAfter({ retryAfterSeconds }: Variants): Record<string, string> {
  return retryAfterSeconds === null ? {} : { 'retry-after': String(retryAfterSeconds) };
}
