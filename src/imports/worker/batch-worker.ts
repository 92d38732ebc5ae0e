import { StoreUnavailableError } from '../../store/store-errors.ts';
import type { TrackierClient } from '../../trackier/trackier-client.ts';
import { TrackierError } from '../../trackier/trackier-error.ts';
import type { Ledger } from '../bulk/ledger.ts';
import { coerceError } from '../coerce-error.ts';
import { createAlarm } from './alarm.ts';
import { type BatchSenderEvent, type BatchSenderOptions, createBatchSender } from './batch-sender.ts';

/** Sends the batches of one tenant. */
export interface BatchWorker {
  /** There may be something to send. */
  readonly wake: () => void;
  /**
   * Claims nothing more; what has not been written to a socket yet is put back. Resolves when what is out has its answer
   * and that is written down, which takes as long as the store is away. Never rejects.
   */
  readonly stop: () => Promise<void>;
}

/** What the log should know. */
export type BatchWorkerEvent =
  | BatchSenderEvent
  /** A bug: rather than go wrong again and again, the worker sends nothing more until the next start. */
  | { readonly type: 'broken'; readonly error: Error };

export interface BatchWorkerOptions extends BatchSenderOptions {
  readonly client: Pick<TrackierClient, 'waitForTurn' | 'importConversions'>;
  readonly ledger: Pick<Ledger, 'importsToSend' | 'claim' | 'settle' | 'unclaim'>;
  readonly onEvent: (event: BatchWorkerEvent) => void;
  /**
   * How often it asks the ledger while it has nothing to do, for work of other instances; endless: never, somebody wakes it.
   * @default 1000
   */
  readonly idlePollMs?: number | undefined;
}

const defaultIdlePollMs = 1_000;

/**
 * Makes a tenant's worker, which begins at once.
 *
 * It goes round its imports, one batch of each in turn. The pace comes first, then the claim, then the POST, which runs
 * beside the next claim. It claims nothing while too much is out and while Trackier is not well. Nothing that Trackier or
 * the store does ends it; a bug does, loudly, and what is out then is settled all the same.
 */
export function createBatchWorker(options: BatchWorkerOptions): BatchWorker {
  const { client, ledger, recorder, clock, onEvent, idlePollMs = defaultIdlePollMs } = options;
  const alarm = createAlarm(clock);
  const stopping = new AbortController();
  const { signal } = stopping;
  const end = (): void => {
    stopping.abort();
    alarm.ring();
  };
  const onBug = (error: unknown): void => {
    end();
    onEvent({ type: 'broken', error: coerceError(error) });
  };
  const sender = createBatchSender(options, { signal, onEvent, onBug, onEnd: alarm.ring });
  let lastServed = '';

  /** Sends one batch, if there is one; gives how long to wait before the next. */
  async function sendNext(): Promise<number> {
    const importIds = await recorder.run(ledger.importsToSend, { signal });
    if (importIds.length === 0) return idlePollMs;
    const turn = await client.waitForTurn({ lane: 'bulk', deadlineMs: Number.POSITIVE_INFINITY, signal });
    // Something may have failed while it waited: the turn is lost, which costs less than a POST.
    if (signal.aborted || sender.blockedMs() > 0) return 0;
    for (const importId of inTurn(importIds, lastServed)) {
      const claim = await sender.claim(importId);
      if (!claim) continue;
      lastServed = importId;
      sender.begin(claim, turn);
      return 0;
    }
    return idlePollMs;
  }

  /** No turn was to be had, or the store is away and the worker stops; anything else is a bug. */
  function idleIfPassing(error: unknown): number {
    if (error instanceof TrackierError || error instanceof StoreUnavailableError) return idlePollMs;
    throw error;
  }

  async function run(): Promise<void> {
    while (!signal.aborted) await alarm.wait(sender.blockedMs() || (await sendNext().catch(idleIfPassing)));
  }

  const running = run().catch(onBug);

  return {
    wake: alarm.ring,
    async stop() {
      end();
      await running;
      await sender.ended();
    },
  };
}

/** From the one after the last that was served, around. `importIds`: sorted. */
function inTurn(importIds: readonly string[], lastServed: string): readonly string[] {
  return [...importIds.filter(id => id > lastServed), ...importIds.filter(id => id <= lastServed)];
}
