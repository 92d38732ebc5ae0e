import { spawnSync } from 'node:child_process';
import { statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const folder = fileURLToPath(new URL('.', import.meta.url));

/** Installs what the gateway is measured beside, unless that is there already; throws if it cannot be had. */
export function installPeers(): void {
  if (changedAtMs('node_modules/.package-lock.json') >= changedAtMs('package-lock.json')) return;
  console.log('Installing the peers, once …');
  const { status } = spawnSync('npm', ['ci', '--prefix', folder], { stdio: 'inherit' });
  if (status !== 0) throw new Error('The peers could not be installed; --no-peers leaves them out.');
}

const changedAtMs = (path: string): number => statSync(folder + path, { throwIfNoEntry: false })?.mtimeMs ?? 0;
