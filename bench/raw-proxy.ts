// What the gateway is measured against: the least that a proxy between GraphQL and Trackier has to do, and no more.
// It reads the request's JSON, renames the fields, sends them on, and words the answer as GraphQL does.
import { createServer, type ServerResponse } from 'node:http';
import { Pool } from 'undici';

interface Row {
  readonly clickId: string;
  readonly txnId?: string;
  readonly sub1?: string;
  readonly customDimensions?: Readonly<Record<string, unknown>>;
}

interface GraphQLRequest {
  readonly variables: { readonly input: { readonly conversions: readonly Row[]; readonly sendPostback?: boolean } };
}

interface Reply {
  readonly data: {
    readonly message: string;
    readonly job: { readonly _id: string; readonly state: string; readonly created: { readonly date: string } };
  };
}

const pool = new Pool(process.env['TRACKIER_BASE_URL'] ?? '');
const path = '/advertiser/conversion-import';
const headers = { 'x-api-key': 'bench', 'content-type': 'application/json' };

createServer((request, response) => {
  if (request.method !== 'POST') {
    response.end('ready');
    return;
  }
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => void pass(chunks, response));
}).listen(Number(process.env['PORT']), '127.0.0.1');

async function pass(chunks: readonly Buffer[], response: ServerResponse): Promise<void> {
  const request: GraphQLRequest = JSON.parse(Buffer.concat(chunks).toString());
  const { conversions, sendPostback } = request.variables.input;
  const body = JSON.stringify({ conversions: conversions.map(renameFields), send_postback: sendPostback });
  const answer = await pool.request({ method: 'POST', path, headers, body });
  const reply: Reply = JSON.parse(await answer.body.text());
  const text = JSON.stringify(answerFrom(reply, conversions.length));
  response.writeHead(200, {
    'content-type': 'application/graphql-response+json; charset=utf-8',
    'content-length': Buffer.byteLength(text),
  });
  response.end(text);
}

const renameFields = ({ clickId, txnId, sub1, customDimensions }: Row) => ({
  click_id: clickId,
  txn_id: txnId,
  sub1,
  custom_dimensions: customDimensions,
});

const answerFrom = ({ data: { job, message } }: Reply, rows: number) => ({
  data: {
    importConversions: {
      __typename: 'ImportConversionsPayload',
      acceptedCount: rows,
      rejectedCount: 0,
      rowErrors: [],
      upstreamMessage: message,
      job: {
        id: job['_id'],
        state: job.state.toUpperCase(),
        createdAt: `${job.created.date.slice(0, 23).replace(' ', 'T')}Z`,
      },
    },
  },
});
