import { Repeater, SlidingBuffer } from '@repeaterjs/repeater';
import { coerceError } from './coerce-error.ts';
import type { JobReader } from './job-reader.ts';
import type { JobView } from './job-view.ts';
import { hasEnded, type JobAnswer, stepWatchedJob, unreadJob, type WatchedJob, waitMs } from './watched-job.ts';

/** Follows jobs for any number of subscribers. */
export interface JobWatcher {
  /**
   * The job as it stands now, then at every change; done after COMPLETED or FAILED. Rejects with NotFoundError for a job
   * that Trackier does not know, and with JobsUnavailableError when the key may not read jobs. A slow subscriber gets
   * the latest, not all.
   */
  readonly watch: (id: string) => AsyncIterableIterator<JobView>;
  /** How many jobs are being followed; 0 when the last subscriber has left. */
  readonly watchedCount: () => number;
  /** Completes every stream, and every later one at once. */
  readonly close: () => void;
}

/** The clock that polls wait by. */
export interface WatcherClock {
  readonly nowMs: () => number;
  /** Calls back after so many milliseconds; gives the function that calls it off. */
  readonly schedule: (callback: () => void, ms: number) => () => void;
}

interface Subscriber {
  readonly push: (view: JobView) => void;
  readonly stop: (error?: Error) => void;
}

interface Entry {
  readonly id: string;
  readonly subscribers: Set<Subscriber>;
  state: WatchedJob;
  view: JobView | null;
  dueAtMs: number;
}

/**
 * Makes the watcher of one key's jobs.
 *
 * There is one entry for each watched job, however many subscribers it has, and one timer for all entries. A poll reads
 * every job that is due, or nearly: several cost one `GET /jobs`, and one `GET /jobs/{id}` for each that has left that
 * list; a job alone costs one `GET /jobs/{id}`. A job that the list shows ended is read once more by itself, for its
 * logs. When the last subscriber leaves, the poll under way is given up and the timer is gone.
 */
export function createJobWatcher(reader: JobReader, clock: WatcherClock): JobWatcher {
  const entries = new Map<string, Entry>();
  let callOffPoll: (() => void) | null = null;
  let poll: AbortController | null = null;
  let closed = false;

  function schedule(): void {
    callOffPoll?.();
    callOffPoll = null;
    if (entries.size === 0) poll?.abort();
    if (entries.size === 0 || poll !== null) return;
    const dueAtMs = Math.min(...Array.from(entries.values(), entry => entry.dueAtMs));
    callOffPoll = clock.schedule(() => void runPoll(), Math.max(0, dueAtMs - clock.nowMs()));
  }

  async function runPoll(): Promise<void> {
    callOffPoll = null;
    poll = new AbortController();
    // A poll costs the same for many jobs as for one, so those that are past half of their wait join it.
    const nowMs = clock.nowMs();
    const due = Array.from(entries.values()).filter(entry => entry.dueAtMs <= nowMs + waitMs(entry.state) / 2);
    const answers = await readJobs(reader, due, poll.signal);
    for (const [index, entry] of due.entries()) {
      const isOver = settle(entry, answers[index] ?? null, clock.nowMs(), reader);
      if (isOver && entries.get(entry.id) === entry) entries.delete(entry.id);
    }
    poll = null;
    schedule();
  }

  function join(id: string, subscriber: Subscriber): Entry {
    const entry = entries.get(id) ?? createEntry(id, clock.nowMs());
    entries.set(id, entry);
    entry.subscribers.add(subscriber);
    if (entry.view) subscriber.push(entry.view);
    else schedule();
    return entry;
  }

  function leave(entry: Entry, subscriber: Subscriber): void {
    entry.subscribers.delete(subscriber);
    if (entry.subscribers.size > 0 || entries.get(entry.id) !== entry) return;
    entries.delete(entry.id);
    schedule();
  }

  const watch = (id: string): AsyncIterableIterator<JobView> =>
    new Repeater<JobView>(async (push, stop) => {
      const subscriber: Subscriber = { push: view => void push(view), stop };
      if (closed) stop();
      else {
        const entry = join(id, subscriber);
        await stop;
        leave(entry, subscriber);
      }
    }, new SlidingBuffer(1));

  function close(): void {
    closed = true;
    for (const { subscribers } of entries.values()) for (const { stop } of subscribers) stop();
  }

  return { watch, watchedCount: () => entries.size, close };
}

const createEntry = (id: string, dueAtMs: number): Entry => ({
  id,
  subscribers: new Set(),
  state: unreadJob,
  view: null,
  dueAtMs,
});

/** Tells the subscribers what an answer means for them; true when there will be nothing more to tell. */
function settle(entry: Entry, answer: JobAnswer, nowMs: number, reader: JobReader): boolean {
  const { next, tell, end } = stepWatchedJob(entry.state, answer);
  entry.state = next;
  entry.dueAtMs = nowMs + waitMs(next);
  if (tell && next.job) {
    entry.view = createView(next.job, reader);
    for (const subscriber of entry.subscribers) subscriber.push(entry.view);
  }
  if (end) for (const subscriber of entry.subscribers) subscriber.stop(end.error ?? undefined);
  return end !== null;
}

/** Reads every entry's job; a failure is an answer. Whoever has had no answer yet is not made to wait as a poll does. */
async function readJobs(reader: JobReader, due: readonly Entry[], signal: AbortSignal): Promise<readonly JobAnswer[]> {
  const options = { signal, lane: due.some(entry => entry.view === null) ? ('read' as const) : ('poll' as const) };
  try {
    const found = await reader.getMany(
      due.map(entry => entry.id),
      options,
    );
    return await Promise.all(
      found.map(async job => {
        const isWhole = job === null || job instanceof Error || job.logs !== null || !hasEnded(job);
        return isWhole ? job : await reader.get(job.id, options).catch(coerceError);
      }),
    );
  } catch (error) {
    return due.map(() => coerceError(error));
  }
}

/** All subscribers that are handed the view share its one read of the logs. */
function createView(job: JobView['job'], reader: JobReader): JobView {
  let detail: ReturnType<JobView['readDetail']> | null = null;
  return {
    job,
    readDetail: () => {
      detail ??= reader.get(job.id);
      return detail;
    },
  };
}
