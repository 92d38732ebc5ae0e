import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Contender, StartSettings } from './contender.ts';
import { contractDialect, openApiDialect, wireDialect } from './dialects.ts';
import { startProgram, startServer } from './server-process.ts';
import { findTailcall } from './tailcall-program.ts';
import { createTemporaryDirectory } from './temporary-directory.ts';

/** What a reader might take instead, and in words what could not be measured here. */
export interface Peers {
  readonly contenders: readonly Contender[];
  readonly absent: readonly string[];
}

const fileOf = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

const environment = ({ upstreamUrl, env }: StartSettings): Readonly<Record<string, string>> => ({
  TRACKIER_BASE_URL: upstreamUrl,
  TRACKIER_API_KEY: 'bench',
  ...env,
});

const mercurius: Contender = {
  name: 'Mercurius, JIT',
  kind: 'node-peer',
  setUp: 'Fastify, a schema with resolvers, `jit: 1`, and undici’s pool.',
  dialect: contractDialect,
  headers: {},
  start: settings =>
    startServer({ ...settings, script: 'bench/peers/mercurius/server.js', env: environment(settings) }),
};

const apolloServer: Contender = {
  name: 'Apollo Server',
  kind: 'node-peer',
  setUp: 'Express 5, CORS, the plugin that drains the server, and a `RESTDataSource` for each request.',
  dialect: contractDialect,
  headers: {},
  start: settings =>
    startServer({ ...settings, script: 'bench/peers/apollo-server/server.js', env: environment(settings) }),
};

const hiveGateway: Contender = {
  name: 'Hive Gateway',
  kind: 'node-peer',
  setUp:
    'Its command line over a supergraph that Mesh Compose made from an OpenAPI document, with the naming convention transform; its answer has Trackier’s shape.',
  dialect: openApiDialect,
  headers: {},
  start(settings) {
    const env = environment(settings);
    const script = 'bench/node_modules/@graphql-hive/gateway/dist/bin.js';
    const config = fileOf('peers/hive-gateway/gateway.config.js');
    const args = ['supergraph', composeSupergraph(env), '--config-path', config];
    return startServer({ ...settings, script, args, env: { ...env, HOST: '127.0.0.1' } });
  },
};

// A matter of deployment, not of the gateway's start.
function composeSupergraph(env: Readonly<Record<string, string>>): string {
  const output = join(createTemporaryDirectory('supergraph'), 'supergraph.graphql');
  const compose = fileOf('node_modules/@graphql-mesh/compose-cli/esm/bin.js');
  const args = [compose, '--config-path', fileOf('peers/hive-gateway/mesh.config.js'), '--output', output];
  const { status, stderr } = spawnSync(process.execPath, args, {
    cwd: fileOf('.'),
    env: { PATH: process.env['PATH'], ...env },
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`The supergraph could not be composed:\n${stderr}`);
  return output;
}

const tailcallWith = (program: readonly string[]): Contender => ({
  name: 'Tailcall',
  kind: 'other-peer',
  setUp:
    'A configuration with `@http`. It cannot rename input fields, so its caller has to write Trackier’s own names; its answer has Trackier’s shape. Not Node: Rust.',
  dialect: wireDialect,
  headers: {},
  start(settings) {
    const template = readFileSync(fileOf('peers/tailcall/trackier.graphql'), 'utf8');
    const config = join(createTemporaryDirectory('tailcall'), 'trackier.graphql');
    return startProgram({
      ...settings,
      command(port) {
        writeFileSync(config, template.replace('port: PORT', `port: ${port}`));
        return [...program, 'start', config];
      },
      env: { ...environment(settings), TAILCALL_TRACKER: 'false' },
    });
  },
});

/** The peers that can run on this machine; they have to be installed. */
export function findPeers(): Peers {
  const tailcall = findTailcall();
  const nodePeers = [mercurius, apolloServer, hiveGateway];
  return tailcall.command
    ? { contenders: [...nodePeers, tailcallWith(tailcall.command)], absent: [] }
    : { contenders: nodePeers, absent: [`Tailcall was not measured: ${tailcall.problem}.`] };
}
