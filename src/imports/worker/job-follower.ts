import { StoreUnavailableError } from '../../store/store-errors.ts';
import type { Clock } from '../../trackier/clock.ts';
import type { FollowedBatch, Ledger } from '../bulk/ledger.ts';
import { coerceError } from '../coerce-error.ts';
import type { JobReader } from '../jobs/job-reader.ts';
import { createAlarm } from './alarm.ts';
import { lookAfter } from './job-look.ts';
import { createJobSights, type JobList } from './job-sight.ts';
import type { Recorder } from './recorder.ts';

/** Follows the jobs of one tenant's batches until they end. */
export interface JobFollower {
  /** There may be something to follow. */
  readonly wake: () => void;
  /** Looks for nothing more; resolves when what was seen is written down. Never rejects. */
  readonly stop: () => Promise<void>;
}

/** What the log should know. */
export type JobFollowerEvent =
  | { readonly type: 'given-up'; readonly batch: FollowedBatch; readonly reason: string }
  /** A bug: the batch is looked for again after a while. */
  | { readonly type: 'broken'; readonly error: Error };

export interface JobFollowerOptions {
  readonly reader: Pick<JobReader, 'list' | 'get'>;
  readonly ledger: Pick<Ledger, 'now' | 'claimLooks' | 'nextLookAt' | 'recordLook'>;
  readonly recorder: Recorder;
  /** The monotonic clock. */
  readonly clock: Clock;
  readonly onEvent: (event: JobFollowerEvent) => void;
  /**
   * How long it rests at most, for batches that other instances submit; endless: until what it knows of is due, or somebody
   * wakes it. @default 5000
   */
  readonly idlePollMs?: number | undefined;
}

const defaultIdlePollMs = 5_000;
/** After a bug it tries again by itself. */
const afterBugMs = 5_000;
/** The store's clock and this process's differ: who is told to look at once, and finds nothing, waits. */
const shortestWaitMs = 100;
/** So many looks wait for the pace at once: more would wait longer than a claimed look is one's own. */
const looksAtOnce = 30;

/**
 * Makes a tenant's follower, which begins at once.
 *
 * What is due is claimed, a limited number of looks at a time. Those whose jobs may be in the list of the latest share one
 * `GET /jobs`; a job that has ended there, or has left it, is read by itself, and none waits for another's read. What Trackier
 * cannot say now is asked later, less and less often.
 */
export function createJobFollower(options: JobFollowerOptions): JobFollower {
  const { reader, ledger, recorder, clock, onEvent, idlePollMs = defaultIdlePollMs } = options;
  const alarm = createAlarm(clock);
  const stopping = new AbortController();
  const { signal } = stopping;
  const sights = createJobSights(reader, signal);
  const out = new Map<string, Promise<void>>();
  const report = (error: unknown): void => {
    // The store is waited for until the end; then there is nothing to say.
    if (!(error instanceof StoreUnavailableError)) onEvent({ type: 'broken', error: coerceError(error) });
  };

  async function look(batch: FollowedBatch, list: JobList, clockOffsetMs: number): Promise<void> {
    const sight = await sights.see(batch, list);
    const result = lookAfter(batch, sight, Math.floor(clock.now() + clockOffsetMs));
    await recorder.run(() => ledger.recordLook(batch, result), { signal });
    if (result.givenUp !== null) onEvent({ type: 'given-up', batch, reason: result.givenUp });
  }

  function begin(batch: FollowedBatch, list: JobList, clockOffsetMs: number): void {
    const looking = look(batch, list, clockOffsetMs)
      .catch(report)
      .finally(() => {
        out.delete(keyOf(batch));
        alarm.ring();
      });
    out.set(keyOf(batch), looking);
  }

  /** Looks for what is due; gives how long to wait before the next time. */
  async function lookAround(): Promise<number> {
    // With half of the places free, a list is for more than one.
    if (out.size > looksAtOnce / 2) return Number.POSITIVE_INFINITY;
    const claimed = await recorder.run(() => ledger.claimLooks(looksAtOnce - out.size), { signal });
    const batches = claimed.filter(batch => !out.has(keyOf(batch)));
    if (batches.length === 0) return recorder.run(() => msUntilNextLook(ledger, idlePollMs), { signal });
    const clockOffsetMs = (await recorder.run(ledger.now, { signal })) - clock.now();
    const list = await sights.list(batches);
    for (const batch of batches) begin(batch, list, clockOffsetMs);
    return 0;
  }

  async function lookAroundAgain(): Promise<number> {
    try {
      return await lookAround();
    } catch (error) {
      report(error);
      return afterBugMs;
    }
  }

  async function run(): Promise<void> {
    while (!signal.aborted) await alarm.wait(await lookAroundAgain());
  }

  const running = run();

  return {
    wake: alarm.ring,
    async stop() {
      stopping.abort();
      alarm.ring();
      await running;
      await Promise.all(out.values());
    },
  };
}

async function msUntilNextLook(ledger: JobFollowerOptions['ledger'], idlePollMs: number): Promise<number> {
  const dueAtMs = await ledger.nextLookAt();
  if (dueAtMs === null) return idlePollMs;
  return Math.min(idlePollMs, Math.max(shortestWaitMs, dueAtMs - (await ledger.now())));
}

const keyOf = ({ uploadId, batchIndex }: FollowedBatch): string => `${uploadId}/${batchIndex}`;
