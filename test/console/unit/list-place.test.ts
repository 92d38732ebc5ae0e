import { expect, test } from 'vitest';
import { importStates } from '../../../src/console/bulk-import/import-states.ts';
import { hrefOfPlace, importGroups, placeFromSearch } from '../../../src/console/history/list-place.ts';
import { acceptedInWords, faultsInWords } from '../../../src/console/history/rows-in-words.ts';

test('every state is in exactly one group', () => {
  const grouped = importGroups.flatMap(({ states }) => states ?? []);
  expect(grouped.toSorted()).toEqual(Object.keys(importStates).toSorted());
});

test.each(['/', '/?show=done', '/?after=MQ%3D%3D', '/?after=MQ%3D%3D&after=Mg&show=attention'])(
  'the address %s leads to where it was made',
  href => {
    const [, search = ''] = href.split('?');
    expect(hrefOfPlace(placeFromSearch(search))).toBe(href);
  },
);

test('an address that asks for an unknown group shows all', () => {
  expect(placeFromSearch('show=nonsense').group.states).toBe(null);
});

const none = {
  total: 0,
  accepted: 0,
  rejected: 0,
  duplicate: 0,
  uncertain: 0,
  unsent: 0,
  failed: 0,
  unprocessed: 0,
  awaiting: 0,
};

test('rows are told in words, and faults only where there are any', () => {
  expect(acceptedInWords(none)).toBe('No rows yet');
  expect(acceptedInWords({ ...none, total: 1, accepted: 1 })).toBe('1 row');
  expect(acceptedInWords({ ...none, total: 2_000, accepted: 1_990 })).toBe('1,990 of 2,000 rows accepted');
  expect(faultsInWords(none)).toEqual([]);
  expect(faultsInWords({ ...none, rejected: 1, duplicate: 2, failed: 4, uncertain: 500 })).toEqual([
    '3 rejected',
    '4 failed',
    '500 uncertain',
  ]);
});
