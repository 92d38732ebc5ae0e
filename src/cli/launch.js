#!/usr/bin/env node
// JavaScript that an old Node can read too: it finds a Node that runs TypeScript, and lets it do the rest.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
const main = fileURLToPath(new URL('./main.ts', import.meta.url));
// It comes with `npm ci`.
const ownNode = fileURLToPath(new URL('../../node_modules/node/bin/node', import.meta.url));

if (major > 24 || (major === 24 && minor >= 3)) {
  await import('./main.ts');
} else if (existsSync(ownNode)) {
  const child = spawn(ownNode, [main, ...process.argv.slice(2)], { stdio: 'inherit' });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  child.on('exit', code => {
    process.exitCode = code ?? 1;
  });
} else {
  process.stderr.write(`This needs Node 24.3 or newer, not ${process.versions.node}. \`npm ci\` brings one along.\n`);
  process.exitCode = 1;
}
