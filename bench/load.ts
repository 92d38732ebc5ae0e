import { Pool } from 'undici';
import type { Workload } from './workload.ts';

/** What a turn's requests took. */
export interface Turn {
  readonly durationMs: number;
  readonly latenciesMs: readonly number[];
}

/** Sends requests to one server. */
export interface Load {
  /** Sends so many requests; as soon as one is answered, the next goes. */
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
      await Promise.all(Array.from({ length: concurrency }, work));
      return { durationMs: performance.now() - startedAtMs, latenciesMs };
    },
    close: () => pool.close(),
  };
}
