// A Trackier whose jobs have ended as soon as they are asked for: every POST is a new job that imports all its rows.
// `GET /arrivals` tells when each POST had arrived, `GET /last-body` what the latest carried, `GET /looks` how often jobs were
// looked for.
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';

const listed = 50;
const created = { date: '2026-11-22 12:00:00.000000', timezone_type: 1, timezone: '+00:00' };
const rowsByJob = new Map<string, number>();
let latest: readonly string[] = [];
let lastBody = '';
const arrivals: number[] = [];
let looks = 0;

createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => respond(response, answerTo(request, chunks)));
}).listen(Number(process.env['PORT']), '127.0.0.1');

function respond(response: ServerResponse, answer: unknown): void {
  const body = Buffer.from(JSON.stringify(answer));
  response.writeHead(200, { 'content-type': 'application/json', 'content-length': body.length });
  response.end(body);
}

function answerTo({ method, url = '' }: IncomingMessage, chunks: readonly Buffer[]): unknown {
  if (method === 'POST') return queueJob(Buffer.concat(chunks).toString());
  if (url.startsWith('/jobs')) looks += 1;
  if (url === '/jobs') return { success: true, data: { jobs: latest.map(jobOf) } };
  if (url.startsWith('/jobs/')) return jobWithLogs(url.slice('/jobs/'.length));
  if (url === '/arrivals') return arrivals;
  if (url === '/looks') return looks;
  return url === '/last-body' ? JSON.parse(lastBody) : {};
}

function queueJob(body: string): unknown {
  arrivals.push(performance.now());
  lastBody = body;
  const { conversions }: { readonly conversions: readonly unknown[] } = JSON.parse(body);
  const id = (rowsByJob.size + 1).toString(16).padStart(24, '0');
  rowsByJob.set(id, conversions.length);
  latest = [id, ...latest].slice(0, listed);
  const job = { _id: id, type: 'import', state: 'pending', relatedObject: { sendPostback: '1' }, logs: [], created };
  return { success: true, data: { message: 'Job has been queued!!', job } };
}

const jobOf = (id: string) => ({ _id: id, name: 'import.json.conversion', status: 'completed', created });

function jobWithLogs(id: string): unknown {
  const rows = rowsByJob.get(id);
  if (rows === undefined) return { success: false, error: { code: 31, message: 'Resource Not Found' } };
  const message = `Total Processed: ${rows} | Imported: ${rows} | Edited: 0 | Errors: 0`;
  const log = { _id: `${id.slice(1)}a`, object: 'import.json.conversion', priority: 1, message };
  return { success: true, data: { job: jobOf(id), logs: [{ ...log, created: '2026-11-22 12:00:01' }] } };
}
