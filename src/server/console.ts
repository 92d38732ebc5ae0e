import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { extname } from 'node:path';
import type { Route } from './http-server.ts';
import { pageHeaders } from './security-headers.ts';
import { createStaticFile, keptForGood, type StaticFile, sendStaticFile } from './static-file.ts';

/** The import console: a page at `/`, and its parts under `/console/`. */
export interface Console {
  readonly sendPage: Route['handle'];
  /** Under `/console/`; false when there is no such file. */
  readonly sendAsset: (...request: Parameters<Route['handle']>) => Promise<boolean>;
}

const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "worker-src 'self'",
  "style-src 'self'",
  "font-src 'self'",
  "img-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

const types: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
};

/** Where `npm run build:console` puts it. */
const built = new URL('../../build/console/', import.meta.url);

/** Whether there is a console: an installation without the development dependencies has none. */
export const isConsoleBuilt = (directory: URL = built): boolean => existsSync(new URL('index.html', directory));

/**
 * The console as it was built; null if it was not, and everything else works without it. Its files are read when somebody
 * first opens it.
 */
export function createConsole(directory: URL = built): Console | null {
  if (!isConsoleBuilt(directory)) return null;
  let loading: ReturnType<typeof loadFiles> | null = null;
  const load = (): ReturnType<typeof loadFiles> => (loading ??= loadFiles(directory));
  return {
    async sendPage(request, response) {
      const { page } = await load();
      sendStaticFile(request, response, page, pageHeaders(contentSecurityPolicy));
    },
    async sendAsset(request, response) {
      const file = (await load()).assets.get(pathOf(request.url));
      if (!file) return false;
      // A worker is bound by the policy that comes with its own script.
      sendStaticFile(request, response, file, { ...keptForGood, 'content-security-policy': contentSecurityPolicy });
      return true;
    },
  };
}

const pathOf = (url = ''): string => url.split('?', 1)[0] ?? '';

async function loadFiles(directory: URL) {
  const names = await readdir(new URL('console/', directory));
  const load = async (name: string): Promise<readonly [string, StaticFile]> => {
    const type = types[extname(name)] ?? 'application/octet-stream';
    return [`/console/${name}`, await createStaticFile(type, await readFile(new URL(`console/${name}`, directory)))];
  };
  const [page, ...assets] = await Promise.all([
    readFile(new URL('index.html', directory)).then(html => createStaticFile('text/html; charset=utf-8', html)),
    ...names.map(load),
  ]);
  return { page, assets: new Map(assets) };
}
