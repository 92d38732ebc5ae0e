import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { TrackierError } from '../../../src/trackier/trackier-error.ts';
import { makeStorePlace, openTestStore, type StoreKind } from '../../support/open-store.ts';
import { createFakeTrackier, createInstance, endLeases, replyOf } from './idempotency-kit.ts';

/** What may happen to a POST. `dies`: its process does, and nobody ever hears of it; `late`: it is taken for dead first. */
const fates = ['answered', 'refused', 'lost', 'dies', 'late'] as const;
type Fate = (typeof fates)[number];

const history = fc.record({
  /** Rounds of callers, each at one of the instances. */
  rounds: fc.array(fc.array(fc.nat({ max: 1 }), { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 4 }),
  /** Of the POSTs in their order; the last goes for all further ones. */
  fates: fc.array(fc.constantFrom(...fates), { minLength: 1, maxLength: 4 }),
});

/** After these Trackier may have queued the rows. */
const mayBeTaken = (fate: Fate): boolean => fate !== 'refused';

test.each([
  ['sqlite', 60],
  ['postgres', 25],
] as const)(
  'whatever becomes of a POST or of its process, a second one that may be taken never follows under the key, in %s',
  async (kind, numRuns) => {
    const world = await createWorld(kind);
    let run = 0;
    const property = fc.asyncProperty(history, async ({ rounds, fates: given }) => {
      const key = `key-${++run}`;
      const sent: Fate[] = [];
      world.fateOfPost = () => {
        const fate = given[Math.min(sent.length, given.length - 1)]!;
        sent.push(fate);
        return fate;
      };
      for (const round of rounds) {
        const told = await Promise.all(round.map(n => world.send(n, key)));
        expect(told.filter(({ type }) => type === 'first').length).toBeLessThanOrEqual(1);
        expect(told.some(({ type }) => type === 'replayed') && !sent.some(mayBeTaken)).toBe(false);
      }
      expect(sent.filter(mayBeTaken).length).toBeLessThanOrEqual(1);
      expect(sent.length).toBeGreaterThanOrEqual(1);
    });
    await fc.assert(property, { numRuns }).finally(world.end);
  },
);

type Told = { readonly type: 'first' | 'replayed' | 'failed' | 'nothing' };

/** Two instances; where one dies, another takes its place. With SQLite both are at one store, as two gateways cannot be. */
async function createWorld(kind: StoreKind) {
  const place = await makeStorePlace(kind);
  const store = await openTestStore(kind, { place });
  const stores = [store, kind === 'sqlite' ? store : await openTestStore(kind, { place })];
  const testIsOver = Promise.withResolvers<never>();
  testIsOver.promise.catch(() => {});

  const startInstance = (n: number): Instance => {
    const death = Promise.withResolvers<Told>();
    const die = (): Promise<never> => {
      instances[n] = startInstance(n);
      death.resolve({ type: 'nothing' });
      return testIsOver.promise;
    };
    const trackier = createFakeTrackier(async () => {
      const fate = world.fateOfPost();
      if (fate === 'refused') throw new TrackierError('No', { kind: 'rejected', reason: 'REQUEST_REJECTED' });
      if (fate === 'lost') throw new TrackierError('Lost', { kind: 'unknown-outcome' });
      if (fate !== 'answered') await endLeases(store);
      return fate === 'dies' ? die() : replyOf('job');
    });
    const { send } = createInstance(stores[n]!, trackier);
    const tell = async (key: string): Promise<Told> =>
      send(key).then(
        ({ replayed }) => ({ type: replayed ? 'replayed' : 'first' }),
        () => ({ type: 'failed' }),
      );
    return { send: key => Promise.race([tell(key), death.promise]) };
  };
  const instances: Instance[] = [];
  for (const n of stores.keys()) instances.push(startInstance(n));
  const world = {
    fateOfPost: (): Fate => 'lost',
    send: (n: number, key: string) => instances[n]!.send(key),
    /** What hangs for ever does so until now. */
    end: () => testIsOver.reject(new Error('The test is over')),
  };
  return world;
}

interface Instance {
  /** What a caller is told: nothing by a process that dies. */
  readonly send: (key: string) => Promise<Told>;
}
