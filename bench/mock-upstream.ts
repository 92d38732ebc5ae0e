// A Trackier that answers at once, whatever it is sent. `GET /last-body` gives back what the latest POST carried.
import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';

const documented = new URL('../test/fixtures/trackier/conversion-import.json', import.meta.url);
const [pair]: readonly { reply: { body: unknown } }[] = JSON.parse(readFileSync(documented, 'utf8'));
const queued = Buffer.from(JSON.stringify(pair?.reply.body));
const noJobs = Buffer.from(JSON.stringify({ success: true, data: { jobs: [] } }));
let lastBody: readonly Buffer[] = [];

const server = createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => answer(request, response, chunks));
}).listen(Number(process.env['PORT']), '127.0.0.1');
// Between two turns of a server its connections rest; to some clients one that is closed just then is an error.
server.keepAliveTimeout = 600_000;

function answer({ method, url }: IncomingMessage, response: ServerResponse, chunks: readonly Buffer[]): void {
  if (method === 'POST') lastBody = chunks;
  const body = url === '/last-body' ? Buffer.concat(lastBody) : method === 'POST' ? queued : noJobs;
  response.writeHead(200, { 'content-type': 'application/json', 'content-length': body.length });
  response.end(body);
}
