import { tokenAccess } from './access.ts';
import { serverCore } from './cores.ts';
import type { Database } from './databases.ts';
import { gatewayEnvironment, gatewayFlags } from './gateway-environment.ts';
import { type ServerProcess, startServer } from './server-process.ts';

/** Where a gateway's requests go, and how its process is started. */
export interface GatewaySettings {
  readonly upstreamUrl: string;
  readonly database: Database;
  /** Such as `--max-semi-space-size=16`. */
  readonly nodeOptions: string;
}

/** Starts a gateway on a fresh database that callers with a token may use, and ends both when `use` is through. */
export async function useGateway<T>(
  { upstreamUrl, database, nodeOptions }: GatewaySettings,
  use: (gateway: ServerProcess) => Promise<T>,
): Promise<T> {
  const { env, drop } = await database.create();
  const gateway = await startServer({
    script: 'src/main.ts',
    // In the place of the usual ones.
    flags: nodeOptions === '' ? gatewayFlags() : [],
    core: serverCore,
    env: {
      ...gatewayEnvironment(upstreamUrl),
      ...tokenAccess().env,
      ...env,
      ...(nodeOptions && { NODE_OPTIONS: nodeOptions }),
    },
  });
  try {
    return await use(gateway);
  } finally {
    await gateway.stop();
    await drop();
  }
}
