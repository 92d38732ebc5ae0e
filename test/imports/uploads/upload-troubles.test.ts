import { expect, test } from 'vitest';
import type { Store } from '../../../src/store/store.ts';
import { StoreUnavailableError } from '../../../src/store/store-errors.ts';
import { csv, endless, openIntake } from '../../support/intake-kit.ts';
import { openTestStore } from '../../support/open-store.ts';
import { createManualClock } from '../../trackier/manual-clock.ts';

test('a gateway that is about to stop takes no new file, and gives up those that are under way', async () => {
  const intake = await openIntake('sqlite');
  const id = await intake.addImport();
  const taking = intake.uploads.take(id, { contentType: 'text/csv', chunks: endless() });
  const outcome = taking.catch((error: unknown) => error);
  await expect.poll(async () => (await intake.kept()).imports[0]?.state).toBe('UPLOADING');
  intake.uploads.drain();
  const other = await intake.addImport();
  await expect(intake.uploads.take(other, csv('click_id\na\n'))).rejects.toMatchObject({ code: 'SHUTTING_DOWN' });
  await intake.uploads.abandon();
  expect(await outcome).toMatchObject({ code: 'SHUTTING_DOWN' });
  expect((await intake.kept()).imports.map(({ state }) => state)).toEqual(['AWAITING_UPLOAD', 'AWAITING_UPLOAD']);
});

test('an upload of which nothing comes for a minute is given up', async () => {
  const clock = createManualClock();
  const intake = await openIntake('sqlite', { clock });
  const id = await intake.addImport();
  const outcome = intake.uploads
    .take(id, { contentType: 'text/csv', chunks: endless() })
    .catch((error: unknown) => error);
  await expect.poll(() => clock.pendingTimers).toBe(2);
  await clock.advance(59_999);
  await clock.advance(1);
  expect(await outcome).toMatchObject({ code: 'UPLOAD_STALLED' });
  expect((await intake.kept()).imports).toMatchObject([{ state: 'AWAITING_UPLOAD', upload_id: null }]);
  expect(clock.pendingTimers).toBe(0);
});

test('an upload says that it lives for as long as it waits for its caller', async () => {
  const clock = createManualClock();
  const intake = await openIntake('sqlite', { clock });
  const id = await intake.addImport();
  const outcome = intake.uploads
    .take(id, { contentType: 'text/csv', chunks: endless() })
    .catch((error: unknown) => error);
  await expect.poll(() => clock.pendingTimers).toBe(2);
  await intake.store.db.updateTable('uploads').set({ seen_at: 0 }).execute();
  await clock.advance(5_000);
  await expect.poll(async () => (await intake.kept()).uploads[0]?.seen_at).toBeGreaterThan(0);
  await intake.store.db.updateTable('uploads').set({ state: 'ABANDONED' }).execute();
  await expect.poll(() => clock.pendingTimers).toBe(2);
  await clock.advance(5_000);
  expect(await outcome).toMatchObject({ code: 'UPLOAD_GIVEN_UP' });
});

test('an upload that the database loses is left to whoever finds it dead, or is given up at once', async () => {
  const store = await openTestStore('sqlite');
  let isAway = false;
  const transaction: Store['transaction'] = work =>
    isAway ? Promise.reject(new StoreUnavailableError('The database cannot be reached.')) : store.transaction(work);
  const intake = await openIntake('sqlite', { store: { ...store, transaction } });
  const id = await intake.addImport();
  async function* chunks() {
    yield Buffer.from('click_id\na\n');
    isAway = true;
  }
  await expect(intake.uploads.take(id, { contentType: 'text/csv', chunks: chunks() })).rejects.toMatchObject({
    code: 'STORE_UNAVAILABLE',
  });
  const { imports, uploads } = await intake.kept();
  expect(imports).toMatchObject([{ state: 'UPLOADING', upload_id: null }]);
  expect(uploads).toMatchObject([{ state: 'PENDING' }]);
});
