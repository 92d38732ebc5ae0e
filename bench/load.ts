import { Pool } from 'undici';
import type { Workload } from './workload.ts';

/** What a turn's requests took. */
export interface Turn {
  readonly durationMs: number;
  readonly latenciesMs: readonly number[];
}

/** Sends requests to one server. */
export interface Load {
  /** Sends so many requests; as soon as one is answered, the next goes. This process does not sleep meanwhile. */
  readonly run: (workload: Workload, requests: number) => Promise<Turn>;
  /** Sends one, and gives the answer. */
  readonly send: (body: Buffer) => Promise<string>;
  readonly close: () => Promise<void>;
}

const ownHeaders = { 'content-type': 'application/json', accept: 'application/graphql-response+json' };
/** In every good answer, whoever words it. */
const queued = '"Job has been queued!!"';

/** Connects lazily. `headers`: who the caller is. */
export function createLoad(url: string, callerHeaders: Readonly<Record<string, string>> = {}): Load {
  const headers = { ...ownHeaders, ...callerHeaders };
  const pool = new Pool(url, { connections: 64, pipelining: 1 });
  const send = async (body: Buffer): Promise<string> => {
    const response = await pool.request({ method: 'POST', path: '/graphql', headers, body });
    return response.body.text();
  };
  return {
    send,
    async run({ concurrency, bodies }, requests) {
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
