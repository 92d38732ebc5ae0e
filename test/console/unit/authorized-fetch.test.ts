import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { expect, onTestFinished, test } from 'vitest';
import { createAuthorizedFetch } from '../../../src/console/api/authorized-fetch.ts';
import { createSession, type Session } from '../../../src/console/api/session.ts';
import { watchBody } from '../../../src/console/api/watched-body.ts';

type Answer = (request: IncomingMessage, response: ServerResponse) => void;

async function startServer(answer: Answer): Promise<string> {
  const server = createServer(answer).listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const address = server.address();
  return `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`;
}

function createStorage() {
  const values = new Map<string, string>();
  return {
    values,
    getItem: (key: string) => values.get(key) ?? null,
    setItem: (key: string, value: string) => void values.set(key, value),
    removeItem: (key: string) => void values.delete(key),
  };
}

/** Lets in who shows one of these secrets, and remembers what each request showed. */
const guard = (accepted: ReadonlySet<string>, seen: (string | undefined)[], challenge = 'Bearer realm="x"'): Answer => {
  return (request, response) => {
    const shown = request.headers.authorization ?? request.headers['x-api-key']?.toString();
    seen.push(shown);
    request.resume();
    const isIn = shown !== undefined && accepted.has(shown);
    if (!isIn) response.writeHead(401, { 'www-authenticate': challenge });
    response.end(isIn ? 'in' : JSON.stringify({ errors: [{ message: 'Log in first.' }] }));
  };
};

const nextDemand = (session: Session): Promise<unknown> =>
  new Promise(resolve => {
    const stop = session.subscribe(() => {
      if (session.demand() === null) return;
      stop();
      resolve(session.demand());
    });
  });

test('a request that is turned away is sent again when somebody has signed in, and not before', async () => {
  const seen: (string | undefined)[] = [];
  const url = await startServer(guard(new Set(['Bearer good']), seen));
  const storage = createStorage();
  const session = createSession(storage);
  const demanded = nextDemand(session);
  const answers = [1, 2, 3].map(() => createAuthorizedFetch(session)(url, { method: 'POST', body: 'a' }));
  expect(await demanded).toEqual({ kind: 'token', reason: 'Log in first.', isRefused: false });
  await expect.poll(() => seen).toHaveLength(3);
  const demandedAgain = nextDemand(session);
  session.signIn('bad');
  expect(await demandedAgain).toMatchObject({ isRefused: true });
  await expect.poll(() => seen).toHaveLength(6);
  session.signIn('good');
  expect(await Promise.all((await Promise.all(answers)).map(answer => answer.text()))).toEqual(['in', 'in', 'in']);
  expect(seen.slice(6)).toEqual(['Bearer good', 'Bearer good', 'Bearer good']);
  expect([...storage.values.values()]).toEqual(['{"kind":"token","secret":"good"}']);
  expect(createSession(storage).headers()).toEqual({ authorization: 'Bearer good' });
  session.signOut();
  expect([storage.values.size, session.headers()]).toEqual([0, {}]);
});

test('where callers bring a key of their own, that is what is asked for and sent', async () => {
  const seen: (string | undefined)[] = [];
  const url = await startServer(guard(new Set(['my-key']), seen, 'ApiKey realm="x", header="X-Api-Key"'));
  const session = createSession(createStorage());
  const demanded = nextDemand(session);
  const answer = createAuthorizedFetch(session)(url);
  expect(await demanded).toMatchObject({ kind: 'api-key' });
  session.signIn('my-key');
  expect(await (await answer).text()).toBe('in');
});

test('a refusal of a secret that has been replaced since asks nobody: the new one is tried', async () => {
  const seen: (string | undefined)[] = [];
  let hold: (() => void) | null = null;
  const url = await startServer((request, response) => {
    const answer = (): void => guard(new Set(['Bearer new']), seen)(request, response);
    if (request.headers.authorization === 'Bearer old') hold = answer;
    else answer();
  });
  const storage = createStorage();
  storage.setItem('trackier-gateway:credential', '{"kind":"token","secret":"old"}');
  const session = createSession(storage);
  const answer = createAuthorizedFetch(session)(url);
  await expect.poll(() => hold).not.toBeNull();
  session.signIn('new');
  hold!();
  expect(await (await answer).text()).toBe('in');
  expect([seen, session.demand()]).toEqual([['Bearer old', 'Bearer new'], null]);
});

test('a request that is given up stops waiting for a sign-in', async () => {
  const url = await startServer(guard(new Set(), []));
  const session = createSession(createStorage());
  const demanded = nextDemand(session);
  const controller = new AbortController();
  const answer = createAuthorizedFetch(session)(url, { signal: controller.signal });
  await demanded;
  controller.abort(new Error('given up'));
  await expect(answer).rejects.toThrow('given up');
});

test('what is in the storage and is no credential is none', () => {
  for (const stored of [
    '',
    '{',
    'null',
    '{}',
    '[]',
    '"a"',
    '{"kind":"other","secret":"a"}',
    '{"kind":"token","secret":1}',
  ]) {
    const storage = createStorage();
    storage.setItem('trackier-gateway:credential', stored);
    expect([stored, createSession(storage).headers()]).toEqual([stored, {}]);
  }
});

test('a stream that falls silent fails; one that says something now and then does not', async () => {
  const lasting = new ReadableStream<Uint8Array>({
    async start(controller) {
      for (let time = 0; time < 5; time += 1) {
        controller.enqueue(new Uint8Array([58, 10, 10]));
        await new Promise(resolve => setTimeout(resolve, 20));
      }
      controller.close();
    },
  });
  expect((await watchBody(new Response(lasting), 10_000).arrayBuffer()).byteLength).toBe(15);
  const silent = new ReadableStream<Uint8Array>({ start: controller => controller.enqueue(new Uint8Array([58])) });
  await expect(watchBody(new Response(silent), 50).text()).rejects.toThrow('The stream fell silent.');
});
