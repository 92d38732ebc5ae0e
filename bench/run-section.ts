import { otherCore, serverCore } from './cores.ts';
import type { Database } from './databases.ts';
import { drainSection, drainTable } from './drain-section.ts';
import { jwtGateway, postgresGateway, rawProxy, tokenGateway } from './gateways.ts';
import { intakeSection, intakeTable } from './intake-section.ts';
import { loaderSection, loaderTable } from './loader-section.ts';
import { type DrainCost, measureDrain } from './measure-drain.ts';
import { type IntakeCost, measureIntake } from './measure-intake.ts';
import { measureLoader } from './measure-loader.ts';
import { measureRequests, type Runner, type SizeCosts } from './measure-requests.ts';
import { measureStarts } from './measure-start.ts';
import { measureSubscribers, mergeSubscriberCosts } from './measure-subscribers.ts';
import type { Options, SectionName } from './options.ts';
import type { Peers } from './peers.ts';
import { requestSection, requestSummary } from './request-section.ts';
import type { Section } from './section.ts';
import { type ServerProcess, startServer } from './server-process.ts';
import { startSection, startTable } from './start-section.ts';
import { subscriberSection, subscriberTable } from './subscriber-section.ts';
import { startUpstream } from './upstream.ts';
import { useGateway } from './use-gateway.ts';

/** What all sections share. */
export interface World {
  readonly options: Options;
  /** A Trackier that answers at once. */
  readonly upstream: ServerProcess;
  readonly peers: Peers;
  readonly databases: readonly Database[];
}

const subscriberRuns = 3;

/** Measures one section, prints it in short, and gives what the report says of it. */
export const runSection = (name: SectionName, world: World): Promise<Section> => runs[name](world);

const runs: Readonly<Record<SectionName, (world: World) => Promise<Section>>> = {
  async starts({ options: { starts }, upstream, peers }) {
    console.log(`${starts} starts …`);
    const costs = await measureStarts([tokenGateway(), rawProxy, ...peers.contenders], upstream.url, starts);
    return print(startTable(costs), startSection(costs, starts));
  },
  async requests(world) {
    // In the process of the load, which does not sleep while it waits for a server.
    const upstream = await startUpstream(0);
    const runners = await startAll(world, upstream.url);
    const costs: SizeCosts[] = [];
    for (const size of world.options.sizes) {
      console.log(`${size} conversions in a request: ${world.options.rounds} rounds …`);
      costs.push(await measureRequests(runners, upstream, size, world.options.rounds));
    }
    await Promise.all(runners.map(({ server }) => server.stop()));
    upstream.close();
    return print(requestSummary(costs), requestSection(costs, world.peers.absent));
  },
  async loader(world) {
    const { rounds } = world.options;
    console.log(`Many jobs in one query: ${rounds} rounds …`);
    const queue = await startServer({ script: 'bench/mock-job-queue.ts', core: otherCore });
    const costs = await onGateway(world, queue, gateway => measureLoader(gateway, queue, rounds));
    await queue.stop();
    return print(loaderTable(costs), loaderSection(costs, rounds));
  },
  async subscribers(world) {
    const { subscribers } = world.options;
    console.log(`${subscribers} subscribers of one job …`);
    const job = await startServer({ script: 'bench/mock-changing-job.ts', core: otherCore });
    const measure = () => onGateway(world, job, gateway => measureSubscribers(gateway, job, subscribers));
    const first = await measure();
    const others = [];
    for (let run = 1; run < subscriberRuns; run++) others.push(await measure());
    await job.stop();
    const cost = mergeSubscriberCosts([first, ...others]);
    return print(subscriberTable(cost), subscriberSection(cost, subscriberRuns));
  },
  async intake({ options: { rows, nodeOptions }, upstream, databases }) {
    const costs: IntakeCost[] = [];
    for (const database of databases) {
      for (const count of rows) {
        console.log(`Intake of ${count} rows, ${database.name} …`);
        const measure = (gateway: ServerProcess) => measureIntake(gateway, database.name, count);
        costs.push(await useGateway({ upstreamUrl: upstream.url, database, nodeOptions }, measure));
      }
    }
    return print(intakeTable(costs), intakeSection(costs));
  },
  async drain({ options, databases }) {
    const costs: DrainCost[] = [];
    for (const database of databases) costs.push(await drainOnce(database, options));
    return print(drainTable(costs), drainSection(costs));
  },
};

function print(table: string, section: Section): Section {
  console.log(`\n${table}\n`);
  return section;
}

async function startAll({ peers, databases }: World, upstreamUrl: string): Promise<readonly Runner[]> {
  const shared = databases.filter(({ name }) => name === 'PostgreSQL').map(postgresGateway);
  const contenders = [rawProxy, tokenGateway(), await jwtGateway(), ...shared, ...peers.contenders];
  const runners: Runner[] = [];
  for (const contender of contenders)
    runners.push({ contender, server: await contender.start({ upstreamUrl, core: serverCore }) });
  return runners;
}

async function onGateway<T>(
  { databases, options: { nodeOptions } }: World,
  { url }: ServerProcess,
  use: (gateway: ServerProcess) => Promise<T>,
): Promise<T> {
  const [database] = databases;
  if (!database) throw new Error('There is no database to measure with');
  return await useGateway({ upstreamUrl: url, database, nodeOptions }, use);
}

async function drainOnce(database: Database, { drainRows, nodeOptions }: Options): Promise<DrainCost> {
  console.log(`Drain of ${drainRows} rows, ${database.name} …`);
  const queue = await startServer({ script: 'bench/mock-job-queue.ts', core: otherCore });
  const env = { TRACKIER_BASE_URL: queue.url };
  const raw = await startServer({ script: 'bench/raw-sender.ts', core: serverCore, env });
  const measure = (gateway: ServerProcess) => measureDrain({ gateway, raw, queue }, database.name, drainRows);
  const cost = await useGateway({ upstreamUrl: queue.url, database, nodeOptions }, measure);
  await Promise.all([raw.stop(), queue.stop()]);
  return cost;
}
