import type { AnyVariables, Client, CombinedError, TypedDocumentNode } from 'urql';
import { type Failure, failureOf } from './failure.ts';

/** What is known of something that changes while one looks at it. */
export interface Live<Data> {
  /** The newest that came; null before the first. It stays when the connection is lost. */
  readonly data: Data | null;
  /** `lost`: what is shown may be old, and the next try is under way or waits for its time. */
  readonly connection: 'connecting' | 'live' | 'lost' | 'ended';
  /** A refusal that trying again will not mend. */
  readonly failure: Failure | null;
}

/** What to follow. */
export interface FollowOptions<Data, Variables extends AnyVariables> {
  readonly client: Client;
  readonly document: TypedDocumentNode<Data, Variables>;
  readonly variables: Variables;
  /** Whether nothing more will come. */
  readonly isFinal: (data: Data) => boolean;
  readonly onChange: (live: Live<Data>) => void;
}

const firstDelayMs = 500;
const longestDelayMs = 10_000;

/**
 * Follows a subscription for as long as it has something to tell. A subscription of this gateway begins with how things
 * stand, so whoever subscribes again after a lost connection has missed nothing.
 */
export function follow<Data, Variables extends AnyVariables>(options: FollowOptions<Data, Variables>) {
  const { client, document, variables, isFinal, onChange } = options;
  let live: Live<Data> = { data: null, connection: 'connecting', failure: null };
  let delayMs = firstDelayMs;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let subscription: { readonly unsubscribe: () => void } | null = null;

  const change = (next: Partial<Live<Data>>): void => {
    live = { ...live, failure: null, ...next };
    onChange(live);
  };
  const begin = (): void => {
    clearTimeout(timer);
    timer = undefined;
    subscription?.unsubscribe();
    subscription = client.subscription(document, variables).subscribe(({ data, error, hasNext }) => {
      if (error) return fail(error);
      if (data !== undefined && hasNext) {
        delayMs = firstDelayMs;
        change({ data, connection: isFinal(data) ? 'ended' : 'live' });
      }
      if (!hasNext) tryLater();
    });
  };
  const tryLater = (): void => {
    if (timer !== undefined || live.connection === 'ended') return;
    change({ connection: 'lost' });
    timer = setTimeout(begin, delayMs);
    delayMs = Math.min(delayMs * 2, longestDelayMs);
  };
  const fail = (error: CombinedError): void => {
    const failure = failureOf(error);
    // A token that ran out ends the stream; the next try asks for another one.
    if (failure.isPassing || failure.code === 'UNAUTHENTICATED') tryLater();
    else change({ connection: 'ended', failure });
  };
  const hurry = (): void => {
    if (timer !== undefined) begin();
  };

  begin();
  addEventListener('online', hurry);
  return {
    /** Follows on after an end that was none: a retried import goes on. */
    again(): void {
      change({ connection: 'connecting' });
      begin();
    },
    stop(): void {
      removeEventListener('online', hurry);
      clearTimeout(timer);
      subscription?.unsubscribe();
    },
  };
}
