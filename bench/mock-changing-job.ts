// A Trackier with one job, which has changed whenever it is looked for. `GET /looks` tells how often that was.
import { createServer } from 'node:http';

const created = { date: '2026-11-22 12:00:00.000000', timezone_type: 1, timezone: '+00:00' };
let looks = 0;

createServer((request, response) => {
  const body = Buffer.from(JSON.stringify(answerTo(request.url ?? '')));
  response.writeHead(200, { 'content-type': 'application/json', 'content-length': body.length });
  response.end(body);
}).listen(Number(process.env['PORT']), '127.0.0.1');

function answerTo(url: string): unknown {
  if (url === '/jobs') return { success: true, data: { jobs: [] } };
  if (!url.startsWith('/jobs/')) return url === '/looks' ? looks : {};
  looks += 1;
  const modified = { ...created, date: `2026-11-22 12:${twoDigits(looks / 60)}:${twoDigits(looks % 60)}.000000` };
  const job = {
    _id: url.slice('/jobs/'.length),
    name: 'import.json.conversion',
    status: 'progress',
    created,
    modified,
  };
  return { success: true, data: { job, logs: [] } };
}

const twoDigits = (value: number): string => String(Math.floor(value)).padStart(2, '0');
