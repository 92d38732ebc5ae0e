import { assert, nat, property, record } from 'fast-check';
import { expect, test } from 'vitest';
import { barParts, type RowCounts, rowPlaces, sums } from '../../../src/console/bulk-import/row-places.ts';

const count = nat(1_000_000);

/** Counts as the gateway makes them: each row in one place. */
const counts = record({
  rejected: count,
  duplicate: count,
  queued: count,
  uncertain: count,
  unsent: count,
  imported: count,
  edited: count,
  failed: count,
  unprocessed: count,
  awaiting: count,
}).map((leaves): RowCounts => {
  const { imported, edited, failed, unprocessed, awaiting, queued, uncertain, unsent, rejected, duplicate } = leaves;
  const submitted = imported + edited + failed + unprocessed + awaiting;
  const accepted = submitted + queued + uncertain + unsent;
  return { ...leaves, submitted, accepted, total: accepted + rejected + duplicate };
});

test('the sums that are drawn add up for every import', () => {
  assert(
    property(counts, rows => {
      for (const { whole, parts } of sums) {
        expect(parts.reduce((sum, part) => sum + rows[part], 0)).toBe(rows[whole]);
      }
    }),
  );
});

test('the bar shows every accepted row once, and nothing that is not there', () => {
  assert(
    property(counts, rows => {
      const parts = barParts(rows);
      expect(parts.reduce((sum, part) => sum + part.count, 0)).toBe(rows.accepted);
      expect(parts.every(part => part.count > 0)).toBe(true);
    }),
  );
});

test('everything that is a part of the bar stands in the sums with the same pattern, which nothing else has', () => {
  const drawn = Object.values(rowPlaces).flatMap(({ swatch }) => swatch ?? []);
  expect(new Set(drawn).size).toBe(drawn.length);
  expect(drawn).toHaveLength(8);
});
