import DataLoader from 'dataloader';
import { coerceError } from '../imports/coerce-error.ts';
import type { JobView } from '../imports/jobs/job-view.ts';
import type { ImportJob } from '../trackier/import-job.ts';
import type { GatewayContext } from './context.ts';

/** One request's reads of Trackier's jobs; they live as long as the request's context, and no longer. */
interface JobLoaders {
  /** The list of jobs, read once if anything in the request needs it. */
  list: Promise<readonly ImportJob[]> | null;
  readonly detail: DataLoader<string, ImportJob | null>;
}

const loadersByContext = new WeakMap<GatewayContext, JobLoaders>();

function loadersOf(ctx: GatewayContext): JobLoaders {
  const existing = loadersByContext.get(ctx);
  if (existing) return existing;
  const readDetails = (ids: readonly string[]): Promise<(ImportJob | null | Error)[]> =>
    Promise.all(ids.map(id => ctx.tenant.jobs.get(id, readOptions(ctx)).catch(coerceError)));
  const loaders: JobLoaders = { list: null, detail: new DataLoader(readDetails) };
  loadersByContext.set(ctx, loaders);
  return loaders;
}

const readOptions = ({ request, deadlineMs }: GatewayContext) => ({ signal: request.signal, deadlineMs });

/** A job of this request, whose logs are read at most once. */
export function viewOf(job: ImportJob, ctx: GatewayContext): JobView {
  return { job, readDetail: () => loadersOf(ctx).detail.load(job.id) };
}

/** The latest jobs that Trackier lists: one request to it, however often the query asks. */
export async function listJobViews(ctx: GatewayContext): Promise<JobView[]> {
  const loaders = loadersOf(ctx);
  loaders.list ??= ctx.tenant.jobs.list(readOptions(ctx));
  return (await loaders.list).map(job => viewOf(job, ctx));
}

/** The batch function of the loader of jobs; null for a job that Trackier does not know. */
export async function loadJobViews(ids: string[], ctx: GatewayContext): Promise<(JobView | null | Error)[]> {
  const loaders = loadersOf(ctx);
  const { jobs } = ctx.tenant;
  if (ids.length > 1) loaders.list ??= jobs.list(readOptions(ctx));
  const found = await jobs.getMany(ids, readOptions(ctx), loaders.list ?? undefined);
  return found.map(job => (job === null || job instanceof Error ? job : viewOf(job, ctx)));
}
