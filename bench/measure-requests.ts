import { deepStrictEqual } from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import { createLoad, type Load, type Turn } from './load.ts';
import type { ServerProcess } from './server-process.ts';
import { median, quantile } from './statistics.ts';
import { turnsPerRound, type Workload } from './workload.ts';

/** The servers that take part. */
export interface Field {
  readonly gateway: ServerProcess;
  readonly raw: ServerProcess;
  readonly upstream: ServerProcess;
}

/** What one size of request costs. */
export interface RequestCost {
  readonly workload: Workload;
  /** CPU time for one request: median of the rounds. */
  readonly rawMicros: number;
  readonly gatewayMicros: number;
  /** Gateway to raw, each round by itself. */
  readonly ratios: readonly number[];
  readonly requestsPerSecond: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  /** What the machine alone makes of it. */
  readonly rawP99Ms: number;
}

/** The gateway may send a thousand requests in a second, and a round has fewer: none waits for the pace. */
const paceWindowMs = 1_000;

/** Lets both servers take turns with the same requests. */
export async function measureRequests(field: Field, workload: Workload, rounds: number): Promise<RequestCost> {
  const gateway = { server: field.gateway, load: createLoad(field.gateway.url) };
  const raw = { server: field.raw, load: createLoad(field.raw.url) };
  await checkSameWork(gateway.load, raw.load, field.upstream.url, workload);
  const warmUpRounds = Math.ceil(workload.warmUpRequests / workload.requestsPerTurn / turnsPerRound);
  const measured: Round[] = [];
  for (let round = -warmUpRounds; round < rounds; round++) {
    const window = sleep(paceWindowMs);
    const result = await runRound(gateway, raw, workload);
    if (round >= 0) measured.push(result);
    await window;
  }
  await Promise.all([gateway.load.close(), raw.load.close()]);
  const latenciesMs = measured.flatMap(round => round.gateway.latenciesMs);
  return {
    workload,
    rawMicros: median(measured.map(round => round.raw.cpuMicros)),
    gatewayMicros: median(measured.map(round => round.gateway.cpuMicros)),
    ratios: measured.map(round => round.gateway.cpuMicros / round.raw.cpuMicros),
    requestsPerSecond: median(measured.map(round => round.gateway.requestsPerSecond)),
    p50Ms: quantile(latenciesMs, 0.5),
    p99Ms: quantile(latenciesMs, 0.99),
    rawP99Ms: quantile(
      measured.flatMap(round => round.raw.latenciesMs),
      0.99,
    ),
  };
}

interface Contender {
  readonly server: ServerProcess;
  readonly load: Load;
}

interface Account {
  /** For one request. */
  readonly cpuMicros: number;
  readonly requestsPerSecond: number;
  readonly latenciesMs: readonly number[];
}

interface Round {
  readonly gateway: Account;
  readonly raw: Account;
}

interface CostedTurn extends Turn {
  readonly cpuMicros: number;
}

// Turns are short so that whatever else the machine does strikes both alike.
async function runRound(gateway: Contender, raw: Contender, workload: Workload): Promise<Round> {
  const turns: { gateway: CostedTurn; raw: CostedTurn }[] = [];
  for (let turn = 0; turn < turnsPerRound; turn++) {
    const ofRaw = await runTurn(raw, workload);
    const ofGateway = await runTurn(gateway, workload);
    turns.push({ gateway: ofGateway, raw: ofRaw });
  }
  return { gateway: sumUp(turns.map(turn => turn.gateway)), raw: sumUp(turns.map(turn => turn.raw)) };
}

async function runTurn({ server, load }: Contender, workload: Workload): Promise<CostedTurn> {
  const before = server.cpuMicros();
  const turn = await load.run(workload);
  return { ...turn, cpuMicros: server.cpuMicros() - before };
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

function sumUp(turns: readonly CostedTurn[]): Account {
  const latenciesMs = turns.flatMap(turn => turn.latenciesMs);
  return {
    cpuMicros: sum(turns.map(turn => turn.cpuMicros)) / latenciesMs.length,
    requestsPerSecond: (latenciesMs.length / sum(turns.map(turn => turn.durationMs))) * 1_000,
    latenciesMs,
  };
}

// A ratio means something only if both did the same work.
async function checkSameWork(gateway: Load, raw: Load, upstream: string, workload: Workload): Promise<void> {
  const body = workload.bodies[0] ?? Buffer.alloc(0);
  const lastBody = async (): Promise<unknown> => (await fetch(`${upstream}/last-body`)).json();
  const rawAnswer: unknown = JSON.parse(await raw.send(body));
  const rawSent = await lastBody();
  deepStrictEqual(JSON.parse(await gateway.send(body)), rawAnswer);
  deepStrictEqual(await lastBody(), rawSent);
}
