import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import type { CallerRate } from './caller-rate.ts';
import { createNewestEntries } from './newest-entries.ts';
import { TooManyRequestsError } from './too-many-requests-error.ts';

/** Of how many callers requests are counted: else who can make up callers (addresses of IPv6) would fill the memory. */
export const maxCallersCounted = 50_000;

export interface LocalCallerRateOptions {
  readonly requestsPerMinute: number;
  /** Those whose minute began last are counted. @default 50000 */
  readonly maxCallers?: number;
}

/** Counts the requests of each caller in this process alone. A caller's minute begins with its first request. */
export function createLocalCallerRate({
  requestsPerMinute,
  maxCallers = maxCallersCounted,
}: LocalCallerRateOptions): CallerRate {
  const limiter = new RateLimiterMemory({ points: requestsPerMinute, duration: 60, keyPrefix: '' });
  const counted = createNewestEntries<null>({
    max: maxCallers,
    onForgotten: callerId => void limiter.delete(callerId),
  });

  const refuse = (refusal: unknown): never => {
    if (!(refusal instanceof RateLimiterRes)) throw refusal;
    throw new TooManyRequestsError(requestsPerMinute, refusal.msBeforeNext);
  };

  return {
    async take(callerId) {
      const { isFirstInDuration } = await limiter.consume(callerId).catch(refuse);
      if (isFirstInDuration) counted.set(callerId, null);
    },
    close: counted.clear,
  };
}
