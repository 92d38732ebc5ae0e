import { Repeater, SlidingBuffer } from '@repeaterjs/repeater';
import type { ImportJob } from '../../trackier/import-job.ts';
import { coerceError } from '../coerce-error.ts';
import type { JobReader } from './job-reader.ts';
import type { JobView } from './job-view.ts';
import {
  firstWaitMs,
  hasEnded,
  type JobAnswer,
  stepWatchedJob,
  unreadJob,
  type WatchedJob,
  waitMs,
} from './watched-job.ts';

/** Follows jobs for any number of subscribers. */
export interface JobWatcher {
  /**
   * The job as it stands now, then at every change; done after COMPLETED or FAILED. Rejects with NotFoundError for a job
   * that Trackier does not know, with JobsUnavailableError when the key may not read jobs, and with a TrackierError when
   * the key is refused. A slow subscriber gets the latest, not all.
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
  wasTold: boolean;
}

interface Entry {
  readonly id: string;
  readonly subscribers: Set<Subscriber>;
  /** Aborted when the last subscriber leaves. */
  readonly left: AbortController;
  state: WatchedJob;
  view: JobView | null;
  isReading: boolean;
  readAtMs: number;
  dueAtMs: number;
}

/** So many reads may wait for the pace; more would fill its queue, where imports wait too. */
const readsAtOnce = 50;

/**
 * Makes the watcher of one key's jobs.
 *
 * There is one entry for each watched job, however many subscribers it has, and one timer for all entries. When it fires,
 * every job that is due, or nearly, is read: several cost one `GET /jobs`, and one `GET /jobs/{id}` for each that has left
 * that list; a job alone costs one `GET /jobs/{id}`. A job that the list shows ended is read once more by itself, for its
 * logs. No entry waits for another's read, and who waited longest is read first. When a job's last subscriber leaves, its
 * read is given up where it waits; when nobody is left, so is the timer.
 */
export function createJobWatcher(reader: JobReader, clock: WatcherClock): JobWatcher {
  const entries = new Map<string, Entry>();
  let callOffPoll: (() => void) | null = null;
  let closed = false;

  function schedule(): void {
    callOffPoll?.();
    callOffPoll = null;
    const waiting = Array.from(entries.values()).filter(entry => !entry.isReading);
    if (waiting.length === 0 || entries.size - waiting.length >= readsAtOnce) return;
    const dueAtMs = Math.min(...waiting.map(entry => entry.dueAtMs));
    callOffPoll = clock.schedule(poll, Math.max(0, dueAtMs - clock.nowMs()));
  }

  function poll(): void {
    const due = dueOf(Array.from(entries.values()), clock.nowMs());
    const listed = due.length > 1 ? listJobs(reader, due) : null;
    for (const entry of due) void read(entry, listed);
    schedule();
  }

  async function read(entry: Entry, listed: Promise<JobList> | null): Promise<void> {
    entry.isReading = true;
    const answer = await answerFor(reader, entry, listed);
    entry.isReading = false;
    const isOver = settle(entry, answer, clock.nowMs(), reader);
    if (isOver && entries.get(entry.id) === entry) entries.delete(entry.id);
    schedule();
  }

  function join(id: string, subscriber: Subscriber): Entry {
    const entry = entries.get(id) ?? createEntry(id, clock.nowMs());
    entries.set(id, entry);
    entry.subscribers.add(subscriber);
    // What was read a moment ago is now; what is older is read again first.
    const isFresh = entry.view !== null && clock.nowMs() - entry.readAtMs < firstWaitMs;
    if (isFresh) tellTheUntold(entry);
    else entry.dueAtMs = clock.nowMs();
    schedule();
    return entry;
  }

  function leave(entry: Entry, subscriber: Subscriber): void {
    entry.subscribers.delete(subscriber);
    if (entry.subscribers.size > 0) return;
    entry.left.abort();
    if (entries.get(entry.id) === entry) entries.delete(entry.id);
    schedule();
  }

  const watch = (id: string): AsyncIterableIterator<JobView> =>
    new Repeater<JobView>(async (push, stop) => {
      const subscriber: Subscriber = { push: view => void push(view), stop, wasTold: false };
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
  left: new AbortController(),
  state: unreadJob,
  view: null,
  isReading: false,
  readAtMs: dueAtMs,
  dueAtMs,
});

/** What is to be read now, who waited longest first. */
function dueOf(entries: readonly Entry[], nowMs: number): readonly Entry[] {
  const waiting = entries.filter(entry => !entry.isReading);
  return (
    waiting
      // A list costs the same for many jobs as for one, so those that are past half of their wait join it.
      .filter(entry => entry.dueAtMs <= nowMs + waitMs(entry.state) / 2)
      .toSorted((one, other) => one.dueAtMs - other.dueAtMs)
      .slice(0, readsAtOnce - (entries.length - waiting.length))
  );
}

type JobList = ReadonlyMap<string, ImportJob>;

/** Whoever has had no answer yet is not made to wait as a poll does; and a poll waits for its turn however long it takes. */
const readOptions = (isFirst: boolean) => ({
  lane: isFirst ? ('read' as const) : ('poll' as const),
  deadlineMs: Number.POSITIVE_INFINITY,
});

async function listJobs(reader: JobReader, due: readonly Entry[]): Promise<JobList> {
  const allLeft = new AbortController();
  const leaving = (): void => {
    if (due.every(entry => entry.left.signal.aborted)) allLeft.abort();
  };
  for (const { left } of due) left.signal.addEventListener('abort', leaving, { once: true });
  const isFirst = due.some(entry => entry.view === null);
  const jobs = await reader.list({ ...readOptions(isFirst), signal: allLeft.signal });
  return new Map(jobs.map(job => [job.id, job]));
}

/** Never rejects: a failure is an answer. */
async function answerFor(reader: JobReader, entry: Entry, listed: Promise<JobList> | null): Promise<JobAnswer> {
  try {
    const job = (await listed)?.get(entry.id);
    if (job && !hasEnded(job)) return job;
    return await reader.get(entry.id, { ...readOptions(entry.view === null), signal: entry.left.signal });
  } catch (error) {
    return coerceError(error);
  }
}

/** Tells the subscribers what an answer means for them; true when there will be nothing more to tell. */
function settle(entry: Entry, answer: JobAnswer, nowMs: number, reader: JobReader): boolean {
  const { next, tell, end } = stepWatchedJob(entry.state, answer);
  entry.state = next;
  entry.dueAtMs = nowMs + waitMs(next);
  if (!(answer instanceof Error)) entry.readAtMs = nowMs;
  if (tell && next.job) {
    entry.view = createView(next.job, reader);
    for (const subscriber of entry.subscribers) subscriber.wasTold = false;
  }
  tellTheUntold(entry);
  if (end) for (const subscriber of entry.subscribers) subscriber.stop(end.error ?? undefined);
  return end !== null;
}

function tellTheUntold({ view, subscribers }: Entry): void {
  if (!view) return;
  for (const subscriber of subscribers) {
    if (!subscriber.wasTold) subscriber.push(view);
    subscriber.wasTold = true;
  }
}

/** All subscribers that are handed the view share its one read of the logs; one that failed is tried again. */
function createView(job: JobView['job'], reader: JobReader): JobView {
  let detail: ReturnType<JobView['readDetail']> | null = null;
  const read = async (): Promise<ImportJob | null> => {
    try {
      return await reader.get(job.id);
    } catch (error) {
      detail = null;
      throw error;
    }
  };
  return {
    job,
    readDetail: () => {
      detail ??= read();
      return detail;
    },
  };
}
