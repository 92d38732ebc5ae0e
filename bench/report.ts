import { drainSection } from './drain-section.ts';
import { intakeSection } from './intake-section.ts';
import { describeVersions } from './machine.ts';
import type { DrainCost } from './measure-drain.ts';
import type { IntakeCost } from './measure-intake.ts';
import type { RequestCost } from './measure-requests.ts';
import type { StartCost } from './measure-start.ts';
import { goalRatio, requestTable, sizesBeyondGoal, startTable } from './tables.ts';
import { turnsPerRound } from './workload.ts';

/** What was measured, and how; a part that was not measured is empty, and has no section in the report. */
export interface Measurements {
  readonly requests: readonly RequestCost[];
  readonly starts: readonly StartCost[];
  readonly intakes: readonly IntakeCost[];
  readonly drains: readonly DrainCost[];
  readonly rounds: number;
  readonly startCount: number;
  /** Described before anything ran: the load average is the one of others. */
  readonly machine: string;
}

/** The whole of docs/performance.md. */
export function reportFrom(measurements: Measurements): string {
  const { requests, starts, intakes, drains, rounds, startCount, machine } = measurements;
  const head = `# What the gateway costs

Written by \`npm run bench -- --report docs/performance.md\` on ${new Date().toISOString().slice(0, 10)}; every figure is from that one run.

- ${describeVersions()}
- ${machine}
`;
  const sections = [
    requests.length > 0 && requestSection(requests, rounds),
    intakes.length > 0 && intakeSection(intakes),
    drains.length > 0 && drainSection(drains),
    starts.length > 0 && startSection(starts, startCount),
  ];
  return [head, ...sections.filter(section => section !== false)].join('\n');
}

function requestSection(requests: readonly RequestCost[], rounds: number): string {
  const beyond = sizesBeyondGoal(requests);
  const verdict =
    beyond.length === 0
      ? `No size costs more than ${goalRatio} times what the raw proxy does.`
      : `The goal of ${goalRatio} times the raw proxy is missed at ${beyond.join(', ')} conversions.`;
  return `## A mutation that imports conversions

CPU time of the server's process for one request, user and system, all threads. **raw** is the least that a proxy
between GraphQL and Trackier can do: \`node:http\` and an undici pool that parse the request's JSON, rename the fields,
POST them and word the answer; it checks nothing. The gateway is \`src/main.ts\` in live mode with \`NODE_ENV=production\`:
rows are checked, errors masked, limits on, every request logged as JSON to a file. Before anything is measured, both
must have sent the same body upstream and given the same answer.

${requestTable(requests)}

${verdict} Medians of ${rounds} rounds; in each, both servers take ${turnsPerRound} short turns, and the ratio is of that round. Requests
per second and latencies are the gateway's, on one core that it has to itself while load and upstream share another,
with ${requests.map(({ workload }) => workload.concurrency).join(', ')} requests out at once. Microseconds and milliseconds depend on the machine and on what else it does,
the ratio much less; where raw's p99 is high, something else was running.

A conversion here has \`clickId\`, \`txnId\`, \`sub1\` and \`customDimensions\` of two keys, all in variables. The upstream
answers at once with Trackier's documented reply.
`;
}

const startSection = (starts: readonly StartCost[], startCount: number): string => `## A start

From the start of the process to the first 200 of \`/ready\`, in live mode, with an embedded database that an earlier start has
made; resident memory one second later. Medians of ${startCount} starts. \`npm start\` and the image have a compile cache
(\`NODE_COMPILE_CACHE\`); that of the image comes filled.

${startTable(starts)}
`;
