import { type Access, jwtAccess, tokenAccess } from './access.ts';
import type { Contender, StartSettings } from './contender.ts';
import type { Database } from './databases.ts';
import { contractDialect } from './dialects.ts';
import { gatewayEnvironment, gatewayFlags } from './gateway-environment.ts';
import { type ServerProcess, startServer } from './server-process.ts';

/** The least that a proxy has to do. */
export const rawProxy: Contender = {
  name: 'raw',
  kind: 'raw',
  setUp:
    '`node:http` and an undici pool that parse the request’s JSON, rename the fields, POST them and word the answer; it checks nothing.',
  dialect: contractDialect,
  headers: {},
  start: ({ upstreamUrl, core, env }) =>
    startServer({ script: 'bench/raw-proxy.ts', core, env: { TRACKIER_BASE_URL: upstreamUrl, ...env } }),
};

/** The gateway as the goals mean it. */
export function tokenGateway(): Contender {
  const access = tokenAccess();
  return {
    name: 'gateway',
    kind: 'gateway',
    setUp:
      '`src/main.ts` with the flags of `npm start`, in live mode, `NODE_ENV=production`, `AUTH_MODE=token`, every request logged as JSON to a file, metrics, limits, breaker, rows checked, errors masked, SQLite, no traces.',
    dialect: contractDialect,
    headers: access.headers,
    start: settings => startGateway(settings, access),
  };
}

/** The gateway with tokens that an identity provider signed. */
export async function jwtGateway(): Promise<Contender> {
  const access = await jwtAccess();
  return {
    ...tokenGateway(),
    name: 'gateway, JWT',
    kind: 'variant',
    setUp: 'The same with `AUTH_MODE=jwt` (ES256).',
    headers: access.headers,
    start: settings => startGateway(settings, access),
  };
}

/** The gateway on a database that several may share. */
export function postgresGateway(database: Database): Contender {
  const access = tokenAccess();
  return {
    ...tokenGateway(),
    name: 'gateway, PostgreSQL',
    kind: 'variant',
    setUp: 'The same with `DATABASE_URL`; what PostgreSQL itself does is not counted.',
    headers: access.headers,
    async start(settings) {
      const { env, drop } = await database.create();
      const server = await startGateway(settings, { ...access, env: { ...access.env, ...env } });
      const stop = async (): Promise<void> => {
        await server.stop();
        await drop();
      };
      return { ...server, stop };
    },
  };
}

const startGateway = ({ upstreamUrl, core, env = {} }: StartSettings, access: Access): Promise<ServerProcess> =>
  startServer({
    script: 'src/main.ts',
    flags: gatewayFlags(),
    core,
    env: { ...gatewayEnvironment(upstreamUrl), ...access.env, ...env },
  });
