import { readFileSync } from 'node:fs';
import { availableParallelism, cpus, loadavg, release, totalmem, type } from 'node:os';
import { canPin } from './cores.ts';

const packages = ['graphql', 'graphql-yoga', '@pothos/core', 'undici'];

/** The versions that are measured, on one line. */
export function describeVersions(): string {
  const versions = packages.map(name => `${name} ${versionOf(name)}`);
  return [`Node ${process.versions.node}`, ...versions].join(', ');
}

/** The machine, and how busy it was before, on one line. */
export function describeMachine(): string {
  const gibibytes = Math.round(totalmem() / 1024 ** 3);
  const model = cpus()[0]?.model ?? 'unknown processor';
  const pinning = canPin ? 'measured servers on one core, all else on another' : 'no process pinned to a core';
  const load = (loadavg()[0] ?? 0).toFixed(1);
  return `${availableParallelism()} × ${model}, ${gibibytes} GiB, ${type()} ${release()}; ${pinning}; load average before the start ${load}`;
}

function versionOf(name: string): string {
  const manifest: { version: string } = JSON.parse(
    readFileSync(new URL(`../node_modules/${name}/package.json`, import.meta.url), 'utf8'),
  );
  return manifest.version;
}
