import { createHash } from 'node:crypto';

/** One kind of request that is measured. */
export interface Workload {
  readonly rows: number;
  /** How many requests are out at once. */
  readonly concurrency: number;
  /** How many requests one server gets before it is the other's turn. */
  readonly requestsPerTurn: number;
  /** How many times a server has been asked before anything counts: its code is compiled while it runs. */
  readonly warmUpRequests: number;
  /** A few that differ, so that no parser sees the same text again and again. */
  readonly bodies: readonly Buffer[];
}

const document = `mutation ImportConversions($input: ImportConversionsInput!) {
  importConversions(input: $input) {
    __typename
    ... on ImportConversionsPayload {
      acceptedCount
      rejectedCount
      rowErrors { index path code message }
      upstreamMessage
      job { id state createdAt }
    }
    ... on Error { code message retryable requestId }
    ... on InvalidConversionsError { rowErrors { index path code message } }
  }
}`;
const variants = 4;

/** How many turns both servers have in a round. */
export const turnsPerRound = 8;

const settings = [
  { upToRows: 10, concurrency: 16, requestsPerTurn: 110, warmUpRequests: 12_000 },
  { upToRows: 100, concurrency: 8, requestsPerTurn: 48, warmUpRequests: 4_000 },
  { upToRows: 1_000, concurrency: 4, requestsPerTurn: 12, warmUpRequests: 600 },
  { upToRows: Number.POSITIVE_INFINITY, concurrency: 2, requestsPerTurn: 2, warmUpRequests: 80 },
];

/** The requests of one size. A round has fewer than the thousand that the gateway may send in one second. */
export function createWorkload(rows: number): Workload {
  const fitting = settings.find(({ upToRows }) => rows <= upToRows);
  if (!fitting) throw new RangeError(`${rows} is no number of rows`);
  const { concurrency, requestsPerTurn, warmUpRequests } = fitting;
  const bodies = Array.from({ length: variants }, (_, variant) => createBody(rows, variant));
  return { rows, concurrency, requestsPerTurn, warmUpRequests, bodies };
}

function createBody(rows: number, variant: number): Buffer {
  const conversions = Array.from({ length: rows }, (_, index) => createRow(variant, index));
  return Buffer.from(JSON.stringify({ query: document, variables: { input: { conversions, sendPostback: true } } }));
}

const firstNames = ['Asha', 'Bruno', 'Chloé', 'Dmitri', 'Esra', 'Farid', 'Grace', 'Hiro'];
const lastNames = ['Sharma', 'Oliveira', 'Lefèvre', 'Ivanov', 'Yılmaz', 'Haddad', 'Okafor', 'Tanaka', 'Müller'];

function createRow(variant: number, index: number) {
  const id = createHash('md5').update(`${variant}/${index}`).digest('hex');
  return {
    clickId: id.slice(0, 24),
    txnId: `order-${100_000 + index}`,
    sub1: `campaign ${index % 40}`,
    customDimensions: {
      first_name: firstNames[index % firstNames.length],
      last_name: lastNames[index % lastNames.length],
    },
  };
}
