import { expect, test } from 'vitest';
import type { Contender } from '../../bench/contender.ts';
import { contractDialect } from '../../bench/dialects.ts';
import type { SizeCosts } from '../../bench/measure-requests.ts';
import { besideMercurius, ratiosToRaw, requestVerdicts } from '../../bench/request-goals.ts';
import { requestSection } from '../../bench/request-section.ts';

type Measured = readonly [name: string, kind: Contender['kind'], cpuMicros: readonly number[]];

const contenderNamed = (name: string, kind: Contender['kind']): Contender => ({
  name,
  kind,
  setUp: 'As it is.',
  dialect: contractDialect,
  headers: {},
  start: () => Promise.reject(new Error('Nothing is started here')),
});

const sizeOf = (rows: number, measured: readonly Measured[]): SizeCosts => ({
  rows,
  concurrency: 4,
  costs: measured.map(([name, kind, cpuMicros]) => ({
    contender: contenderNamed(name, kind),
    rounds: cpuMicros.map(micros => ({
      cpuMicros: micros,
      requestsPerSecond: 1e6 / micros,
      p50Ms: 1,
      p99Ms: 2,
      peakMegabytes: 100,
    })),
  })),
});

const at1 = sizeOf(1, [
  ['raw', 'raw', [50, 100, 60]],
  ['gateway', 'gateway', [125, 240, 156]],
  ['gateway, JWT', 'variant', [900, 900, 900]],
  ['Mercurius, JIT', 'node-peer', [100, 200, 120]],
  ['Apollo Server', 'node-peer', [400, 800, 480]],
  ['Tailcall', 'other-peer', [50, 100, 60]],
]);
const at1000 = sizeOf(1_000, [
  ['raw', 'raw', [800, 800]],
  ['gateway', 'gateway', [1_200, 1_280]],
  ['Tailcall', 'other-peer', [1_150, 1_190]],
]);

test('a ratio is to raw in the same round', () => {
  const [, gateway] = at1.costs;
  expect(gateway && ratiosToRaw(at1, gateway, 'cpuMicros')).toEqual({ median: 2.5, least: 2.4, most: 2.6 });
});

test('at one conversion Mercurius and what is not Node may be faster', () => {
  expect(requestVerdicts([at1])).toEqual([
    { goal: '1 conversion: at most 2.6 × raw', found: '2.50 (2.40–2.60)', isMet: true },
    {
      goal: '1 conversion: less than every Node peer but Mercurius',
      found: '2.50; the nearest is Apollo Server with 8.00',
      isMet: true,
    },
  ]);
});

test('how near it is to Mercurius is told all the same', () => {
  expect(besideMercurius([at1])).toEqual({ median: 1.25, least: 1.2, most: 1.3 });
  expect(besideMercurius([at1000])).toBeNull();
});

test('at many nobody may', () => {
  expect(requestVerdicts([at1000]).map(({ goal, isMet }) => [goal, isMet])).toEqual([
    ['1,000 conversions: at most 1.4 × raw', false],
    ['1,000 conversions: less than every peer', false],
  ]);
});

test('without peers nothing is said of them', () => {
  expect(
    requestVerdicts([
      sizeOf(1, [
        ['raw', 'raw', [1]],
        ['gateway', 'gateway', [2]],
      ]),
    ]),
  ).toHaveLength(1);
});

test('the report says in words what could not be measured, and which goals were missed', () => {
  const { text, charts } = requestSection([at1000], ['Tailcall was not measured: it is not there.']);
  expect(text).toContain('Tailcall was not measured: it is not there.');
  expect(text).toContain('| 1,000 conversions: at most 1.4 × raw | 1.55 (1.50–1.60) | **missed** |');
  for (const name of Object.keys(charts)) expect(text).toContain(`](assets/performance-${name}.svg)`);
});
