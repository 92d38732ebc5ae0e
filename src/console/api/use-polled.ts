import { useCallback, useEffect, useRef, useState } from 'react';
import { type AnyVariables, useClient } from 'urql';
import { type Polled, type Polling, type PollOptions, poll, unread, type Visibility } from './poll.ts';

const visibility: Visibility = {
  isHidden: () => document.hidden,
  onChange(listener) {
    document.addEventListener('visibilitychange', listener);
    return () => document.removeEventListener('visibilitychange', listener);
  },
};

/** What `usePolled` knows. */
export interface PolledView<Data> extends Polled<Data> {
  /** Whether what is shown is the answer to other variables, and the one to these is on its way. */
  readonly isOutdated: boolean;
  readonly refresh: () => void;
}

/** Asks again and again while the component is there. What came for earlier variables stays until there is something newer. */
export function usePolled<Data, Variables extends AnyVariables>({
  document,
  variables,
  waitMs,
}: Pick<PollOptions<Data, Variables>, 'document' | 'variables' | 'waitMs'>): PolledView<Data> {
  const client = useClient();
  const [steady, setSteady] = useState(variables);
  if (JSON.stringify(steady) !== JSON.stringify(variables)) setSteady(variables);
  const [seen, setSeen] = useState<{ readonly polled: Polled<Data>; readonly of: Variables }>(() => {
    const known = client.readQuery(document, variables, { requestPolicy: 'cache-only' })?.data ?? null;
    return { polled: { ...unread, data: known }, of: variables };
  });
  const polling = useRef<Polling>(null);
  useEffect(() => {
    const onChange = (next: Polled<Data>): void =>
      setSeen(before =>
        next.data === null
          ? { polled: { ...next, data: before.polled.data, readAt: before.polled.readAt }, of: before.of }
          : { polled: next, of: steady },
      );
    polling.current = poll({ client, document, variables: steady, waitMs, visibility, onChange });
    return () => polling.current?.stop();
  }, [client, document, steady, waitMs]);
  const refresh = useCallback(() => polling.current?.refresh(), []);
  return { ...seen.polled, isOutdated: seen.polled.data !== null && seen.of !== steady, refresh };
}
