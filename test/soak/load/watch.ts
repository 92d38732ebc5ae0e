import { once } from 'node:events';
import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { bearer } from '../door.ts';
import { type Deeds, pick, type Scene } from '../scene.ts';

const importDocument = 'subscription ($id: ID!) { bulkImport(id: $id) { state progress rows { submitted queued } } }';
const jobDocument = 'subscription ($id: ID!) { importJob(id: $id) { state summary { importedCount } } }';
const longestMs = 6_000;

/** Subscriptions that come and go. */
export const watch: Deeds = {
  'subscription to an import': [8, scene => watchOne(scene, 'imports', importDocument)],
  'subscription to a job': [6, scene => watchOne(scene, 'jobs', jobDocument)],
  'subscription to nothing': [2, watchNothing],
  'subscription of a guest': [2, scene => watchOne(scene, 'imports', importDocument, 'guest')],
  'subscription that nobody reads': [3, watchAsleep],
  reading: [8, read],
};

/** Stays for a while, or to the end. */
async function watchOne(scene: Scene, what: 'imports' | 'jobs', document: string, token?: string): Promise<string> {
  const list: readonly { id: string; tenant: string }[] = scene.memory[what].slice(-30);
  const known = pick(scene.random, token ? list.filter(({ tenant }) => tenant === 'globex') : list);
  if (!known) return 'none yet';
  const stream = await scene.door.subscribe(token ?? known.tenant, document, { id: known.id });
  if (stream.status >= 500) scene.tally.wrong(`a subscription: ${stream.status}`);
  const leaving = sleep(scene.random() ** 2 * longestMs).then(() => 'left' as const);
  for (let count = 0; ; count++) {
    const event = await Promise.race([stream.next().catch(() => null), leaving]);
    if (event === 'left') {
      stream.leave();
      return 'left';
    }
    const [error] = event?.data?.errors ?? [];
    if (error) return String(error.extensions?.code ?? `status ${stream.status}`);
    if (!event || event.event === 'complete') return stream.status === 200 ? 'complete' : `status ${stream.status}`;
  }
}

async function watchNothing({ door }: Scene): Promise<string> {
  const stream = await door.subscribe('acme', importDocument, { id: 'nothing' });
  const event = await stream.next();
  await stream.next();
  return String(event?.data?.errors?.[0]?.extensions?.code ?? stream.status);
}

/** Never reads an answer, and ends without a farewell. */
async function watchAsleep(scene: Scene): Promise<string> {
  const known = pick(scene.random, scene.memory.imports.slice(-30));
  if (!known) return 'none yet';
  const body = JSON.stringify({ query: importDocument, variables: { id: known.id } });
  const socket = connect(Number(new URL(scene.door.url).port), '127.0.0.1').on('error', () => {});
  await once(socket, 'connect');
  socket.pause();
  socket.write(
    `POST /graphql HTTP/1.1\r\nHost: localhost\r\nAuthorization: ${bearer(known.tenant)['authorization']}\r\n` +
      `Accept: text/event-stream\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n${body}`,
  );
  await sleep(scene.random() * longestMs);
  socket.resetAndDestroy();
  return 'reset';
}

const listDocument = `query ($first: Int!) { viewer { tenant scopes rateLimit { queuedRequests } } bulkImports(first: $first) {
  totalCount pageInfo { endCursor } edges { node { id state rows { total } batches(first: 3) { edges { node { state job { id } } } } } }
} }`;
const jobsDocument = '{ importJobs { id state createdAt } }';

async function read({ random, door }: Scene): Promise<string> {
  const { code } =
    random() < 0.7
      ? await door.ask('reader', listDocument, { first: 1 + Math.floor(random() * 20) })
      : await door.ask('reader', jobsDocument);
  return code ?? 'ok';
}
