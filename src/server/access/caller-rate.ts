import { createLocalCallerRate } from './local-caller-rate.ts';
import { createSharedCallerRate, type SharedCallerRateOptions } from './shared-caller-rate.ts';

/** How many requests each caller may make in a minute. */
export interface CallerRate {
  /** Counts a request. Throws, or rejects with, a `TooManyRequestsError` when the caller has had all of a minute's. */
  readonly take: (callerId: string) => void | Promise<void>;
  /** Forgets all callers. */
  readonly close: () => void;
}

export interface CallerRateOptions extends Omit<SharedCallerRateOptions, 'shared'> {
  /** 0: as many as they like. */
  readonly requestsPerMinute: number;
  /** What all instances count with; null: this one is alone. */
  readonly shared: SharedCallerRateOptions['shared'] | null;
}

/** The limit that the configuration asks for. */
export function createCallerRate({ shared, ...options }: CallerRateOptions): CallerRate {
  if (options.requestsPerMinute === 0) return { take: () => {}, close: () => {} };
  return shared ? createSharedCallerRate({ shared, ...options }) : createLocalCallerRate(options);
}
