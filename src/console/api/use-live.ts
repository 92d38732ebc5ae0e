import { useCallback, useEffect, useRef, useState } from 'react';
import { type AnyVariables, useClient } from 'urql';
import { type FollowOptions, follow, type Live } from './follow.ts';

/**
 * Follows a subscription while the component is there. `variables` are read once: give the component a `key` that changes
 * with them.
 */
export function useLive<Data, Variables extends AnyVariables>(
  options: Pick<FollowOptions<Data, Variables>, 'document' | 'variables' | 'isFinal'>,
): Live<Data> & { readonly again: () => void } {
  const client = useClient();
  const [live, setLive] = useState<Live<Data>>({ data: null, connection: 'connecting', failure: null });
  const [{ document, variables, isFinal }] = useState(options);
  const follower = useRef<ReturnType<typeof follow>>(null);
  useEffect(() => {
    const following = follow({ client, document, variables, isFinal, onChange: setLive });
    follower.current = following;
    return () => following.stop();
  }, [client, document, variables, isFinal]);
  const again = useCallback(() => follower.current?.again(), []);
  return { ...live, again };
}
