import { readFile } from 'node:fs/promises';
import { gzipSync } from 'node:zlib';

const built = new URL('../../build/console/', import.meta.url);

/** How much JavaScript the console's page loads before anything is done with it, gzipped. */
export async function firstLoadBytes(): Promise<number> {
  const html = await readFile(new URL('index.html', built), 'utf8');
  const scripts = [...html.matchAll(/(?:src|href)="\/([^"]+\.js)"/g)].map(([, path = '']) => new URL(path, built));
  if (scripts.length === 0) throw new Error('The page loads no script.');
  const sizes = await Promise.all(scripts.map(async script => gzipSync(await readFile(script)).length));
  return sizes.reduce((sum, size) => sum + size, 0);
}
