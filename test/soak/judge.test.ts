import { expect, test } from 'vitest';
import { createRandom } from '../crash/create-random.ts';
import { judge, type Observation } from './judge.ts';
import type { TimedSample } from './put-under-load.ts';
import type { Rest } from './rest.ts';
import type { Sample } from './soaked-gateway.ts';

const sample: Sample = {
  heapUsed: 40e6,
  rss: 200e6,
  external: 10e6,
  arrayBuffers: 5e6,
  lagMs: 10,
  files: 30,
  resources: { TCPServerWrap: 2, Timeout: 3 },
};
const rest: Rest = { heapUsed: 40e6, sample, subscribers: 0, afterMs: 5_000 };

/** Ten minutes of a heap that goes up and down by 10 MB. */
function samplesOf(change: (minutes: number) => Partial<TimedSample> = () => ({})): TimedSample[] {
  const random = createRandom(7);
  return Array.from({ length: 600 }, (_, second) => {
    const heapUsed = 45e6 + random() * 10e6;
    const at = { ...sample, heapUsed, subscribers: 4, atMs: second * 1_000 };
    const { heapUsed: more = 0, rss = 0, external = 0 } = change(second / 60);
    return { ...at, heapUsed: at.heapUsed + more, rss: at.rss + rss, external: at.external + external };
  });
}

const sound: Observation = {
  before: rest,
  samples: samplesOf(),
  after: rest,
  balance: { rows: 10, arrived: 10, unknown: 0, problems: [] },
  wrongs: new Map(),
};
const after = (change: Partial<Sample>): Rest => ({ ...rest, sample: { ...sample, ...change } });

test('a gateway that is after the load as it was before is sound', () => {
  expect(judge(sound).faults).toEqual([]);
});

const unsound: readonly (readonly [string, Partial<Observation>, RegExp])[] = [
  [
    'a heap that grows by 6 MB a minute',
    { samples: samplesOf(at => ({ heapUsed: at * 6e6 })) },
    /^the heap under load/,
  ],
  [
    'buffers that grow by 6 MB a minute',
    { samples: samplesOf(at => ({ external: at * 6e6 })) },
    /^memory outside of the heap under load/,
  ],
  [
    'a process that grows by 50 MB a minute',
    { samples: samplesOf(at => ({ rss: at * 50e6 })) },
    /^resident memory under load/,
  ],
  ['a heap that stays bigger', { after: { ...rest, heapUsed: 60e6 } }, /^the heap at rest has grown by 20.0 MB/],
  ['buffers that stay', { after: after({ external: 30e6 }) }, /^memory outside of the heap at rest/],
  ['an open file', { after: after({ files: 31 }) }, /^left over at rest: open files: 30 → 31$/],
  ['a timer', { after: after({ resources: { Timeout: 4 } }) }, /^left over at rest: Timeout: 3 → 4$/],
  ['a socket', { after: after({ resources: { TCPSocketWrap: 1 } }) }, /^left over at rest: TCPSocketWrap: 0 → 1$/],
  ['a subscriber', { after: { ...rest, subscribers: 1 } }, /^left over at rest: subscribers: 0 → 1$/],
  ['a lost row', { balance: { ...sound.balance, problems: ['g.0 arrived 0 times'] } }, /^g.0 arrived 0 times$/],
  ['an answer that may not be', { wrongs: new Map([['POST /graphql: 500', 2]]) }, /^2 × POST \/graphql: 500$/],
  ['a gateway that nobody looked at', { samples: samplesOf().slice(0, 9) }, /^9 samples are too few$/],
  ['memory that is no number', { after: { ...rest, heapUsed: Number.NaN } }, /^the heap at rest/],
];

test.each(unsound)('%s is a fault, and the only one', (_, change, fault) => {
  expect(judge({ ...sound, ...change }).faults).toEqual([expect.stringMatching(fault)]);
});
