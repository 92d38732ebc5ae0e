// What the drain is measured against: the least that sending batches and following them has to do, and no more. It keeps nothing.
// `POST /send?batches=n`, with what one batch's POST carries: it is made n times, and each job is read once.
import { createServer, type IncomingMessage } from 'node:http';
import { json } from 'node:stream/consumers';
import { Pool } from 'undici';

interface Reply {
  readonly data: { readonly job: { readonly _id: string } };
}

const atOnce = 20;
const pool = new Pool(process.env['TRACKIER_BASE_URL'] ?? '', { connections: atOnce });
const path = '/advertiser/conversion-import';
const headers = { 'x-api-key': 'bench', 'content-type': 'application/json' };

createServer((request, response) => {
  if (request.method === 'POST') void sendAll(request).then(() => response.end('sent'));
  else response.end('ready');
}).listen(Number(process.env['PORT']), '127.0.0.1');

async function sendAll(request: IncomingMessage): Promise<void> {
  let left = Number(request.url?.split('batches=')[1]);
  const batch = await json(request);
  const work = async (): Promise<void> => {
    while (left-- > 0) await sendOne(batch);
  };
  await Promise.all(Array.from({ length: atOnce }, work));
}

async function sendOne(batch: unknown): Promise<void> {
  const sent = await pool.request({ method: 'POST', path, headers, body: JSON.stringify(batch) });
  const reply: Reply = JSON.parse(await sent.body.text());
  const read = await pool.request({ method: 'GET', path: `/jobs/${reply.data.job['_id']}`, headers });
  JSON.parse(await read.body.text());
}
