import type { AnyVariables, Client, CombinedError, TypedDocumentNode } from 'urql';
import { type Failure, failureOf } from './failure.ts';

/** What is known of something that nobody tells the changes of, so that it is asked for again and again. */
export interface Polled<Data> {
  /** The newest that came; it stays when a later try fails. */
  readonly data: Data | null;
  /** When that was; null before the first. */
  readonly readAt: string | null;
  /** Why the last try failed. */
  readonly failure: Failure | null;
  readonly isReading: boolean;
}

/** Whether anybody can see the page. */
export interface Visibility {
  readonly isHidden: () => boolean;
  /** Gives the function that ends it. */
  readonly onChange: (listener: () => void) => () => void;
}

/** What to ask for, and how often. */
export interface PollOptions<Data, Variables extends AnyVariables> {
  readonly client: Pick<Client, 'query'>;
  readonly document: TypedDocumentNode<Data, Variables>;
  readonly variables: Variables;
  /** How long what came is good for; null: until somebody asks. */
  readonly waitMs: (data: Data) => number | null;
  readonly visibility: Visibility;
  readonly onChange: (polled: Polled<Data>) => void;
}

/** Asks now and again. */
export interface Polling {
  readonly refresh: () => void;
  readonly stop: () => void;
}

const firstRetryMs = 3_000;
const longestRetryMs = 30_000;

/** Nothing known yet. */
export const unread = { data: null, readAt: null, failure: null, isReading: true } as const;

/**
 * Asks at once, and again when the answer is no longer good, but never while nobody can see the page. After a failure that
 * may pass it tries again less and less often.
 */
export function poll<Data, Variables extends AnyVariables>(options: PollOptions<Data, Variables>): Polling {
  const { client, document, variables, waitMs, visibility, onChange } = options;
  let polled: Polled<Data> = { ...unread, isReading: false };
  let timer: ReturnType<typeof setTimeout> | undefined;
  let retryMs = 0;
  let isStopped = false;

  const change = (next: Partial<Polled<Data>>): void => {
    polled = { ...polled, ...next };
    onChange(polled);
  };
  const take = (data: Data | undefined, error: CombinedError | undefined): void => {
    retryMs = error ? Math.min(Math.max(2 * retryMs, firstRetryMs), longestRetryMs) : 0;
    if (error) return change({ failure: failureOf(error), isReading: false });
    change({ data: data ?? null, readAt: new Date().toISOString(), failure: null, isReading: false });
  };
  const read = async (): Promise<void> => {
    clearTimeout(timer);
    if (polled.isReading || isStopped) return;
    change({ isReading: true });
    const { data, error } = await client.query(document, variables, { requestPolicy: 'network-only' }).toPromise();
    if (isStopped) return;
    take(data, error);
    plan();
  };
  const nextMs = (): number | null => {
    if (polled.failure) return polled.failure.isPassing ? retryMs : null;
    return polled.data && waitMs(polled.data);
  };
  const plan = (): void => {
    const ms = visibility.isHidden() ? null : nextMs();
    if (ms !== null) timer = setTimeout(() => void read(), ms);
  };
  const onVisibility = (): void => {
    if (visibility.isHidden()) clearTimeout(timer);
    else if (nextMs() !== null) void read();
  };

  void read();
  const unsubscribe = visibility.onChange(onVisibility);
  return {
    refresh: () => void read(),
    stop() {
      isStopped = true;
      clearTimeout(timer);
      unsubscribe();
    },
  };
}
