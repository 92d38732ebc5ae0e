import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';
import { makeDataDir } from '../support/data-dir.ts';

/** What the counting gateway can be asked. */
export type Question = 'begin' | 'end' | 'heap';

/** What was done between `begin` and `end`. */
export interface Counted {
  /** How often each function was called, by its file and name. */
  readonly calls: Readonly<Record<string, number>>;
  readonly allocatedBytes: number;
}

/** A gateway in a process of its own, and what it counts. */
export interface CountingGateway {
  readonly url: string;
  /** What it does while something is done to it. */
  readonly count: (work: () => Promise<unknown>) => Promise<Counted>;
  /** What its heap holds, once everything that can go has gone. */
  readonly heapBytes: () => Promise<number>;
}

/**
 * V8 neither optimises, where it would save calls and objects at moments of its own, nor collects while it counts, with so
 * much room for the young: the same work gives the same numbers, on any machine and under any load.
 */
const flags = [
  '--expose-gc',
  '--no-opt',
  '--no-maglev',
  '--no-sparkplug',
  '--min-semi-space-size=128',
  '--max-semi-space-size=128',
];

/** Starts one; it is gone when the test ends. */
export async function startCountingGateway(env: Readonly<Record<string, string>>): Promise<CountingGateway> {
  const settings = {
    NODE_ENV: 'production',
    PORT: '0',
    DATA_DIR: makeDataDir(),
    TRACKIER_API_KEY: 'key',
    TRACKIER_REQUESTS_PER_SECOND: '1000',
    CALLER_REQUESTS_PER_MINUTE: '0',
    CALLER_MAX_SUBSCRIPTIONS: '10000',
    ...env,
  };
  const script = fileURLToPath(new URL('counting-gateway.ts', import.meta.url));
  const child = fork(script, [JSON.stringify(settings)], { execArgv: flags });
  onTestFinished(async () => {
    const ended = once(child, 'exit');
    child.kill('SIGKILL');
    await ended;
  });
  const answer = async (): Promise<any> => {
    const [{ answer: given }] = await once(child, 'message');
    return given;
  };
  const ask = (question: Question): Promise<any> => {
    const answered = answer();
    child.send(question);
    return answered;
  };
  return {
    url: await answer(),
    async count(work) {
      await ask('begin');
      await work();
      return ask('end');
    },
    heapBytes: () => ask('heap'),
  };
}
