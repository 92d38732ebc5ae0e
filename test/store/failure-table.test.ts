import { expect, test } from 'vitest';
import { findReason, isConflict } from '../../src/store/failure-table.ts';

const failure = (fields: object, message = 'words') => Object.assign(new Error(message), fields);

test.each([
  ["SQLite's FULL", failure({ errcode: 13 }), 'The disk of the database is full.'],
  ["a kind of SQLite's IOERR", failure({ errcode: 10 | (12 << 8) }), 'The disk of the database fails.'],
  ['ENOSPC', failure({ code: 'ENOSPC' }), 'The disk of the database is full.'],
  ['53100', failure({ code: '53100' }), 'The disk of the database is full.'],
  ['any 08', failure({ code: '08006' }), 'The database cannot be reached.'],
  ['57P03', failure({ code: '57P03' }), 'The database cannot be reached.'],
  [
    'a host all of whose addresses refuse',
    Object.assign(new AggregateError([]), { code: 'ECONNREFUSED' }),
    'The database cannot be reached.',
  ],
  ['a socket that closed', failure({}, 'Connection terminated unexpectedly'), 'The database cannot be reached.'],
  ['an exhausted pool', failure({}, 'timeout exceeded when trying to connect'), 'The database cannot be reached.'],
  ['a statement that took too long', failure({ code: '57014' }), 'The database did not answer in time.'],
  ['a standby', failure({ code: '25006' }), 'The database cannot be written.'],
])('%s has a reason that can be told', (_name, error, reason) => {
  expect(findReason(error)).toBe(reason);
});

test.each([
  ['a violated constraint of SQLite', failure({ code: 'ERR_SQLITE_ERROR', errcode: 1555 })],
  ['a violated constraint of PostgreSQL', failure({ code: '23505' })],
  ['a wrong statement', failure({ code: '42601' })],
  ['a mistake of the program', new TypeError('x is undefined')],
  ['what is no error', 'Connection terminated'],
])('%s is no trouble of the database', (_name, error) => {
  expect(findReason(error)).toBeNull();
});

test('only deadlocks and serialization failures are conflicts', () => {
  expect(['40001', '40P01', '23505'].map(code => isConflict(failure({ code })))).toEqual([true, true, false]);
});
