import { type Dispatcher, request } from 'undici';

/** One event of a server-sent stream. */
export interface StreamEvent {
  readonly event: string;
  readonly data: any;
}

/** A subscription over server-sent events, read as they come. */
export interface EventStream extends AsyncIterable<StreamEvent> {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  /** The next event, the comments (pings) left out; null when the stream has ended. */
  readonly next: () => Promise<StreamEvent | null>;
  /** Goes away, as a browser tab does that is closed. */
  readonly leave: () => void;
}

/** Opens a subscription with a POST; `body` is the GraphQL request. */
export async function openEventStream(
  url: string,
  body: object,
  dispatcher: Dispatcher,
  headers: Readonly<Record<string, string>> = {},
): Promise<EventStream> {
  const answer = await request(url, {
    method: 'POST',
    dispatcher,
    headers: { 'content-type': 'application/json', accept: 'text/event-stream', ...headers },
    body: JSON.stringify(body),
  });
  const events = readEvents(answer.body);
  const next = async (): Promise<StreamEvent | null> => {
    const { done, value } = await events.next();
    return done ? null : value;
  };
  return {
    status: answer.statusCode,
    headers: answer.headers,
    next,
    leave: () => {
      answer.body.on('error', () => {});
      answer.body.destroy();
    },
    [Symbol.asyncIterator]: () => events,
  };
}

async function* readEvents(body: AsyncIterable<Buffer>): AsyncGenerator<StreamEvent> {
  let buffered = '';
  for await (const chunk of body) {
    buffered += chunk.toString('utf8');
    const blocks = buffered.split('\n\n');
    buffered = blocks.pop() ?? '';
    for (const block of blocks) {
      const event = /^event: (.*)$/m.exec(block)?.[1];
      const data = /^data: (.+)$/m.exec(block)?.[1];
      if (event) yield { event, data: data ? JSON.parse(data) : null };
    }
  }
}
