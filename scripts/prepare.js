// Runs at the end of `npm ci`, with whatever Node is there: builds the import console. An installation without the
// development dependencies has nothing to build it with, and the gateway works without it.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

if (existsSync('node_modules/vite') && existsSync('node_modules/react')) {
  const { status } = spawnSync('npm', ['run', '--silent', 'build:console'], { stdio: 'inherit', shell: true });
  process.exitCode = status ?? 1;
} else {
  process.stdout.write('The import console is not built: it needs the development dependencies.\n');
}
