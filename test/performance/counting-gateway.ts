// A gateway in a process of its own that counts what it does while it is told to, and says what its heap holds.
import { Session } from 'node:inspector/promises';
import { loadConfig } from '../../src/config.ts';
import { createGateway } from '../../src/gateway.ts';
import { createLogger } from '../../src/telemetry/logger.ts';
import type { Counted, Question } from './count-work.ts';

const result = loadConfig(JSON.parse(process.argv[2] ?? '{}'));
if (!result.ok) throw new Error(result.problems.join('\n'));
const { config } = result;
const logger = await createLogger({ level: 'info', format: 'json', destination: { write() {} } });
const upstream = { baseUrl: config.trackier.baseUrl, apiKey: config.trackier.apiKey ?? '' };
const gateway = await createGateway(config, upstream, logger);
const session = new Session();
session.connect();
await session.post('Profiler.enable');
let heapBefore = 0;

const answers: Record<Question, () => unknown> = {
  async begin() {
    collect();
    await session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: false });
    heapBefore = process.memoryUsage().heapUsed;
    return null;
  },
  async end(): Promise<Counted> {
    const allocatedBytes = process.memoryUsage().heapUsed - heapBefore;
    const { result: scripts } = await session.post('Profiler.takePreciseCoverage');
    await session.post('Profiler.stopPreciseCoverage');
    const calls: Record<string, number> = {};
    for (const { url, functions } of scripts) {
      const [, file] = /\/((?:src|node_modules)\/.*)$/.exec(url) ?? [];
      if (file === undefined) continue;
      for (const { functionName, ranges } of functions) {
        const name = `${file} ${functionName}`;
        calls[name] = (calls[name] ?? 0) + (ranges[0]?.count ?? 0);
      }
    }
    return { calls, allocatedBytes };
  },
  heap() {
    collect();
    return process.memoryUsage().heapUsed;
  },
};

function collect(): void {
  // Twice: what is let go of in the first may hold others.
  for (let time = 0; time < 2; time++) globalThis.gc?.();
}

const tell = async (question: Question): Promise<void> => {
  process.send?.({ answer: await answers[question]() });
};
process.on('message', (question: Question) => void tell(question));
process.send?.({ answer: await gateway.listen() });
