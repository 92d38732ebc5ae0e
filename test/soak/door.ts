import { Agent, type Dispatcher, request } from 'undici';
import { type EventStream, openEventStream } from '../support/event-stream.ts';
import type { Tally } from './tally.ts';

/** The way into the gateway; what no caller may ever get is noted as wrong. */
export interface Door {
  readonly url: string;
  /** POSTs an operation with a token. */
  readonly ask: (token: string, query: string, variables?: object, signal?: AbortSignal) => Promise<GraphqlAnswer>;
  readonly send: (path: string, options?: SendOptions) => Promise<{ readonly status: number; readonly text: string }>;
  readonly subscribe: (token: string, query: string, variables: object) => Promise<EventStream>;
  /** Takes the head of an answer, and as much of its body as the caller likes. */
  readonly open: (path: string, options?: SendOptions) => Promise<Dispatcher.ResponseData>;
  /** Ends all connections. */
  readonly leave: () => Promise<void>;
}

export interface GraphqlAnswer {
  readonly status: number;
  /** Empty where there is none. */
  readonly data: any;
  /** The code of the first error; null without one. */
  readonly code: string | null;
}

export interface SendOptions {
  readonly token?: string;
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Dispatcher.DispatchOptions['body'];
  readonly signal?: AbortSignal;
}

/** The header of a token. */
export const bearer = (token: string): Record<string, string> => ({ authorization: `Bearer ${token}-token` });

const neverSeen = ['INTERNAL_SERVER_ERROR', 'STORE_UNAVAILABLE', 'TOO_MANY_REQUESTS'];

// A hung answer is a failure, which somebody has to notice.
const newAgent = (): Agent => new Agent({ headersTimeout: 60_000, bodyTimeout: 60_000 });

/** Opens it; connects lazily. */
export function openDoor(url: string, tally: Tally): Door {
  let agent = newAgent();

  const open: Door['open'] = async (path, { token, method = 'GET', headers, body, signal } = {}) => {
    const answer = await request(`${url}${path}`, {
      dispatcher: agent,
      method,
      headers: { ...(token && bearer(token)), ...headers },
      ...(body !== undefined && { body }),
      ...(signal && { signal }),
    });
    if (answer.statusCode >= 500) tally.wrong(`${method} ${path.replace(/\/[\w-]{20,}/, '/…')}: ${answer.statusCode}`);
    return answer;
  };

  const send: Door['send'] = async (path, options) => {
    const answer = await open(path, options);
    return { status: answer.statusCode, text: await answer.body.text() };
  };

  return {
    url,
    open,
    send,
    async ask(token, query, variables = {}, signal) {
      const { status, text } = await send('/graphql', {
        token,
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ query, variables }),
        ...(signal && { signal }),
      });
      const { data, errors }: { data?: any; errors?: any } = JSON.parse(text);
      const code = errors ? String(errors[0].extensions?.code ?? errors[0].message) : null;
      if (code && neverSeen.includes(code)) tally.wrong(`${query.slice(0, 60)}: ${code}`);
      return { status, data: data ?? {}, code };
    },
    subscribe: (token, query, variables) =>
      openEventStream(`${url}/graphql`, { query, variables }, agent, bearer(token)),
    async leave() {
      const old = agent;
      agent = newAgent();
      await old.destroy();
    },
  };
}
