import type { Dialect } from './dialects.ts';
import type { ServerProcess } from './server-process.ts';

/** One of the servers that are measured side by side. */
export interface Contender {
  readonly name: string;
  /** `raw`: what all are compared with. `gateway`: ours, as the goals mean it. `variant`: ours otherwise. The rest are peers. */
  readonly kind: 'raw' | 'gateway' | 'variant' | 'node-peer' | 'other-peer';
  /** How it was set up, for the report. */
  readonly setUp: string;
  readonly dialect: Dialect;
  /** Of every request. */
  readonly headers: Readonly<Record<string, string>>;
  readonly start: (settings: StartSettings) => Promise<ServerProcess>;
}

/** Where a contender finds its upstream, and where it runs. */
export interface StartSettings {
  readonly upstreamUrl: string;
  /** null: wherever the system likes. */
  readonly core: number | null;
  /** Added to what the contender's own environment is. */
  readonly env?: Readonly<Record<string, string>>;
}
