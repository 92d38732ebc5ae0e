import { deepStrictEqual } from 'node:assert/strict';
import type { Contender } from './contender.ts';
import type { Queued } from './dialects.ts';
import { createLoad, type Load, type Turn } from './load.ts';
import type { ServerProcess } from './server-process.ts';
import { median, quantile, sum } from './statistics.ts';
import type { Upstream } from './upstream.ts';
import { createWorkload, turnsPerRound, type Workload, warmUpRoundsOf } from './workload.ts';

/** What one server's requests took in one round. */
export interface Account {
  /** CPU time for one request, in the median turn. */
  readonly cpuMicros: number;
  readonly requestsPerSecond: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  readonly peakMegabytes: number;
}

/** What one size of request costs one server, round by round; the same place is the same round in all of them. */
export interface RequestCost {
  readonly contender: Contender;
  readonly rounds: readonly Account[];
}

/** What one size of request costs everybody. */
export interface SizeCosts {
  readonly rows: number;
  /** How many requests are out at once. */
  readonly concurrency: number;
  readonly costs: readonly RequestCost[];
}

/** A contender that has been started. */
export interface Runner {
  readonly contender: Contender;
  readonly server: ServerProcess;
}

/** Lets all servers take turns with the same requests; the first is what the others have to agree with. */
export async function measureRequests(
  runners: readonly Runner[],
  upstream: Upstream,
  rows: number,
  rounds: number,
): Promise<SizeCosts> {
  const entries = runners.map(enter(rows));
  await checkSameWork(entries, upstream);
  const workload = createWorkload(rows);
  const measured: (readonly Account[])[] = [];
  for (let round = -warmUpRoundsOf(workload); round < rounds; round++) {
    const accounts = await runRound(entries);
    if (round >= 0) measured.push(accounts);
  }
  await Promise.all(entries.map(({ load }) => load.close()));
  const costs = runners.map(({ contender }, index) => ({
    contender,
    rounds: measured.flatMap(accounts => accounts[index] ?? []),
  }));
  return { rows, concurrency: workload.concurrency, costs };
}

interface Entry extends Runner {
  readonly load: Load;
  readonly workload: Workload;
}

const enter =
  (rows: number) =>
  ({ contender, server }: Runner): Entry => ({
    contender,
    server,
    load: createLoad(server.url, contender.headers),
    workload: createWorkload(rows, contender.dialect),
  });

interface CostedTurn extends Turn {
  /** CPU time for one request. */
  readonly cpuMicros: number;
}

// Turns are short so that whatever else the machine does strikes all alike. Nobody always comes after the same one, whose
// traces in the processor's caches may help or harm.
async function runRound(entries: readonly Entry[]): Promise<readonly Account[]> {
  const turns = new Map(entries.map(entry => [entry, new Array<CostedTurn>()]));
  for (const { server } of entries) server.forgetPeak();
  for (let turn = 0; turn < turnsPerRound; turn++)
    for (const entry of shuffled(entries)) turns.get(entry)?.push(await runTurn(entry));
  return entries.map(entry => sumUp(turns.get(entry) ?? [], entry.server.peakResidentBytes()));
}

const shuffled = <T>(values: readonly T[]): readonly T[] =>
  values
    .map(value => ({ value, order: Math.random() }))
    .toSorted((one, other) => one.order - other.order)
    .map(({ value }) => value);

/** One server's turn; its first requests do not count. */
export async function runTurn({ server, load, workload }: Omit<Entry, 'contender'>): Promise<CostedTurn> {
  await load.run(workload, workload.leadInRequests);
  const before = server.cpuMicros();
  const turn = await load.run(workload, workload.requestsPerTurn);
  return { ...turn, cpuMicros: (server.cpuMicros() - before) / workload.requestsPerTurn };
}

function sumUp(turns: readonly CostedTurn[], peakBytes: number): Account {
  const latenciesMs = turns.flatMap(turn => turn.latenciesMs);
  return {
    // What else happens on the machine falls into one turn more often than into most of them.
    cpuMicros: median(turns.map(turn => turn.cpuMicros)),
    requestsPerSecond: (latenciesMs.length / sum(turns.map(turn => turn.durationMs))) * 1_000,
    p50Ms: quantile(latenciesMs, 0.5),
    p99Ms: quantile(latenciesMs, 0.99),
    peakMegabytes: peakBytes / 1e6,
  };
}

// A ratio means something only if all did the same work.
async function checkSameWork(entries: readonly Entry[], upstream: Upstream): Promise<void> {
  const probes: Probe[] = [];
  for (const entry of entries) probes.push(await probe(entry, upstream));
  const [first] = probes;
  for (const { contender, sent, queued, answer } of probes) {
    deepStrictEqual(sent, first?.sent, `${contender.name} sent something else`);
    deepStrictEqual(queued, first?.queued, `${contender.name} answered something else`);
    if (contender.dialect === first?.contender.dialect)
      deepStrictEqual(answer, first.answer, `${contender.name} worded its answer otherwise`);
  }
}

interface Probe {
  readonly contender: Contender;
  readonly answer: unknown;
  readonly queued: Queued;
  /** What arrived at the upstream. */
  readonly sent: unknown;
}

async function probe({ contender, load, workload }: Entry, upstream: Upstream): Promise<Probe> {
  const answer: unknown = JSON.parse(await load.send(workload.bodies[0] ?? Buffer.alloc(0)));
  return { contender, answer, queued: contender.dialect.queuedFrom(answer), sent: upstream.lastBody() };
}
