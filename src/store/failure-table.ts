const reasons = {
  away: 'The database cannot be reached.',
  slow: 'The database did not answer in time.',
  full: 'The disk of the database is full.',
  unwritable: 'The database cannot be written.',
  broken: 'The disk of the database fails.',
  busy: 'The database is busy.',
  damaged: 'The database is damaged.',
  crowded: 'The database takes no more connections.',
  exhausted: 'The database has run out of memory.',
  refused: "The database refuses the gateway's login.",
  missing: 'There is no such database.',
  insecure: 'The connection to the database cannot be made secure.',
} as const;

type Reason = keyof typeof reasons;

/** SQLite's primary result codes (https://sqlite.org/rescode.html). */
const bySqliteCode: Readonly<Record<number, Reason>> = {
  3: 'unwritable', // PERM
  5: 'busy',
  7: 'exhausted', // NOMEM
  8: 'unwritable', // READONLY
  10: 'broken', // IOERR
  11: 'damaged', // CORRUPT
  13: 'full',
  14: 'unwritable', // CANTOPEN
  26: 'damaged', // NOTADB
};

/** PostgreSQL's SQLSTATEs (https://www.postgresql.org/docs/current/errcodes-appendix.html) and Node's codes. */
const byCode: Readonly<Record<string, Reason>> = {
  '25006': 'unwritable', // a standby after a failover
  '28000': 'refused',
  '28P01': 'refused',
  '3D000': 'missing',
  '53100': 'full',
  '53200': 'exhausted',
  '53300': 'crowded',
  '53400': 'crowded',
  '55P03': 'busy', // lock_timeout
  '57014': 'slow', // statement_timeout
  '57P01': 'away', // it is shutting down
  '57P02': 'away', // it crashed
  '57P03': 'away', // it is starting
  '57P04': 'missing',
  '57P05': 'away', // idle_session_timeout
  '58030': 'broken',
  '25P03': 'slow', // idle_in_transaction_session_timeout
  ECONNREFUSED: 'away',
  ECONNRESET: 'away',
  ECONNABORTED: 'away',
  EPIPE: 'away',
  ETIMEDOUT: 'away',
  ENOTFOUND: 'away',
  EAI_AGAIN: 'away',
  EHOSTUNREACH: 'away',
  ENETUNREACH: 'away',
  ENETDOWN: 'away',
  ENOENT: 'away', // the socket file of a PostgreSQL that is not running
  EACCES: 'unwritable',
  EPERM: 'unwritable',
  EROFS: 'unwritable',
  ENOTDIR: 'unwritable',
  EEXIST: 'unwritable',
  ENOSPC: 'full',
  EDQUOT: 'full',
  EIO: 'broken',
  EMFILE: 'crowded',
  ENFILE: 'crowded',
  CERT_HAS_EXPIRED: 'insecure',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'insecure',
  SELF_SIGNED_CERT_IN_CHAIN: 'insecure',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'insecure',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'insecure',
  ERR_TLS_CERT_ALTNAME_INVALID: 'insecure',
};

/** What pg says without a code, by the beginning of its words. */
const byWords: readonly (readonly [string, Reason])[] = [
  ['Connection terminated', 'away'],
  ['Client has encountered a connection error', 'away'],
  ['Client was closed', 'away'],
  ['timeout exceeded when trying to connect', 'away'],
  ['timeout expired', 'away'],
  ['Query read timeout', 'slow'],
  ['The server does not support SSL connections', 'insecure'],
  ['There was an error establishing an SSL connection', 'insecure'],
];

/** A conflict with another transaction: the same again is likely to go through. */
const conflicts: ReadonlySet<unknown> = new Set(['40001', '40P01']);

/** Why the store could not do its work, in one sentence; null where the error is not of that kind. */
export function findReason(error: unknown): string | null {
  if (!(error instanceof Error)) return null;
  const reason = reasonOf(error);
  return reason ? reasons[reason] : null;
}

/** Whether the transaction was given up for another one, which leaves nothing of it. */
export const isConflict = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && conflicts.has(error.code);

function reasonOf(error: Error): Reason | undefined {
  // The low byte is the primary code; the rest tells apart its kinds.
  if ('errcode' in error && typeof error.errcode === 'number') return bySqliteCode[error.errcode & 0xff];
  if ('code' in error && typeof error.code === 'string')
    return byCode[error.code] ?? (/^08\w{3}$/.test(error.code) ? 'away' : undefined);
  return byWords.find(([words]) => error.message.startsWith(words))?.[1];
}
