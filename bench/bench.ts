// What the gateway costs: a start, a request beside a bare proxy, the intake of a file, the drain of batches.
// Exits with 0 whatever it finds: no check may depend on a machine's speed.
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { compareVersions } from './compare.ts';
import { otherCore, pinThisProcess, serverCore } from './cores.ts';
import { type Databases, findDatabases } from './databases.ts';
import { drainTable } from './drain-section.ts';
import { gatewayEnvironment } from './gateway-environment.ts';
import { intakeTable } from './intake-section.ts';
import { describeMachine } from './machine.ts';
import { type DrainCost, measureDrain } from './measure-drain.ts';
import { type IntakeCost, measureIntake } from './measure-intake.ts';
import { measureRequests, type RequestCost } from './measure-requests.ts';
import { measureStarts } from './measure-start.ts';
import { reportFrom } from './report.ts';
import { type ServerProcess, startServer } from './server-process.ts';
import { requestTable, startTable } from './tables.ts';
import { useGateway } from './use-gateway.ts';
import { createWorkload } from './workload.ts';

if (process.argv.includes('--compare')) {
  await compareVersions(process.argv.slice(2));
  process.exit();
}

const { values } = parseArgs({
  options: {
    /** What is measured; the order does not matter. */
    only: { type: 'string', default: 'starts,requests,intake,drain' },
    /** Where the report goes. */
    report: { type: 'string' },
    sizes: { type: 'string', default: '1,100,1000,10000' },
    rounds: { type: 'string', default: '21' },
    starts: { type: 'string', default: '9' },
    /** Of the file that is taken in. */
    rows: { type: 'string', default: '1000000' },
    'drain-rows': { type: 'string', default: '200000' },
    /** The address of a server in which databases can be made, `embedded`, or `none`. */
    postgres: { type: 'string', default: 'embedded' },
    /** For the gateway of intake and drain, such as `--max-semi-space-size=16`. */
    'node-options': { type: 'string', default: '' },
  },
});
const parts = new Set(values.only.split(','));
const known = ['starts', 'requests', 'intake', 'drain'];
for (const part of parts) if (!known.includes(part)) throw new Error(`--only knows ${known.join(', ')}, not ${part}`);
const [rounds, startCount] = [Number(values.rounds), Number(values.starts)];
const nodeOptions = values['node-options'];
const machine = describeMachine();
// What has to be cleaned up is cleaned up when the process exits, and a signal alone is no exit.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));

const upstream = await startServer({ script: 'bench/mock-upstream.ts', core: otherCore });
// Before this process is pinned: what it starts would be so, too.
const starts = parts.has('starts') ? await measureStarts(upstream.url, startCount) : [];
if (parts.has('starts')) console.log(`${startTable(starts)}\n`);

pinThisProcess(otherCore);
const requests = parts.has('requests') ? await measureSizes() : [];
const { databases, close }: Databases =
  parts.has('intake') || parts.has('drain')
    ? await findDatabases(values.postgres)
    : { databases: [], close: async () => {} };
const intakes = parts.has('intake') ? await measureIntakes(Number(values.rows)) : [];
const drains = parts.has('drain') ? await measureDrains(Number(values['drain-rows'])) : [];
await Promise.all([close(), upstream.stop()]);

if (values.report)
  writeFileSync(values.report, reportFrom({ requests, starts, intakes, drains, rounds, startCount, machine }));

async function measureSizes(): Promise<readonly RequestCost[]> {
  const env = gatewayEnvironment(upstream.url);
  const raw = await startServer({ script: 'bench/raw-proxy.ts', core: serverCore, env: { ...env, NODE_OPTIONS: '' } });
  const gateway = await startServer({ script: 'src/main.ts', core: serverCore, env });
  const costs: RequestCost[] = [];
  for (const size of values.sizes.split(',').map(Number)) {
    console.log(`${size} conversions in a request: ${rounds} rounds …`);
    costs.push(await measureRequests({ gateway, raw, upstream }, createWorkload(size), rounds));
  }
  await Promise.all([gateway.stop(), raw.stop()]);
  console.log(`\n${requestTable(costs)}\n`);
  return costs;
}

async function measureIntakes(rows: number): Promise<readonly IntakeCost[]> {
  const costs: IntakeCost[] = [];
  for (const database of databases) {
    console.log(`Intake of ${rows} rows, ${database.name} …`);
    const measure = (gateway: ServerProcess) => measureIntake(gateway, database.name, rows);
    costs.push(await useGateway({ upstreamUrl: upstream.url, database, nodeOptions }, measure));
  }
  console.log(`\n${intakeTable(costs)}\n`);
  return costs;
}

async function measureDrains(rows: number): Promise<readonly DrainCost[]> {
  const costs: DrainCost[] = [];
  for (const database of databases) {
    console.log(`Drain of ${rows} rows, ${database.name} …`);
    const queue = await startServer({ script: 'bench/mock-job-queue.ts', core: otherCore });
    const env = { TRACKIER_BASE_URL: queue.url };
    const raw = await startServer({ script: 'bench/raw-sender.ts', core: serverCore, env });
    const measure = (gateway: ServerProcess) => measureDrain({ gateway, raw, queue }, database.name, rows);
    costs.push(await useGateway({ upstreamUrl: queue.url, database, nodeOptions }, measure));
    await Promise.all([raw.stop(), queue.stop()]);
  }
  console.log(`\n${drainTable(costs)}\n`);
  return costs;
}
