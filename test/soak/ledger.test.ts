import { expect, test } from 'vitest';
import { createLedger, type Fate } from './ledger.ts';

const balanced = [
  ['once', 1],
  ['at most once', 0],
  ['at most once', 1],
  ['never', 0],
] as const;
const unbalanced = [
  ['once', 0, 'g.0 arrived 0 times instead of once'],
  ['once', 2, 'g.0 arrived 2 times instead of once'],
  ['at most once', 2, 'g.0 arrived 2 times instead of at most once'],
  ['never', 1, 'g.0 arrived 1 times instead of never'],
] as const;

function problemsOf(fate: Fate, arrivals: number): readonly string[] {
  const ledger = createLedger();
  ledger.open('g', 1);
  ledger.settle('g', fate);
  for (let count = 0; count < arrivals; count++) ledger.arrive(['g.0']);
  return ledger.balance().problems;
}

test.each(balanced)('a row that should arrive %s and arrived %i times is in order', (fate, arrivals) => {
  expect(problemsOf(fate, arrivals)).toEqual([]);
});

test.each(unbalanced)('a row that should arrive %s and arrived %i times is named', (fate, arrivals, problem) => {
  expect(problemsOf(fate, arrivals)).toEqual([problem]);
});

test('a later word about some rows goes before an earlier one about all', () => {
  const ledger = createLedger();
  ledger.open('g', 4);
  ledger.settle('g', 'never');
  ledger.settle('g', 'once', 1, 2);
  ledger.arrive(['g.1', 'g.2']);
  expect(ledger.balance()).toEqual({ rows: 4, arrived: 2, unknown: 0, problems: [] });
});

test('rows without a click id are not missed', () => {
  const ledger = createLedger();
  ledger.open('g', 4, 3);
  ledger.settle('g', 'once');
  ledger.arrive(['g.0', 'g.2', 'g.3']);
  expect(ledger.balance()).toEqual({ rows: 3, arrived: 3, unknown: 0, problems: [] });
});

test.each(['g.9', 'other.0', 'nothing'])('the click id %s that nobody sent is a problem', clickId => {
  const ledger = createLedger();
  ledger.open('g', 4);
  ledger.arrive([clickId]);
  expect(ledger.balance().problems).toEqual([`${clickId} arrived and nobody sent it`]);
});

test('how a row arrived that should not have is told', () => {
  const ledger = createLedger();
  ledger.open('g', 9);
  ledger.settle('g', 'once');
  for (const how of ['first', 'second']) ledger.arrive(['g.3', 'g.4'], how);
  ledger.arrive(['g.5'], 'other');
  expect(ledger.balance().problems[3]).toBe('g.3 arrived 2 times instead of once | first | second');
});

test('of many problems some are named and the others counted', () => {
  const ledger = createLedger();
  ledger.open('g', 1_000);
  ledger.settle('g', 'once');
  const { problems } = ledger.balance();
  expect([problems.length, problems.at(-1)]).toEqual([21, 'and 980 more']);
});
