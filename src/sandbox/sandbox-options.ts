import { DEFAULT_TIMINGS, type JobTimings } from './job-timings.ts';
import { DEFAULT_VARIANTS, type Variants } from './variants.ts';

/** The API key that a sandbox takes unless it is told another. */
export const SANDBOX_API_KEY = 'sandbox-key';

/** How a sandbox behaves; everything has a default. */
export interface SandboxOptions {
  /** One key or several; each has its own jobs, conversions and rate. @default SANDBOX_API_KEY */
  readonly apiKey?: string | readonly string[];
  /** Per key, in any one second; `Infinity` turns the limit off. @default 5 */
  readonly requestsPerSecond?: number;
  /** @default '127.0.0.1' */
  readonly host?: string;
  /** 0 picks a free one. @default 0 */
  readonly port?: number;
  /** Milliseconds since 1970; jobs, rate and records go by it, only the faults' own waits by the machine's clock. @default Date.now */
  readonly now?: () => number;
  /** What is absent keeps its default. */
  readonly timings?: Partial<JobTimings>;
  /** The network's zone, in which log lines are written. @default 'Asia/Kolkata' */
  readonly networkTimeZone?: string;
  /** What is absent keeps its default. */
  readonly variants?: Partial<Variants>;
}

/** Options with every default filled in. */
export interface SandboxSettings {
  readonly keys: readonly string[];
  readonly requestsPerSecond: number;
  readonly host: string;
  readonly port: number;
  readonly now: () => number;
  readonly timings: JobTimings;
  readonly networkTimeZone: string;
  readonly variants: Variants;
}

/** Fills in the defaults. */
export function settingsFrom(options: SandboxOptions): SandboxSettings {
  const { apiKey = SANDBOX_API_KEY, requestsPerSecond = 5, host = '127.0.0.1', port = 0 } = options;
  return {
    keys: typeof apiKey === 'string' ? [apiKey] : apiKey,
    requestsPerSecond,
    host,
    port,
    now: options.now ?? Date.now,
    timings: { ...DEFAULT_TIMINGS, ...options.timings },
    networkTimeZone: options.networkTimeZone ?? 'Asia/Kolkata',
    variants: { ...DEFAULT_VARIANTS, ...options.variants },
  };
}
