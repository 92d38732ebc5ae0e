import { useEffect, useRef } from 'react';
import { type AnyVariables, type UseQueryArgs, type UseQueryResponse, useQuery } from 'urql';
import { failureOf } from './failure.ts';

const firstDelayMs = 1_000;
const longestDelayMs = 15_000;

/** `useQuery`, which asks again by itself, less and less often, while the answer is a failure that may pass. */
export function useSteadyQuery<Data, Variables extends AnyVariables>(
  args: UseQueryArgs<Variables, Data>,
): UseQueryResponse<Data, Variables> {
  const [result, ask] = useQuery(args);
  const delayMs = useRef(firstDelayMs);
  const { error, fetching } = result;
  useEffect(() => {
    if (fetching) return undefined;
    if (!error || !failureOf(error).isPassing) {
      delayMs.current = firstDelayMs;
      return undefined;
    }
    const again = (): void => ask({ requestPolicy: 'network-only' });
    const timer = setTimeout(again, delayMs.current);
    delayMs.current = Math.min(delayMs.current * 2, longestDelayMs);
    addEventListener('online', again);
    return () => {
      clearTimeout(timer);
      removeEventListener('online', again);
    };
  }, [error, fetching, ask]);
  return [result, ask];
}
