import { expect, onTestFinished, test } from 'vitest';
import { ask, createImport, uploadRows } from '../crash/crash-world.ts';
import { type PostgresServer, startPostgres } from '../support/start-postgres.ts';
import {
  arrivalsInOrder,
  createWorld,
  importIn,
  onceEach,
  patience,
  postsTo,
  statesOf,
  takenBy,
  until,
} from './instances-world.ts';

const rowCount = 24;

/** A PostgreSQL that a test may stop, which no other test uses. */
async function startOwnPostgres(): Promise<PostgresServer> {
  const postgres = await startPostgres();
  onTestFinished(postgres.close);
  return postgres;
}

const importOne = (key: string): string =>
  `mutation { importConversions(input: { conversions: [{ clickId: "now" }], idempotencyKey: ${key} }) { __typename } }`;
const createOne = 'mutation { createBulkImport(input: { format: CSV }) { __typename } }';

/** The code of the GraphQL error that an operation is answered with. */
async function errorCodeOf(url: string, query: string): Promise<string> {
  const answer: unknown = await ask(url, query).catch(String);
  return /"code":"(\w+)"/.exec(String(answer))?.[1] ?? JSON.stringify(answer);
}

async function readyAt(url: string): Promise<string> {
  const answer = await fetch(`${url}/ready`);
  return `${answer.status} ${await answer.text()}`;
}

test(
  'PostgreSQL is stopped and started in the middle of an import: nothing is lost and nothing sent twice',
  patience,
  async () => {
    const postgres = await startOwnPostgres();
    const world = await createWorld({ DATABASE_URL: postgres.url }, { TRACKIER_TIMEOUT_MS: '60000' });
    const { sandbox } = world;
    const instances = await Promise.all([world.start(), world.start()]);
    const [{ address: url }, { address: otherUrl }] = instances;
    sandbox.setFaults([{ match: { path: 'import', nth: 2 }, times: 4, action: { kind: 'hold' } }]);
    const id = await createImport(url);
    await uploadRows(url, id, rowCount);
    await until(() => postsTo(sandbox) >= 5);

    await postgres.stop();
    for (const address of [url, otherUrl]) {
      await until(async () => (await readyAt(address)).startsWith('503'));
      expect(await readyAt(address)).toBe('503 The database cannot be reached.\n');
      expect(await errorCodeOf(address, importOne('"k"'))).toBe('STORE_UNAVAILABLE');
      expect(await errorCodeOf(address, createOne)).toBe('STORE_UNAVAILABLE');
    }
    const postsBefore = postsTo(sandbox);
    expect(await ask(url, importOne('null'))).toEqual({
      importConversions: { __typename: 'ImportConversionsPayload' },
    });
    expect(postsTo(sandbox)).toBe(postsBefore + 1);
    sandbox.release();
    const keptInMemory = () =>
      instances.flatMap(({ lines }) =>
        lines().filter(({ type, outcome }) => type === 'kept-in-memory' && outcome === 'taken'),
      );
    await until(() => keptInMemory().length >= 4);

    await postgres.start();
    for (const address of [url, otherUrl]) await until(async () => (await readyAt(address)) === '200 ready\n');
    const report = await importIn(otherUrl, id, 'COMPLETED', 'NEEDS_ATTENTION');
    expect(statesOf(report)).toEqual(Array.from({ length: rowCount / 2 }, () => 'IMPORTED'));
    expect(report).toMatchObject({ state: 'COMPLETED', rows: { imported: rowCount, uncertain: 0 } });
    expect(arrivalsInOrder(sandbox, rowCount)).toEqual(onceEach(rowCount));
    expect(takenBy(instances[0]) + takenBy(instances[1])).toBe(rowCount / 2);
    // The key is free, as nothing was sent with it.
    expect(await ask(url, importOne('"k"'))).toEqual({ importConversions: { __typename: 'ImportConversionsPayload' } });
    // Nothing is out, so nobody has to wait for the database to come back.
    await postgres.stop();
    for (const instance of instances) {
      instance.signal('SIGTERM');
      expect(await instance.exitCode()).toBe(0);
    }
  },
);
