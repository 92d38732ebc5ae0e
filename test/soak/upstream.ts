import type { Fault } from '../../src/sandbox/fault.ts';
import type { RecordedRequest } from '../../src/sandbox/request-log.ts';
import { createSandbox } from '../../src/sandbox/sandbox.ts';
import { keyOf, tenants } from './access.ts';
import type { Ledger } from './ledger.ts';

/** A Trackier with good days and bad ones, which enters in the ledger what it took. */
export interface Upstream {
  readonly url: string;
  /** Other weather; without a die the sun shines. */
  readonly change: (random?: () => number) => void;
  /** Enters what arrived; what may still be answered stays for later, unless `isOver`. */
  readonly account: (isOver?: boolean) => void;
  readonly close: () => Promise<void>;
}

/** As long as the gateway waits for an answer. */
export const timeoutMs = 4_000;

/** By then every request has been answered, or never will be. */
const settledMs = timeoutMs * 3;

const bad: readonly Fault[] = [
  { times: 3, match: { path: 'import' }, action: { kind: 'error', code: 50 } },
  { times: 2, match: { path: 'import' }, action: { kind: 'error', code: 51 } },
  { times: 3, action: { kind: 'error', code: 40, headers: { 'retry-after': '1' } } },
  { times: 3, action: { kind: 'error', code: 40 } },
  { times: 8, match: { path: 'import' }, action: { kind: 'delay', delayMs: 700 } },
  { times: 4, match: { path: 'jobs' }, action: { kind: 'delay', delayMs: 1_500 } },
  { times: 2, match: { path: 'import' }, action: { kind: 'drip', intervalMs: 5, bytes: 40 } },
  { times: 2, match: { path: 'import' }, action: { kind: 'close', when: 'after-body', reset: true, queue: true } },
  { times: 1, match: { path: 'import' }, action: { kind: 'close', when: 'after-body' } },
  { times: 2, match: { path: 'import' }, action: { kind: 'close', when: 'before-body' } },
  { times: 1, match: { path: 'import' }, action: { kind: 'half-answer' } },
  { times: 1, match: { path: 'import' }, action: { kind: 'garbage', queue: true } },
  { times: 1, match: { path: 'import' }, action: { kind: 'hang', queue: true } },
  { times: 2, match: { path: 'import' }, action: { kind: 'answer', status: 502, body: '<h1>Oops</h1>', queue: true } },
  { times: 1, match: { path: 'import' }, action: { kind: 'answer', status: 504, body: '<h1>Oops</h1>' } },
  { times: 2, match: { path: 'import' }, action: { kind: 'job', end: 'failed' } },
  { times: 2, match: { path: 'job' }, action: { kind: 'hang' } },
  { times: 3, match: { path: 'job' }, action: { kind: 'close', when: 'after-body', reset: true } },
  { times: 3, match: { path: 'jobs' }, action: { kind: 'garbage' } },
];

/** Starts it. */
export async function startUpstream(ledger: Ledger): Promise<Upstream> {
  const sandbox = createSandbox({
    apiKey: tenants.map(keyOf),
    requestsPerSecond: Number.POSITIVE_INFINITY,
    timings: { pendingMs: 200, progressMs: 200, rowsPerSecond: 1e5 },
  });
  const { url } = await sandbox.listen();
  let waiting: readonly RecordedRequest[] = [];
  return {
    url,
    change: random => sandbox.setFaults(random ? bad.filter(() => random() < 0.15) : []),
    account(isOver = false) {
      const all = [...waiting, ...sandbox.requests];
      sandbox.clearRequests();
      const limit = isOver ? Number.POSITIVE_INFINITY : Date.now() - settledMs;
      waiting = all.filter(({ at }) => at >= limit);
      for (const request of all) if (request.at < limit) enter(request, ledger);
    },
    async close() {
      sandbox.release();
      await sandbox.close();
    },
  };
}

/** What was refused in Trackier's own words was not taken; everything else was, or may have been. */
function enter({ path, complete, status, json, at }: RecordedRequest, ledger: Ledger): void {
  if (path !== '/advertiser/conversion-import' || !complete) return;
  if (status !== null && ![200, 502, 504].includes(status)) return;
  const { conversions = [] } = (json ?? {}) as { conversions?: readonly { click_id: string }[] };
  ledger.arrive(
    conversions.map(({ click_id }) => click_id),
    `${new Date(at).toISOString()}: ${status ?? 'no answer'}`,
  );
}
