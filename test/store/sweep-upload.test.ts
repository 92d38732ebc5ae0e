import { describe, expect, test } from 'vitest';
import { abandonedUpload, endUpload, sweepUpload } from '../../src/store/uploads.ts';
import { csv, openIntake } from '../support/intake-kit.ts';
import { storeKinds } from '../support/open-store.ts';

const fileOf = (valid: number, invalid: number): string =>
  `click_id\n${Array.from({ length: valid }, (_, index) => `c${index}\n`).join('')}${'\t\n'.repeat(invalid)}`;

describe.each(storeKinds)('the sweep on %s', kind => {
  test('erases an abandoned upload part by part, and nothing of another', async () => {
    const intake = await openIntake(kind, { batchSize: 1 });
    const { db } = intake.store;
    const keep = await intake.addImport();
    await intake.uploads.take(keep, csv(fileOf(5, 5)));
    const before = await intake.kept();
    const drop = await intake.addImport();
    await intake.uploads.take(drop, csv(fileOf(25, 12)));
    await db.updateTable('uploads').set({ state: 'ABANDONED' }).where('import_id', '=', drop).execute();
    const uploadId = await abandonedUpload(db);
    const left: number[][] = [];
    for (let isDone = false; !isDone; ) {
      isDone = await sweepUpload(db, uploadId ?? '', { batches: 10, rejectedRows: 10 });
      const { batches, batchRows, rejected } = await intake.kept();
      left.push([batches.length - 5, batchRows.length - 5, rejected.length - 5]);
    }
    expect(left).toEqual([
      [15, 15, 2],
      [5, 5, 0],
      [0, 0, 0],
      [0, 0, 0],
    ]);
    expect({ ...(await intake.kept()), imports: before.imports }).toEqual(before);
    expect(await abandonedUpload(db)).toBeNull();
  });

  test('finds nothing in an upload that has become an import’s', async () => {
    const intake = await openIntake(kind);
    const id = await intake.addImport();
    await intake.uploads.take(id, csv(fileOf(1, 0)));
    const [upload] = (await intake.kept()).uploads;
    expect(await endUpload(intake.store.db, upload.id, 'ABANDONED')).toBe(false);
    expect(await abandonedUpload(intake.store.db)).toBeNull();
  });
});
