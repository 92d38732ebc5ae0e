import { matchesGlob } from 'node:path';

/** Whether a path of the build context is kept from the build: the last pattern that fits decides. */
export function createIgnoreCheck(dockerignore: string): (path: string) => boolean {
  const patterns = dockerignore
    .split('\n')
    .map(line => line.trim())
    .filter(line => line !== '' && !line.startsWith('#'))
    .map(line => ({ excludes: !line.startsWith('!'), glob: line.replace(/^!/, '').replace(/\/$/, '') }));
  return path =>
    patterns.findLast(({ glob }) => matchesGlob(path, glob) || matchesGlob(path, `${glob}/**`))?.excludes ?? false;
}
