import { expect, test } from 'vitest';
import { candidateJobs } from '../../src/imports/candidate-jobs.ts';
import { createHeldJobIds } from '../../src/imports/held-job-ids.ts';
import { openTestStore, storeKinds } from '../support/open-store.ts';
import {
  createFakeTrackier,
  createInstance,
  jobOf,
  makeBreakable,
  realm,
  replyOf,
} from './idempotency/idempotency-kit.ts';

test.each(storeKinds)(
  'a job that answered a request with a key is no candidate of others in its realm, by %s',
  async kind => {
    const store = makeBreakable(await openTestStore(kind));
    const { send } = createInstance(
      store.store,
      createFakeTrackier(async () => replyOf('held')),
    );
    await send('k');
    const heldJobIds = createHeldJobIds(store.store, realm);
    const held = await heldJobIds(['held', 'free']);
    const at = new Date('2026-11-22T10:00:00Z');
    const jobs = [jobOf('held'), jobOf('free')];
    expect(candidateJobs(jobs, at, at, held).map(({ id }) => id)).toEqual(['free']);
    expect(await heldJobIds([])).toEqual(new Set());
    expect(await createHeldJobIds(store.store, { ...realm, tenant: 'other' })(['held'])).toEqual(new Set());

    store.away = 'all';
    expect(await heldJobIds(['held'])).toEqual(new Set());
  },
);
