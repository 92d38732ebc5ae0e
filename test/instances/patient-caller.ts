import type { Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { Agent, type Dispatcher, request } from 'undici';
import { onTestFinished } from 'vitest';
import { type EventStream, openEventStream } from '../support/event-stream.ts';
import { cutStatus, instanceHeader } from '../support/round-robin-proxy.ts';

/** A request that was not answered, or answered with "nothing was sent, for this instance is about to stop". */
export interface Repeated {
  readonly what: string;
  readonly why: 'cut' | 'told to';
  readonly instance: string;
}

/** Who asks again for as long as an instance that stops is the reason, and takes nothing else for an answer. */
export interface PatientCaller {
  readonly repeated: readonly Repeated[];
  /** How many requests an instance has answered as was wished. */
  readonly answersOf: (instance: string) => number;
  /** Gives `data`. */
  readonly ask: (query: string, variables?: object) => Promise<any>;
  /** Sends it once; false: it has to be repeated. */
  readonly put: (path: string, body: Readable) => Promise<boolean>;
  /** Rejects when it is not opened for another reason; null: it has to be opened again. */
  readonly subscribe: (query: string, variables: object) => Promise<EventStream | null>;
}

/** How long is waited before something is repeated. */
export const retryAfterMs = 50;

interface Answer {
  readonly status: number;
  readonly instance: string;
  readonly text: string;
}

/** Makes one; `url` is the proxy's. It is gone when the test ends. */
export function createPatientCaller(url: string): PatientCaller {
  const agent = new Agent();
  onTestFinished(() => agent.destroy());
  const repeated: Repeated[] = [];
  const answered = new Map<string, number>();
  const answersOf = (instance: string): number => answered.get(instance) ?? 0;

  const send = async (path: string, options: Omit<Dispatcher.RequestOptions, 'path' | 'origin'>): Promise<Answer> => {
    const { statusCode, headers, body } = await request(url + path, { ...options, dispatcher: agent });
    return { status: statusCode, instance: String(headers[instanceHeader]), text: await body.text() };
  };
  const judge = (what: string, { status, instance, text }: Answer): any => {
    if (status === cutStatus) repeated.push({ what, why: 'cut', instance });
    else if (status === 200 && text.includes('The gateway is about to stop. Nothing was sent'))
      repeated.push({ what, why: 'told to', instance });
    else if (status !== 200 || 'errors' in JSON.parse(text)) throw new Error(`${what}: ${status} ${text}`);
    else {
      answered.set(instance, answersOf(instance) + 1);
      return JSON.parse(text);
    }
    return null;
  };

  return {
    repeated,
    answersOf,
    async ask(query, variables = {}) {
      const headers = { 'content-type': 'application/json' };
      const body = JSON.stringify({ query, variables });
      for (;;) {
        const answer = judge(query, await send('/graphql', { method: 'POST', headers, body }));
        if (answer) return answer.data;
        await sleep(retryAfterMs);
      }
    },
    async put(path, body) {
      const headers = { 'content-type': 'text/csv' };
      return judge('upload', await send(path, { method: 'PUT', headers, body })) !== null;
    },
    async subscribe(query, variables) {
      const stream = await openEventStream(`${url}/graphql`, { query, variables }, agent);
      if (stream.status === 200) return stream;
      const instance = String(stream.headers[instanceHeader]);
      if (stream.status !== cutStatus) throw new Error(`The subscription at ${instance}: ${stream.status}`);
      repeated.push({ what: query, why: 'cut', instance });
      stream.leave();
      return null;
    },
  };
}
