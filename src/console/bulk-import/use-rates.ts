import { useEffect, useState } from 'react';
import { createRateHistory, noRates, type Rates } from './rate-history.ts';

const refreshMs = 1_000;

/** How fast a count has grown since the page was opened; it moves on for as long as something goes on. */
export function useRates(count: number, isRunning: boolean): Rates {
  const [history] = useState(createRateHistory);
  const [rates, setRates] = useState(noRates);
  useEffect(() => {
    history.add(performance.now(), count);
    // When nothing goes on any more, this is the last that is seen.
    const timer = setTimeout(() => setRates(history.read(performance.now())), refreshMs);
    return () => clearTimeout(timer);
  }, [history, count]);
  useEffect(() => {
    if (!isRunning) return undefined;
    const timer = setInterval(() => setRates(history.read(performance.now())), refreshMs);
    return () => clearInterval(timer);
  }, [history, isRunning]);
  return rates;
}
