import { onTestFinished } from 'vitest';
import { createKeyedImportNow } from '../../../src/imports/idempotency/keyed-import-now.ts';
import { StoredIdempotency } from '../../../src/imports/idempotency/stored-idempotency.ts';
import { createImportNow, type ImportNow } from '../../../src/imports/import-now.ts';
import type { Store } from '../../../src/store/store.ts';
import { StoreUnavailableError } from '../../../src/store/store-errors.ts';
import type { Realm } from '../../../src/store/tables.ts';
import { type Clock, monotonicClock } from '../../../src/trackier/clock.ts';
import type { ImportJob } from '../../../src/trackier/import-job.ts';
import type { ImportOptions, ImportReply, ImportRequest } from '../../../src/trackier/trackier-client.ts';
import { callerGone } from '../../../src/trackier/waiting-errors.ts';

export const realm: Realm = { tenant: 'default', mode: 'LIVE', base_url: 'https://trackier.example' };
export const timeoutMs = 30_000;

/** One POST that the gateway made, and is answered by the test. */
export interface Post {
  readonly request: ImportRequest;
  readonly answer: (reply: ImportReply) => void;
  readonly fail: (error: unknown) => void;
}

/** Trackier, answered by hand. */
export interface FakeTrackier {
  readonly posts: readonly Post[];
  /** Resolves with the n-th POST, from 0, once it is made. */
  readonly post: (n: number) => Promise<Post>;
  readonly importConversions: (request: ImportRequest, options?: ImportOptions) => Promise<ImportReply>;
}

export function createFakeTrackier(answerAtOnce?: (n: number) => Promise<ImportReply>): FakeTrackier {
  const posts: Post[] = [];
  const awaited = new Map<number, PromiseWithResolvers<Post>>();
  const seat = (n: number): PromiseWithResolvers<Post> => {
    const one = awaited.get(n) ?? Promise.withResolvers<Post>();
    awaited.set(n, one);
    return one;
  };
  return {
    posts,
    post: n => seat(n).promise,
    async importConversions(request, options) {
      if (options?.maySend?.() === false || options?.signal?.aborted) throw callerGone();
      const { promise, resolve, reject } = Promise.withResolvers<ImportReply>();
      const post = { request, answer: resolve, fail: reject };
      posts.push(post);
      seat(posts.length - 1).resolve(post);
      return answerAtOnce ? answerAtOnce(posts.length - 1) : promise;
    },
  };
}

const silence = { orgId: null, subType: null, resource: null, resourceId: null, relatedObject: null, live: null };

export const jobOf = (id: string): ImportJob => ({
  ...silence,
  id,
  state: 'PENDING',
  rawState: 'pending',
  type: 'import',
  name: 'import.json.conversion',
  meta: { rows: 1 },
  createdAt: new Date('2026-11-22T10:00:00Z'),
  modifiedAt: null,
  logs: null,
});

export const replyOf = (jobId: string): ImportReply => ({ job: jobOf(jobId), message: 'Job has been queued!!' });

export interface KeyedInstance {
  readonly idempotency: StoredIdempotency;
  readonly failures: readonly unknown[];
  /** Imports one row under a key, or none. */
  readonly send: (key: string | null, options?: SendOptions) => ReturnType<ImportNow>;
}

export interface SendOptions {
  readonly clickId?: string;
  readonly signal?: AbortSignal;
  readonly validateOnly?: boolean;
}

export interface InstanceOptions {
  readonly clock?: Clock;
  readonly now?: () => Date;
  readonly newId?: () => string;
  readonly realm?: Realm;
}

let made = 0;

/** An instance of the gateway, as far as idempotency goes. */
export function createInstance(store: Store, trackier: FakeTrackier, options: InstanceOptions = {}): KeyedInstance {
  const { clock = monotonicClock, now = () => new Date(), newId = () => `attempt-${++made}` } = options;
  const failures: unknown[] = [];
  const instanceId = `instance-${++made}`;
  const onWriteFailure = (error: unknown): void => void failures.push(error);
  const idempotency = new StoredIdempotency({ store, instanceId, timeoutMs, clock, now, newId, onWriteFailure });
  onTestFinished(async () => {
    idempotency.drain();
    await idempotency.close();
  });
  const importNow = createKeyedImportNow(createImportNow(trackier, 100, now), idempotency, options.realm ?? realm);
  return {
    idempotency,
    failures,
    send: (idempotencyKey, { clickId = 'a', signal, validateOnly = false } = {}) =>
      importNow({ conversions: [{ clickId }], onInvalid: 'REJECT_ALL', validateOnly, idempotencyKey }, { signal }),
  };
}

/** A store that can be away, for everything or for updates alone, and tells how often it was asked. */
export interface BreakableStore {
  readonly store: Store;
  readonly asked: number;
  away: 'all' | 'updates' | 'none';
}

export function makeBreakable(real: Store): BreakableStore {
  const state = { away: 'none' as BreakableStore['away'], asked: 0 };
  const db = new Proxy(real.db, {
    get(target, name) {
      state.asked++;
      if (state.away === 'all' || (state.away === 'updates' && name === 'updateTable'))
        throw new StoreUnavailableError('The database cannot be reached.');
      const value = Reflect.get(target, name);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
  return Object.assign(state, { store: { ...real, db } });
}

/** What happens to a record when its owner dies: nothing, until its lease runs out. */
export async function endLeases({ db }: Store): Promise<void> {
  await db.updateTable('idempotency_records').set({ lease_until: 1 }).where('state', '=', 'PENDING').execute();
}
