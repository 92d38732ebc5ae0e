import { createHash } from 'node:crypto';
import { contractDialect, type Dialect, type Row } from './dialects.ts';

/** One kind of request that is measured. */
export interface Workload {
  readonly rows: number;
  /** How many requests are out at once. */
  readonly concurrency: number;
  /** How many requests of one server's turn count. */
  readonly requestsPerTurn: number;
  /** How many come before them in each turn: the others have had the processor's caches meanwhile. */
  readonly leadInRequests: number;
  /** How many times a server has been asked before anything counts: its code is compiled while it runs. */
  readonly warmUpRequests: number;
  /** A few that differ, so that no parser sees the same text again and again. */
  readonly bodies: readonly Buffer[];
}

const variants = 4;

/** How many rounds come before those that count. */
export const warmUpRoundsOf = ({ warmUpRequests, leadInRequests, requestsPerTurn }: Workload): number =>
  Math.ceil(warmUpRequests / (leadInRequests + requestsPerTurn) / turnsPerRound);

/** How many turns every server has in a round. */
export const turnsPerRound = 4;

const settings = [
  { upToRows: 10, concurrency: 16, requestsPerTurn: 200, leadInRequests: 48, warmUpRequests: 20_000 },
  { upToRows: 100, concurrency: 8, requestsPerTurn: 96, leadInRequests: 16, warmUpRequests: 4_000 },
  { upToRows: 1_000, concurrency: 4, requestsPerTurn: 40, leadInRequests: 6, warmUpRequests: 800 },
  { upToRows: Number.POSITIVE_INFINITY, concurrency: 2, requestsPerTurn: 8, leadInRequests: 2, warmUpRequests: 100 },
];

/** The requests of one size, as a server wants them. */
export function createWorkload(rows: number, dialect: Dialect = contractDialect): Workload {
  const fitting = settings.find(({ upToRows }) => rows <= upToRows);
  if (!fitting) throw new RangeError(`${rows} is no number of rows`);
  const { concurrency, requestsPerTurn, leadInRequests, warmUpRequests } = fitting;
  const bodies = Array.from({ length: variants }, (_, variant) => createBody(dialect, rows, variant));
  return { rows, concurrency, requestsPerTurn, leadInRequests, warmUpRequests, bodies };
}

function createBody({ document, inputFrom }: Dialect, rows: number, variant: number): Buffer {
  const conversions = Array.from({ length: rows }, (_, index) => createRow(variant, index));
  const input = inputFrom({ conversions, sendPostback: true });
  return Buffer.from(JSON.stringify({ query: document, variables: { input } }));
}

const firstNames = ['Asha', 'Bruno', 'Chloé', 'Dmitri', 'Esra', 'Farid', 'Grace', 'Hiro'];
const lastNames = ['Sharma', 'Oliveira', 'Lefèvre', 'Ivanov', 'Yılmaz', 'Haddad', 'Okafor', 'Tanaka', 'Müller'];

function createRow(variant: number, index: number): Row {
  const id = createHash('md5').update(`${variant}/${index}`).digest('hex');
  return {
    clickId: id.slice(0, 24),
    txnId: `order-${100_000 + index}`,
    sub1: `campaign ${index % 40}`,
    customDimensions: { first_name: nameAt(firstNames, index), last_name: nameAt(lastNames, index) },
  };
}

const nameAt = (names: readonly string[], index: number): string => names[index % names.length] ?? '';
