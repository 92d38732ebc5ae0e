import { existsSync, readFileSync } from 'node:fs';
import { availableParallelism, cpus, loadavg, release, totalmem, type } from 'node:os';
import { canPin } from './cores.ts';

const own = ['graphql', 'graphql-yoga', '@pothos/core', 'undici'];
const ofPeers = ['mercurius', 'fastify', '@apollo/server', '@apollo/datasource-rest', '@graphql-hive/gateway'];
const ofBinaries = ['@tailcallhq/core-linux-x64-gnu'];

/** The versions that are measured, on one line. */
export function describeVersions(): string {
  return [`Node ${process.versions.node}`, ...own.map(name => `${name} ${versionOf('..', name)}`)].join(', ');
}

/** The versions of the peers, on one line; they have to be installed. */
export function describePeers(): string {
  return [...ofPeers, 'graphql', ...ofBinaries].map(name => `${name} ${versionOf('.', name)}`).join(', ');
}

/** The machine, and how busy it was before, on one line. */
export function describeMachine(): string {
  const gibibytes = Math.round(totalmem() / 1024 ** 3);
  const model = cpus()[0]?.model ?? 'unknown processor';
  const pinning = canPin ? 'measured servers on one core, all else on another' : 'no process pinned to a core';
  const load = (loadavg()[0] ?? 0).toFixed(1);
  return `${availableParallelism()} × ${model}, ${gibibytes} GiB, ${type()} ${release()}; ${pinning}; load average before the start ${load}`;
}

function versionOf(folder: string, name: string): string {
  const path = new URL(`${folder}/node_modules/${name}/package.json`, import.meta.url);
  if (!existsSync(path)) return 'absent';
  const manifest: { version: string } = JSON.parse(readFileSync(path, 'utf8'));
  return manifest.version;
}
