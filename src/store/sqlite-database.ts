import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite';
import type { SqliteDatabase, SqliteStatement } from 'kysely';

/** Statements that stay prepared; preparing costs more than most statements do. */
const keptStatements = 200;

/** How long a backup or another reader may keep a write waiting. It blocks the process. */
export const busyTimeoutMs = 2_000;

/** How far the log may stay grown after a large transaction. */
const keptLogBytes = 16 * 1024 * 1024;

const settings = `
  pragma journal_mode = wal;
  pragma synchronous = full;
  pragma secure_delete = on;
  pragma journal_size_limit = ${keptLogBytes};
`;

/** Opens a database file in the form that Kysely's SQLite driver asks for. */
export function openSqliteDatabase(path: string): SqliteDatabase {
  const database = new DatabaseSync(path, { timeout: busyTimeoutMs });
  try {
    database.exec(settings);
  } catch (error) {
    database.close();
    throw error;
  }
  // Those used last stand at the end.
  const statements = new Map<string, SqliteStatement>();

  const findOrPrepare = (sql: string): SqliteStatement => {
    const statement = statements.get(sql) ?? adaptStatement(database.prepare(sql));
    statements.delete(sql);
    statements.set(sql, statement);
    if (statements.size > keptStatements) statements.delete(statements.keys().next().value ?? sql);
    return statement;
  };

  return {
    close: () => database.close(),
    prepare(sql) {
      // A full disk ends a transaction by itself; Kysely's rollback would then fail and hide the reason.
      if (sql === 'rollback' && !database.isTransaction) return nothingToDo;
      return findOrPrepare(sql);
    },
  };
}

function adaptStatement(statement: StatementSync): SqliteStatement {
  return {
    reader: statement.columns().length > 0,
    all: parameters => statement.all(...checkParameters(parameters)),
    run: parameters => statement.run(...checkParameters(parameters)),
    iterate: parameters => statement.iterate(...checkParameters(parameters)),
  };
}

const nothingToDo: SqliteStatement = {
  reader: false,
  all: () => [],
  run: () => ({ changes: 0, lastInsertRowid: 0 }),
  iterate: () => [].values(),
};

function checkParameters(parameters: readonly unknown[]): readonly SQLInputValue[] {
  if (parameters.every(isBindable)) return parameters;
  throw new TypeError('SQLite takes null, numbers, bigints, strings and bytes as parameters, nothing else.');
}

const isBindable = (value: unknown): value is SQLInputValue =>
  value === null ||
  typeof value === 'string' ||
  typeof value === 'number' ||
  typeof value === 'bigint' ||
  ArrayBuffer.isView(value);
