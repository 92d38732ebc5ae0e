import { access, mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { findPackageJSON } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { type Browser, type BrowserServer, chromium, type LaunchOptions } from 'playwright-core';

const cache = new URL('../../node_modules/.cache/chromium/', import.meta.url).pathname;

const isThere = async (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    () => false,
  );

/** A real Chromium that npm brought along, libraries included, so that it needs nothing of the machine but its kernel. */
export const launchBrowser = async (): Promise<Browser> => chromium.launch(await launchOptions());

/** The same, for others to connect to. */
export const serveBrowser = async (): Promise<BrowserServer> =>
  chromium.launchServer({ ...(await launchOptions()), host: '127.0.0.1' });

async function launchOptions(): Promise<LaunchOptions> {
  const home = await unpack();
  return {
    executablePath: join(home, 'chromium'),
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
    env: {
      HOME: home,
      TMPDIR: tmpdir(),
      FONTCONFIG_FILE: join(home, 'fonts.conf'),
      LD_LIBRARY_PATH: join(home, 'al2023', 'lib'),
    },
  };
}

/** Once for each checkout. It is moved to its place when it is whole, as other tests may look at the same time. */
async function unpack(): Promise<string> {
  const home = join(cache, 'unpacked');
  if (await isThere(home)) return home;
  await mkdir(cache, { recursive: true });
  const draft = await mkdtemp(join(cache, 'draft-'));
  await inflateInto(draft);
  await writeFile(join(draft, 'fonts.conf'), fontsConf(home));
  try {
    await rename(draft, home);
  } catch (error) {
    if (!(await isThere(home))) throw error;
    await rm(draft, { recursive: true });
  }
  return home;
}

/** The package's own names directories that are elsewhere, and without a font Chromium ends as soon as it paints. */
const fontsConf = (home: string): string => `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>${join(home, 'fonts')}</dir>
  <cachedir>${join(home, 'fonts-cache')}</cachedir>
</fontconfig>
`;

/** The package unpacks to the directory for temporary files, wherever that is at the time. */
async function inflateInto(directory: string): Promise<void> {
  const name = '@sparticuz/chromium';
  const bin = join(dirname(findPackageJSON(name, import.meta.url) ?? ''), 'bin');
  const { inflate } = await import('@sparticuz/chromium');
  const usual = process.env['TMPDIR'];
  process.env['TMPDIR'] = directory;
  try {
    const archives = ['chromium.br', 'fonts.tar.br', 'swiftshader.tar.br', 'al2023.tar.br'];
    await Promise.all(archives.map(archive => inflate(join(bin, archive))));
  } finally {
    if (usual === undefined) delete process.env['TMPDIR'];
    else process.env['TMPDIR'] = usual;
  }
}
