import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { keptRowsFrom } from '../../../src/imports/bulk/batch-rows.ts';
import { csv, type Intake, openIntake } from '../../support/intake-kit.ts';
import { openTestStore } from '../../support/open-store.ts';

test('a random file in random pieces is kept as a model says', async () => {
  const store = await openTestStore('sqlite');
  const cell = fc.constantFrom('a', 'b', 'c', 'd', 'ä\n"x"', ' a', '');
  const row = fc.record({
    click: cell,
    txn: fc.constantFrom('', 't', 'u'),
    amount: fc.constantFrom('', '1.5', '-1', 'x'),
  });
  const cuts = fc.array(fc.nat(400), { maxLength: 6 });
  await fc.assert(
    fc.asyncProperty(
      fc.array(row, { maxLength: 25 }),
      cuts,
      fc.integer({ min: 1, max: 6 }),
      async (rows, places, batchSize) => {
        const intake = await openIntake('sqlite', { store, batchSize });
        await clear(intake);
        const id = await intake.addImport();
        const { bytes, lines } = fileOf(rows);
        const ends = [...places.map(place => place % bytes.length), bytes.length].toSorted((one, other) => one - other);
        const pieces = ends.map((end, index) => bytes.subarray(ends[index - 1] ?? 0, end));
        const { counts } = await intake.uploads.take(id, csv(...pieces));
        const kept = await intake.kept();
        const model = sort(rows, lines);
        expect(counts).toEqual(model.counts);
        expect(kept.batchRows.map(batch => keptRowsFrom(batch.rows).map(([line]) => line))).toEqual(
          chunked(model.accepted, batchSize),
        );
        expect(kept.batches.map(({ row_count }) => row_count)).toEqual(
          chunked(model.accepted, batchSize).map(({ length }) => length),
        );
        const rejected = kept.rejected.map(({ line, errors }) => [
          line,
          JSON.parse(errors).map(({ code }: any) => code),
        ]);
        expect(rejected).toEqual(model.rejected);
      },
    ),
    { numRuns: 60 },
  );
});

test('a file that breaks off at a random byte leaves nothing that can be seen, and can be uploaded again', async () => {
  const store = await openTestStore('sqlite');
  const text = Buffer.from(`click_id,sub1\n${'a,"x\n"\n\t,y\nb,z\n'.repeat(12_000)}`);
  await fc.assert(
    fc.asyncProperty(fc.nat(text.length), fc.nat(text.length), async (end, cut) => {
      const intake = await openIntake('sqlite', { store, batchSize: 500 });
      await clear(intake);
      const id = await intake.addImport();
      async function* broken() {
        yield text.subarray(0, Math.min(cut, end));
        yield text.subarray(Math.min(cut, end), end);
        throw new Error('gone');
      }
      const taking = intake.uploads.take(id, { contentType: 'text/csv', chunks: broken() });
      await expect(taking).rejects.toMatchObject({ code: 'UPLOAD_CUT_SHORT' });
      const { imports, uploads } = await intake.kept();
      expect(imports).toMatchObject([
        { state: 'AWAITING_UPLOAD', upload_id: null, accepted_rows: 0, rejected_rows: 0 },
      ]);
      expect(uploads).toMatchObject([{ state: 'ABANDONED' }]);
      expect((await intake.uploads.take(id, csv(text))).counts).toEqual({
        accepted: 2,
        rejected: 12_000,
        duplicate: 23_998,
      });
    }),
    { numRuns: 4 },
  );
});

interface Row {
  readonly click: string;
  readonly txn: string;
  readonly amount: string;
}

const quote = (text: string): string => `"${text.replaceAll('"', '""')}"`;

function fileOf(rows: readonly Row[]): { readonly bytes: Buffer; readonly lines: readonly number[] } {
  let text = 'click_id,txn_id,sale_amount\n';
  let line = 2;
  const lines: number[] = [];
  for (const { click, txn, amount } of rows) {
    const record = `${quote(click)},${txn},${amount}\n`;
    lines.push(line);
    line += record.split('\n').length - 1;
    text += record;
  }
  return { bytes: Buffer.from(text), lines };
}

/** Written from the rules and not from the code. */
function sort(rows: readonly Row[], lines: readonly number[]) {
  const seen = new Set<string>();
  const accepted: number[] = [];
  const rejected: [number, string[]][] = [];
  const counts = { accepted: 0, rejected: 0, duplicate: 0 };
  for (const [index, { click, txn, amount }] of rows.entries()) {
    const codes: string[] = [];
    const hasId = ['a', 'b', 'c', 'd'].includes(click);
    if (!hasId) codes.push(click === '' ? 'REQUIRED' : 'INVALID_FORMAT');
    if (amount === 'x') codes.push('INVALID_FORMAT');
    if (amount === '-1') codes.push('OUT_OF_RANGE');
    const isInvalid = codes.length > 0;
    const key = `${click}/${txn}`;
    if (hasId && seen.has(key)) codes.push('DUPLICATE');
    if (hasId) seen.add(key);
    if (codes.length === 0) accepted.push(lines[index]!);
    else rejected.push([lines[index]!, codes]);
    counts[codes.length === 0 ? 'accepted' : isInvalid ? 'rejected' : 'duplicate'] += 1;
  }
  return { accepted, rejected, counts };
}

const chunked = (lines: readonly number[], size: number): number[][] =>
  Array.from({ length: Math.ceil(lines.length / size) }, (_, index) => lines.slice(index * size, (index + 1) * size));

async function clear({ store: { db } }: Intake): Promise<void> {
  for (const table of ['bulk_imports', 'uploads', 'bulk_batches', 'bulk_batch_rows', 'rejected_rows'] as const) {
    await db.deleteFrom(table).execute();
  }
}
