import { setTimeout as sleep } from 'node:timers/promises';
import { Pool } from 'undici';
import { sum } from './statistics.ts';
import type { Workload } from './workload.ts';

/** What a turn's requests took. */
export interface Turn {
  readonly durationMs: number;
  readonly latenciesMs: readonly number[];
}

/** Sends requests to one server. */
export interface Load {
  /**
   * Sends so many requests; as soon as one is answered, the next goes. It begins when a gateway has none of them wait for the pace, and this
   * process does not sleep then.
   */
  readonly run: (workload: Workload, requests: number) => Promise<Turn>;
  /** Sends one, and gives the answer. */
  readonly send: (body: Buffer) => Promise<string>;
  readonly close: () => Promise<void>;
}

/** As many as a gateway may send to Trackier; with more, some of its requests would wait, which takes CPU time. */
const mostInOneSecond = 1_000;

const ownHeaders = { 'content-type': 'application/json', accept: 'application/graphql-response+json' };
/** In every good answer, whoever words it. */
const queued = '"Job has been queued!!"';

/** Connects lazily. `headers`: who the caller is. */
export function createLoad(url: string, callerHeaders: Readonly<Record<string, string>> = {}): Load {
  const headers = { ...ownHeaders, ...callerHeaders };
  const pool = new Pool(url, { connections: 64, pipelining: 1 });
  let sent: { readonly requests: number; readonly endedAtMs: number }[] = [];
  const paceOf = async (requests: number): Promise<void> => {
    for (;;) {
      const secondAgoMs = performance.now() - 1_000;
      sent = sent.filter(({ endedAtMs }) => endedAtMs > secondAgoMs);
      const [first] = sent;
      if (!first || sum(sent.map(one => one.requests)) + requests <= mostInOneSecond) return;
      await sleep(first.endedAtMs - secondAgoMs);
    }
  };
  const send = async (body: Buffer): Promise<string> => {
    const response = await pool.request({ method: 'POST', path: '/graphql', headers, body });
    return response.body.text();
  };
  return {
    send,
    async run({ concurrency, bodies }, requests) {
      await paceOf(requests);
      const latenciesMs: number[] = [];
      let started = 0;
      const work = async (): Promise<void> => {
        while (started < requests) {
          const body = bodies[started++ % bodies.length] ?? Buffer.alloc(0);
          const sentAtMs = performance.now();
          const text = await send(body);
          latenciesMs.push(performance.now() - sentAtMs);
          if (!text.includes(queued)) throw new Error(`Not imported: ${text.slice(0, 500)}`);
        }
      };
      const startedAtMs = performance.now();
      const letSleep = stayAwake();
      try {
        await Promise.all(Array.from({ length: concurrency }, work));
      } finally {
        letSleep();
      }
      sent.push({ requests, endedAtMs: performance.now() });
      return { durationMs: performance.now() - startedAtMs, latenciesMs };
    },
    close: () => pool.close(),
  };
}

/**
 * Who sends to a process that sleeps has to wake it, and on a virtual machine that takes ten microseconds. It would be counted as the
 * server's own, and the more so the slower the server is: for a fast one there is always something else to do here.
 */
function stayAwake(): () => void {
  let isAwake = true;
  const again = (): void => {
    if (isAwake) setImmediate(again);
  };
  again();
  return () => {
    isAwake = false;
  };
}
