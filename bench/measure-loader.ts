import { setTimeout as sleep } from 'node:timers/promises';
import { Pool, request } from 'undici';
import { tokenHeaders } from './access.ts';
import { readLooks } from './looks.ts';
import type { ServerProcess } from './server-process.ts';
import { type Spread, spreadOf } from './statistics.ts';

/** What a query of jobs costs. */
export interface LoaderCost {
  readonly name: string;
  readonly jobs: number;
  /** Requests to Trackier for one query. */
  readonly upstreamRequests: number;
  /** CPU time for one query. */
  readonly cpuMicros: Spread;
}

/** So many Trackier lists; older ones have to be asked for one by one. */
const listed = 50;
// Of all three together a round has fewer requests to Trackier than the thousand that the gateway may send in one second.
const plan = [
  { name: 'one job', first: listed, jobs: 1, queriesPerTurn: 100 },
  { name: '50 jobs, all in Trackier’s list', first: listed, jobs: 50, queriesPerTurn: 100 },
  { name: '50 jobs, none in the list', first: 0, jobs: 50, queriesPerTurn: 10 },
];
const warmUpRounds = 8;
const paceWindowMs = 1_000;

/** Asks for jobs, many in one query or one alone. `queue`: the upstream of the gateway. */
export async function measureLoader(
  gateway: ServerProcess,
  queue: ServerProcess,
  rounds: number,
): Promise<readonly LoaderCost[]> {
  const ids = await queueJobs(queue.url);
  const pool = new Pool(gateway.url, { connections: 8, pipelining: 1 });
  const entries: Entry[] = [];
  for (const { name, first, jobs, queriesPerTurn } of plan) {
    const body = queryFor(ids.slice(first, first + jobs));
    const before = await readLooks(queue);
    await ask(pool, body, jobs);
    const upstreamRequests = (await readLooks(queue)) - before;
    entries.push({ name, jobs, queriesPerTurn, body, upstreamRequests, samples: [] });
  }
  for (let round = -warmUpRounds; round < rounds; round++) {
    const window = sleep(paceWindowMs);
    for (const entry of entries) {
      const micros = await runTurn(gateway, pool, entry);
      if (round >= 0) entry.samples.push(micros);
    }
    await window;
  }
  await pool.close();
  return entries.map(({ name, jobs, upstreamRequests, samples }) => ({
    name,
    jobs,
    upstreamRequests,
    cpuMicros: spreadOf(samples),
  }));
}

interface Entry {
  readonly name: string;
  readonly jobs: number;
  readonly queriesPerTurn: number;
  readonly body: string;
  readonly upstreamRequests: number;
  readonly samples: number[];
}

async function queueJobs(url: string): Promise<readonly string[]> {
  const ids: string[] = [];
  for (let job = 0; job < 2 * listed; job++) {
    const answer = await request(`${url}/advertiser/conversion-import`, { method: 'POST', body: '{"conversions":[]}' });
    const reply: any = await answer.body.json();
    ids.push(reply.data.job['_id']);
  }
  return ids;
}

const queryFor = (ids: readonly string[]): string => {
  const fields = ids.map((id, index) => `j${index}: importJob(id: "${id}") { id state createdAt }`);
  return JSON.stringify({ query: `{ ${fields.join(' ')} }` });
};

async function ask(pool: Pool, body: string, jobs: number): Promise<void> {
  const headers = { ...tokenHeaders, 'content-type': 'application/json' };
  const answer = await pool.request({ method: 'POST', path: '/graphql', headers, body });
  const text = await answer.body.text();
  if (text.split('"COMPLETED"').length !== jobs + 1) throw new Error(`Not found: ${text.slice(0, 500)}`);
}

async function runTurn(gateway: ServerProcess, pool: Pool, { body, jobs, queriesPerTurn }: Entry): Promise<number> {
  const before = gateway.cpuMicros();
  for (let query = 0; query < queriesPerTurn; query++) await ask(pool, body, jobs);
  return (gateway.cpuMicros() - before) / queriesPerTurn;
}
