import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Access, createAccess } from './access.ts';
import { type Door, openDoor } from './door.ts';
import { createLedger, type Ledger } from './ledger.ts';
import { createMemory, type Memory } from './scene.ts';
import { type SoakedGateway, startSoakedGateway } from './soaked-gateway.ts';
import { createTally, type Tally } from './tally.ts';
import { startUpstream, timeoutMs, type Upstream } from './upstream.ts';

/** A gateway as in production, a Trackier, and the books about both. */
export interface SoakWorld {
  readonly gateway: SoakedGateway;
  readonly upstream: Upstream;
  readonly access: Access;
  readonly door: Door;
  readonly ledger: Ledger;
  readonly tally: Tally;
  readonly memory: Memory;
  readonly close: () => Promise<void>;
}

/** What the gateway is loaded with beside itself, and where it keeps what it knows. */
export interface SoakWorldOptions {
  /** null: the embedded database. */
  readonly databaseUrl: string | null;
  readonly preloads?: readonly string[];
}

/** Starts all of it. */
export async function createSoakWorld({ databaseUrl, preloads }: SoakWorldOptions): Promise<SoakWorld> {
  const directory = mkdtempSync(join(tmpdir(), 'soak-'));
  const [ledger, tally, access] = [createLedger(), createTally(), createAccess(directory)];
  const upstream = await startUpstream(ledger);
  const env = {
    ...access.env,
    NODE_ENV: 'production',
    TRACKIER_BASE_URL: upstream.url,
    TRACKIER_TIMEOUT_MS: String(timeoutMs),
    CALLER_REQUESTS_PER_MINUTE: '0',
    METRICS_PORT: '0',
    ...(databaseUrl ? { DATABASE_URL: databaseUrl } : { DATA_DIR: join(directory, 'data') }),
  };
  const gateway = await startSoakedGateway(env, { tally, ...(preloads && { preloads }) });
  const door = openDoor(gateway.url, tally);
  return {
    gateway,
    upstream,
    access,
    door,
    ledger,
    tally,
    memory: createMemory(),
    async close() {
      await door.leave();
      const code = await gateway.stop();
      if (code !== 0) tally.wrong(`the gateway ended with the exit code ${code}`);
      await upstream.close();
      rmSync(directory, { recursive: true, force: true });
    },
  };
}
