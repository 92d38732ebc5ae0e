// What the gateway costs beside a bare proxy. Exits with 0 whatever it finds: no check may depend on a machine's speed.
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { otherCore, pinThisProcess, serverCore } from './cores.ts';
import { gatewayEnvironment } from './gateway-environment.ts';
import { describeMachine } from './machine.ts';
import { measureRequests, type RequestCost } from './measure-requests.ts';
import { measureStarts } from './measure-start.ts';
import { reportFrom } from './report.ts';
import { startServer } from './server-process.ts';
import { requestTable, startTable } from './tables.ts';
import { createWorkload } from './workload.ts';

const { values } = parseArgs({
  options: {
    /** Where the report goes. */
    report: { type: 'string' },
    sizes: { type: 'string', default: '1,100,1000,10000' },
    rounds: { type: 'string', default: '21' },
    starts: { type: 'string', default: '9' },
  },
});
const sizes = values.sizes.split(',').map(Number);
const rounds = Number(values.rounds);
const startCount = Number(values.starts);
const machine = describeMachine();

const upstream = await startServer({ script: 'bench/mock-upstream.ts', core: otherCore });
const env = gatewayEnvironment(upstream.url);

// Before this process is pinned: what it starts would be so, too.
const starts = await measureStarts(upstream.url, startCount);
console.log(`${startTable(starts)}\n`);

pinThisProcess(otherCore);
const raw = await startServer({ script: 'bench/raw-proxy.ts', core: serverCore, env });
const gateway = await startServer({ script: 'src/main.ts', core: serverCore, env });
const requests: RequestCost[] = [];
for (const size of sizes) {
  console.log(`${size} conversions in a request: ${rounds} rounds …`);
  requests.push(await measureRequests({ gateway, raw, upstream }, createWorkload(size), rounds));
}
await Promise.all([gateway.stop(), raw.stop(), upstream.stop()]);

console.log(`\n${requestTable(requests)}`);
if (values.report) writeFileSync(values.report, reportFrom({ requests, starts, rounds, startCount, machine }));
