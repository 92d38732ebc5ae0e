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
    beginTransaction: (connection, settings) =>
      health.watch(() => driver.beginTransaction(inner(connection), settings)),
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
