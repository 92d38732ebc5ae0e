import { SqliteDriver } from 'kysely';
import { expect, onTestFinished, test } from 'vitest';
import { openSqliteDatabase } from '../../src/store/sqlite-database.ts';
import type { StoreHealth } from '../../src/store/store-health.ts';
import { watchDriver } from '../../src/store/watched-driver.ts';

const health: StoreHealth = { trouble: () => null, watch: step => step(), suspect: () => {}, close: () => {} };

/** Its begin takes effect, and nobody hears of it: so it is when the network stands still. */
class DeafDriver extends SqliteDriver {
  readonly calls: string[] = [];

  override async beginTransaction(...[connection]: Parameters<SqliteDriver['beginTransaction']>): Promise<void> {
    await super.beginTransaction(connection);
    this.calls.push('begin');
    throw new Error('Query read timeout');
  }

  override async rollbackTransaction(...[connection]: Parameters<SqliteDriver['rollbackTransaction']>): Promise<void> {
    this.calls.push('rollback');
    await super.rollbackTransaction(connection);
  }
}

test('a transaction whose begin failed is rolled back, as it may have begun all the same', async () => {
  const driver = new DeafDriver({ database: async () => openSqliteDatabase(':memory:') });
  await driver.init();
  onTestFinished(() => driver.destroy());
  const watched = watchDriver(driver, health);
  const connection = await watched.acquireConnection();
  await expect(watched.beginTransaction(connection, {})).rejects.toThrow('Query read timeout');
  expect(driver.calls).toEqual(['begin', 'rollback']);
  await watched.releaseConnection(connection);
});
