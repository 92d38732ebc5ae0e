import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { text } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import type { LockFile } from '../../scripts/lock-file.ts';
import { buildImage, type Image } from './build-image.ts';
import { parseDockerfile } from './dockerfile.ts';

// No Docker: the steps of the Dockerfile are run in a folder, and what they leave is started as the image would be.

const project = new URL('../../', import.meta.url).pathname;
const read = (file: string): string => readFileSync(join(project, file), 'utf8');
const dockerfile = read('Dockerfile');
const lockFile: LockFile = JSON.parse(read('package-lock.json'));

const minutes = (count: number): number => count * 60_000;

let folder: string;
let image: Image;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'image-'));
  const hostEnv = { ...hostEnvironment(), npm_config_prefer_offline: 'true' };
  image = buildImage({ dockerfile, dockerignore: read('.dockerignore'), context: project, folder, hostEnv });
}, minutes(10));

// Tens of thousands of files, which some disks take longer over than over all the rest.
afterAll(() => rm(folder, { recursive: true, force: true }), minutes(10));

/** The host's environment, node of the version that runs the tests before all, without settings of gateway and tests. */
function hostEnvironment(): NodeJS.ProcessEnv {
  const settings =
    /^(?:PORT|HOST|NODE_ENV|NODE_OPTIONS|NODE_COMPILE_CACHE|LOG_.*|TRACKIER_.*|VITEST.*|npm_(?!config_).*|npm_config_(?:local_)?prefix)$/;
  const kept = Object.entries(process.env).filter(([name]) => !settings.test(name));
  const path = [dirname(process.execPath), process.env['PATH'] ?? ''].join(delimiter);
  return { ...Object.fromEntries(kept), PATH: path };
}

/** Starts a command as the container would: no shell, the image's environment and what `docker run -e` adds. */
function start([command = '', ...args]: readonly string[], env: Readonly<Record<string, string>>): ChildProcess {
  const child = spawn(command, args, {
    cwd: image.workFolder,
    env: { ...hostEnvironment(), ...image.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  return child;
}

async function finish(child: ChildProcess): Promise<{ code: unknown; output: string }> {
  const streams = [child.stdout, child.stderr].filter(stream => stream !== null);
  const output = Promise.all(streams.map(stream => text(stream)));
  const [code] = await once(child, 'exit');
  return { code, output: (await output).join('') };
}

async function findFreePort(): Promise<string> {
  const server = createServer().listen(0);
  await once(server, 'listening');
  const address = server.address();
  server.close();
  return String(typeof address === 'object' && address ? address.port : 0);
}

const isHealthy = async (port: string): Promise<boolean> =>
  (await finish(start(image.healthCheck, { PORT: port }))).code === 0;

async function waitUntilHealthy(port: string): Promise<void> {
  while (!(await isHealthy(port))) await sleep(50);
}

/** Every file of the compile cache, with its time: a file that is written again, or a new one, is a miss. */
function compileCache(): readonly string[] {
  const cache = image.env['NODE_COMPILE_CACHE'] ?? '';
  return readdirSync(cache, { recursive: true, encoding: 'utf8' })
    .map(file => ({ file, status: statSync(join(cache, file)) }))
    .filter(({ status }) => status.isFile())
    .map(({ file, status }) => `${file} ${status.size} ${status.mtimeMs}`)
    .toSorted();
}

async function importOne(port: string): Promise<unknown> {
  const response = await fetch(`http://127.0.0.1:${port}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      query: `mutation ($input: ImportConversionsInput!) {
        importConversions(input: $input) { __typename ... on ImportConversionsPayload { acceptedCount job { state } } }
      }`,
      variables: { input: { conversions: [{ clickId: '5aae975a9b155cccddccefbe' }] } },
    }),
  });
  return response.json();
}

test('starts, is healthy, imports, and stops on SIGTERM with code 0', async () => {
  const port = await findFreePort();
  // The health check's own code gets into the cache, too.
  await isHealthy(port);
  const cacheBefore = compileCache();
  const gateway = start(image.command, { TRACKIER_MODE: 'sandbox', PORT: port });
  const finished = finish(gateway);
  await waitUntilHealthy(port);
  expect(await importOne(port)).toEqual({
    data: {
      importConversions: {
        __typename: 'ImportConversionsPayload',
        acceptedCount: 1,
        job: { state: 'PENDING' },
      },
    },
  });
  expect(await (await fetch(`http://127.0.0.1:${port}/`)).text()).toContain('<title>Imports');
  gateway.kill('SIGTERM');
  const { code, output } = await finished;
  expect({ code, output }).toMatchObject({ code: 0 });
  expect(cacheBefore.length).toBeGreaterThan(100);
  expect(compileCache()).toEqual(cacheBefore);
});

test('logs JSON, one object a line', async () => {
  const port = await findFreePort();
  const gateway = start(image.command, { TRACKIER_MODE: 'sandbox', PORT: port });
  const finished = finish(gateway);
  await waitUntilHealthy(port);
  gateway.kill('SIGTERM');
  const { output } = await finished;
  const entries: readonly unknown[] = output
    .trim()
    .split('\n')
    .map(line => JSON.parse(line));
  expect(entries).toContainEqual(expect.objectContaining({ mode: 'SANDBOX' }));
});

test('a gateway that does not run is not healthy', async () => {
  expect(await isHealthy(await findFreePort())).toBe(false);
});

test('without a key and without TRACKIER_MODE it exits with code 78 and says what is missing', async () => {
  const { code, output } = await finish(start(image.command, {}));
  expect({ code, output }).toEqual({ code: 78, output: expect.stringContaining('TRACKIER_API_KEY') });
});

test('live, open to the network and without authentication it exits with code 78', async () => {
  const { code, output } = await finish(start(image.command, { TRACKIER_API_KEY: 'key' }));
  expect({ code, output }).toEqual({ code: 78, output: expect.stringContaining('ALLOW_UNAUTHENTICATED') });
});

test('holds the sources and what they need, and nothing else', () => {
  expect(readdirSync(image.workFolder).toSorted()).toEqual(['LICENSE', 'build', 'node_modules', 'package.json', 'src']);
  expect(readdirSync(join(image.workFolder, 'build'))).toEqual(['console']);
  const forDevelopment = Object.entries(lockFile.packages).filter(([, { dev }]) => dev === true);
  expect(forDevelopment.length).toBeGreaterThan(0);
  expect(forDevelopment.filter(([place]) => existsSync(join(image.workFolder, place)))).toEqual([]);
  const sources = readdirSync(join(image.workFolder, 'src'), { recursive: true, encoding: 'utf8' });
  expect(sources.filter(file => file.includes('.test.'))).toEqual([]);
});

test('runs node itself as its first process, not as root, and with no program that the image lacks', () => {
  expect(image.command).toEqual(['node', '--min-semi-space-size=24', '--max-semi-space-size=24', 'src/main.ts']);
  expect(image.healthCheck[0]).toBe('node');
  expect(image.user).toBe('node');
  expect(image.exposed).toEqual([image.env['PORT']]);
  expect(image.env).toMatchObject({ NODE_ENV: 'production', HOST: '0.0.0.0', PORT: '4000', LOG_FORMAT: 'json' });
  expect(image.labels['org.opencontainers.image.title']).toBe('trackier-graphql-gateway');
});

test('every stage is of the same base image, so that what one installs and compiles fits the other', () => {
  const stages = parseDockerfile(dockerfile);
  const names = stages.map(({ name }) => name);
  const bases = stages.map(({ from }) => from).filter(from => !names.includes(from));
  expect(new Set(bases)).toEqual(new Set([`node:${read('.nvmrc').trim()}-slim`]));
});
