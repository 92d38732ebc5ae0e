import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { Fault } from './fault.ts';
import { parseFaults } from './fault-parser.ts';
import { createFaultPlan } from './fault-plan.ts';
import { createGate } from './gate.ts';
import type { Job } from './job.ts';
import { createObjectIds } from './object-id.ts';
import { createRateWindow } from './rate-window.ts';
import { createRequestListener } from './request-listener.ts';
import { createRequestLog, type RecordedRequest } from './request-log.ts';
import { type SandboxOptions, type SandboxSettings, settingsFrom } from './sandbox-options.ts';
import { createTrackierApi, type TrackierApi } from './trackier-api.ts';
import { createNetworkClock } from './trackier-time.ts';

/** Where a sandbox listens. */
export interface SandboxAddress {
  readonly url: string;
  readonly port: number;
}

/** A Trackier of its own, over HTTP. */
export interface Sandbox {
  /** Starts it; rejects when the port is taken. */
  readonly listen: () => Promise<SandboxAddress>;
  /** Destroys every connection and ends every wait. */
  readonly close: () => Promise<void>;
  /** Its base URL; throws while it does not listen. */
  readonly url: string;
  /** What arrived at Trackier's routes, oldest first, faults included. */
  readonly requests: readonly RecordedRequest[];
  /** Resolves when so many requests have arrived in all, their bodies read. */
  readonly waitForRequests: (count: number) => Promise<void>;
  /** Forgets what arrived, and starts the count of `waitForRequests` anew. */
  readonly clearRequests: () => void;
  /** Every job so far, with what came of its rows. */
  readonly jobs: readonly Job[];
  /** Replaces the faults; throws a `FaultSyntaxError` when one cannot be used. */
  readonly setFaults: (faults: readonly Fault[]) => void;
  /** The faults that have not struck as often as they should. */
  readonly pendingFaults: readonly Fault[];
  /** Lets the answers go that a `hold` fault holds now. */
  readonly release: () => void;
}

const LOG_LIMITS = { requests: 20_000, bodyCharacters: 64 * 1024 * 1024 };

/** Creates a sandbox, which does not listen yet. */
export function createSandbox(options: SandboxOptions = {}): Sandbox {
  const settings = settingsFrom(options);
  const api = createApi(settings);
  const faults = createFaultPlan();
  const log = createRequestLog(LOG_LIMITS);
  const gate = createGate();
  const closing = new AbortController();
  const controls = { faults, log, release: gate.open };
  const listener = createRequestListener({
    ...controls,
    api,
    now: settings.now,
    released: gate.passed,
    signal: closing.signal,
  });
  const server = createServer((request, response) => void listener(request, response));
  return {
    listen: () => listen(server, settings),
    async close() {
      closing.abort();
      await closeServer(server);
    },
    get url() {
      return addressOf(server, settings).url;
    },
    get requests() {
      return log.list();
    },
    waitForRequests: log.reached,
    clearRequests: log.clear,
    get jobs() {
      return api.jobs();
    },
    setFaults: list => faults.replace(parseFaults(list)),
    get pendingFaults() {
      return faults.pending();
    },
    release: gate.open,
  };
}

function createApi(settings: SandboxSettings): TrackierApi {
  return createTrackierApi({
    ...settings,
    nextId: createObjectIds(settings.now),
    rateWindow: createRateWindow(settings.requestsPerSecond, settings.now),
    networkTime: createNetworkClock(settings.networkTimeZone),
  });
}

async function listen(server: Server, settings: SandboxSettings): Promise<SandboxAddress> {
  server.listen(settings.port, settings.host);
  await once(server, 'listening');
  return addressOf(server, settings);
}

async function closeServer(server: Server): Promise<void> {
  if (!server.listening) return;
  const closed = once(server, 'close');
  server.close();
  server.closeAllConnections();
  await closed;
}

function addressOf(server: Server, { host }: SandboxSettings): SandboxAddress {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The sandbox does not listen.');
  const hostInUrl = host.includes(':') ? `[${host}]` : host;
  return { url: `http://${hostInUrl}:${address.port}`, port: address.port };
}
