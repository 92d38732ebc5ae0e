import type { DatabaseConnection, Driver } from 'kysely';
import type { StoreHealth } from './store-health.ts';

/** The driver, with every step of it under the eyes of `health`: who uses the store meets no driver's error for its trouble. */
export function watchDriver(driver: Driver, health: StoreHealth): Driver {
  const innerOf = new WeakMap<DatabaseConnection, DatabaseConnection>();
  // Drivers know their own connections only.
  const inner = (connection: DatabaseConnection): DatabaseConnection => innerOf.get(connection) ?? connection;
  return {
    init: options => health.watch(() => driver.init(options)),
    async acquireConnection(options) {
      const connection = await health.watch(() => driver.acquireConnection(options));
      const watched = watchConnection(connection, health);
      innerOf.set(watched, connection);
      return watched;
    },
    async beginTransaction(connection, settings) {
      try {
        await health.watch(() => driver.beginTransaction(inner(connection), settings));
      } catch (error) {
        // It may have begun, or begin yet: whoever has the connection next would write into a transaction that nobody
        // commits. This ends it, or has the connection thrown away.
        await driver.rollbackTransaction(inner(connection)).catch(() => {});
        throw error;
      }
    },
    commitTransaction: connection => health.watch(() => driver.commitTransaction(inner(connection))),
    rollbackTransaction: connection => health.watch(() => driver.rollbackTransaction(inner(connection))),
    releaseConnection: (connection, options) => driver.releaseConnection(inner(connection), options),
    destroy: options => driver.destroy(options),
  };
}

function watchConnection(connection: DatabaseConnection, health: StoreHealth): DatabaseConnection {
  return {
    executeQuery: (query, options) => health.watch(() => connection.executeQuery(query, options)),
    // Nothing is streamed: a reader that takes its time would hold SQLite's only connection.
    streamQuery: (query, chunkSize, options) => connection.streamQuery(query, chunkSize, options),
  };
}
